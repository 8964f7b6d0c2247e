"""python -m freehold: the same as the command `freehold`."""

from freehold.cli import main

main()
