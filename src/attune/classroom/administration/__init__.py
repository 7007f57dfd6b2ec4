"""Users, policy, the audit log and the system's health, for administrators."""
