"""Commands for those who work on Attune: measures, pictures, finding tools."""
