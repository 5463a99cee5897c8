"""The command `ondo score`: texts in, scores out, without a database."""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from pipeline.cli.console import say, shown
from pipeline.cli.options import config_option

if TYPE_CHECKING:
    from pipeline.languages.chunk_clauses import ClausePlacer
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
@click.option(
    "--mentions",
    "with_mentions",
    is_flag=True,
    help="Add what each clause speaks of: its touchpoint, words and feeling.",
)
@config_option
def score(database: Path | None, with_mentions: bool, config: Path | None) -> None:
    """Score the lines of stdin, each as a JSON object on stdout.

    With --mentions by the touchpoints and words of the settings; start and end count Unicode characters.
    """
    from pipeline.scoring.scorer import as_json_rows

    scorer = scorer_of(database, _placer(config, database) if with_mentions else None)
    size = 1 if sys.stdin.isatty() else SCORED_AT_ONCE
    lines = _lines(sys.stdin.buffer)
    while texts := list(islice(lines, size)):
        for row in as_json_rows(scorer.score(texts), texts):
            line = json.dumps(row, ensure_ascii=False)
            sys.stdout.buffer.write(shown(line).encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()


def _placer(config: Path | None, database: Path | None) -> "ClausePlacer":
    from pipeline.config.settings import load_settings
    from pipeline.mentions.placer import placer_of
    from pipeline.storage.settings_of_database import settings_for

    settings = load_settings(config)
    return placer_of((settings if database is None else settings_for(database, settings)).touchpoints)


def scorer_of(database: Path | None, placer: "ClausePlacer | None" = None) -> "Scorer":
    """The shipped scorer, or that of a database, with its layer; says so where that is for another model.

    Raises DatabaseError.
    """
    from pipeline.scoring.scorer import Scorer

    layer = stored_layer_of(database) if database is not None else None
    scorer = Scorer(layer=layer, placer=placer)
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
