"""``python -m textclass``: the command, where it is not on the path."""

from textclass.cli import main

if __name__ == "__main__":
    main()
