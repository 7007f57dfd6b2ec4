"""Lists of people as files: read line by line, with a report before anything is stored."""
