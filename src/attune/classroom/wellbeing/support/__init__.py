"""Support messages: when to send one, which, and what came of it."""
