"""Files that authors bring: whole, or in pieces that survive a broken connection."""
