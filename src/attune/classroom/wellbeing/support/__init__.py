"""Support messages: when to offer one, which, and what came of it."""
