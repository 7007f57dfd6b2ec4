"""Looking back: facts about learning, kept as rows about persons; figures about groups are made of them when read."""
