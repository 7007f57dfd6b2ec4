"""Stands in the way of torch while the platform's tests run: whoever imports it there finds it is not installed."""

raise ModuleNotFoundError("No module named 'torch' (the platform must do without it)", name="torch")
