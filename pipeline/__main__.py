"""`python -m pipeline`: the same as `ondo`."""

from pipeline.cli import main

main()
