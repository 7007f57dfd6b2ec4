"""Backups: the database and every stored file in one file, made while the platform serves, and the way back."""
