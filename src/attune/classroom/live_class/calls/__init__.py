"""Calls for help: a raised hand or "I'm lost here" is the server's, the same on every device, until it is answered."""
