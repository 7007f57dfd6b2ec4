"""What a process measures of itself, minute by minute, in a form that can be added up over processes and time."""
