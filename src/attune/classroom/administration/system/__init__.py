"""The system's health, for administrators and for whoever runs the server."""
