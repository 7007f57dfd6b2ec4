"""Health checks and metrics, for whoever runs the server."""
