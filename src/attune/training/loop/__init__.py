"""The training loop and what each of its steps uses."""
