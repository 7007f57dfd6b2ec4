"""`python -m attune` is the `attune` command, for where the script is not on the path."""

from attune.cli import main

if __name__ == "__main__":
    main(prog_name="attune")
