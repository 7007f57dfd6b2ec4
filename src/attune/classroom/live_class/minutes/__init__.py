"""What the page of a live class has shown, minute by minute, as far as it may be kept."""
