"""The command `ondo score`: texts in, scores out, without a database."""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import IO

import click

from pipeline.cli.console import say, shown

SCORED_AT_ONCE = 10_000
"""Lines scored together where stdin is no terminal."""


@click.command()
def score() -> None:
    """Score the lines of stdin, each as a JSON object on stdout."""
    from pipeline.scoring.scorer import Scorer, as_json_rows

    scorer = Scorer()
    size = 1 if sys.stdin.isatty() else SCORED_AT_ONCE
    lines = _lines(sys.stdin.buffer)
    while texts := list(islice(lines, size)):
        for row in as_json_rows(scorer.score(texts), texts):
            line = json.dumps(row, ensure_ascii=False)
            sys.stdout.buffer.write(shown(line).encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()


def _lines(stream: IO[bytes]) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            yield line.rstrip(b"\r\n").decode("utf-8")
        except UnicodeDecodeError as error:
            say(f"line {number}: not UTF-8 at byte {error.start + 1}; unreadable bytes are replaced")
            yield line.rstrip(b"\r\n").decode("utf-8", "replace")
