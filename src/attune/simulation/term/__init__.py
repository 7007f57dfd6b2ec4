"""A whole term of simulated students: what they allow, when they study and what they show. Pure; see `demo.term`."""
