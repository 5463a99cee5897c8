"""The command `ondo score`: texts in, scores out, without a database."""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from pipeline.cli.console import say, shown

if TYPE_CHECKING:
    from pipeline.scoring.own_layer import OwnLayer
    from pipeline.scoring.scorer import Scorer

LEARN_AGAIN = "learn it again with `ondo adapt`"

SCORED_AT_ONCE = 10_000
"""Lines scored together where stdin is no terminal."""


@click.command()
@click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path),
    help="Score as this database does, with the layer that `ondo adapt` has learned there. [default: the shipped model]",
)
def score(database: Path | None) -> None:
    """Score the lines of stdin, each as a JSON object on stdout."""
    from pipeline.scoring.scorer import Scorer, as_json_rows

    scorer = Scorer() if database is None else scorer_of(database)
    size = 1 if sys.stdin.isatty() else SCORED_AT_ONCE
    lines = _lines(sys.stdin.buffer)
    while texts := list(islice(lines, size)):
        for row in as_json_rows(scorer.score(texts), texts):
            line = json.dumps(row, ensure_ascii=False)
            sys.stdout.buffer.write(shown(line).encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()


def scorer_of(database: Path) -> "Scorer":
    """The scorer of a database, with its layer; says so where that is for another model. Raises DatabaseError."""
    from pipeline.scoring.scorer import Scorer

    layer = stored_layer_of(database)
    scorer = Scorer(layer=layer)
    if layer is not None and scorer.layer is None:
        say(
            f"the layer in {database} was learned on another model ({layer.base_version}): it is not used; {LEARN_AGAIN}"
        )
    return scorer


def stored_layer_of(database: Path) -> "OwnLayer | None":
    """The layer of a database that must be there and be of today's schema. Raises DatabaseError."""
    from pipeline.storage.database_file import reading
    from pipeline.upkeep.own_stars import stored_layer

    with reading(database):
        return stored_layer(database)


def _lines(stream: IO[bytes]) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            yield line.rstrip(b"\r\n").decode("utf-8")
        except UnicodeDecodeError as error:
            say(f"line {number}: not UTF-8 at byte {error.start + 1}; unreadable bytes are replaced")
            yield line.rstrip(b"\r\n").decode("utf-8", "replace")
