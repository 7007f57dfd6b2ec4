"""The text of a lesson: drafts, versions, and publishing, the only writer of what students see."""
