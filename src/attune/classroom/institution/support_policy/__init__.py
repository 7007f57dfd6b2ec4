"""The institution's policy: allowed modes, retention, group sizes, and how support decides."""
