"""`python -m cxmap`: see cxmap/cli.py."""

from cxmap.cli import main

main()
