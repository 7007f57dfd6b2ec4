"""Administering users: find, invite, change, deactivate, reset a password."""
