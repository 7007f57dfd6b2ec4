"""Setting the institution up, and what is still to do until somebody can learn there."""
