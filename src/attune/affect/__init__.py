"""From readings to a learning state to support: pure functions and values, no input or output, no clock, no Flask."""
