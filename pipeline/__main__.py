"""`ondo` and `python -m pipeline`: the command line in a process of its own."""

from pipeline.cli.main import main
from pipeline.own_process import OwnProcess


def start() -> None:
    """Run the command line and exit with the code of its outcome."""
    OwnProcess.claim()
    main()


if __name__ == "__main__":
    start()
