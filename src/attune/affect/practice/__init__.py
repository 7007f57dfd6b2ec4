"""What a learner practised, by skill and across lessons and days: opportunities, hand-ins, and what follows of them."""
