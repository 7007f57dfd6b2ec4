"""Synthetic students: scenarios that are replayed, and classes that load a server. No camera ever saw them."""
