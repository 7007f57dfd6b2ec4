"""Reading a course's folder: every file checked, every fault named with its place, before anything is stored."""
