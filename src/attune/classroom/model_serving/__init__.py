"""Which model bundle is served: verified, chosen, described, and run in this process for server mode."""
