"""Who of a course needs a look: by due dates, progress and scores, and by nothing else."""
