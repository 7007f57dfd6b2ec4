"""Whole courses as zip files: written, read with every limit, compared with what is there, and applied as drafts."""
