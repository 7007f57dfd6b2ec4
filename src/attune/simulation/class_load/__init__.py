"""Synthetic students who study over the platform's own HTTP API."""
