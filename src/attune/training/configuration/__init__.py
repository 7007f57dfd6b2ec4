"""What a run is asked to do: typed sections, the YAML file they are read from, and the names of splits."""
