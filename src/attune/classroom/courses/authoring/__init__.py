"""Writing courses: their outline, the drafts and versions of their lessons."""
