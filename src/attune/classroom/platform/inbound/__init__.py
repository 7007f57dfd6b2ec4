"""The one door through which everything comes in: received whole and in time, and readable, before anything else."""
