"""The commands of the training package, one file for each."""
