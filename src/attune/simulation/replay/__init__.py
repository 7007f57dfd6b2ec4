"""A session through the whole chain, from readings to what would have been said and why. No web, no database."""
