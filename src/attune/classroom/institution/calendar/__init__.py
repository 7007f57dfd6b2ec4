"""The institution's terms: the dates that what is known about studying is counted and kept by."""
