"""``python -m textclass.cli``: the same command."""

from textclass.cli import main

if __name__ == "__main__":
    main()
