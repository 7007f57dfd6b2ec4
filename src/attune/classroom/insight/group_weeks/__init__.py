"""What a course or a group was like week by week, kept beyond the term: figures about many, and about nobody."""
