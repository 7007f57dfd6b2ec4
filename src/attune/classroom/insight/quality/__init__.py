"""Does it tell the truth? How readings agree with what students say, for administrators; nothing about one person."""
