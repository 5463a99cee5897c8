"""`ondo drivers`: what goes with NPS, ratings and tone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_filter, opened
from views.commands.shown import json_option, language_option, rounded, show
from views.commands.themes import refuse_unknown

MOST_TOPICS = 80
"""Topics that the query ranks, of which the strongest that name something are listed."""

if TYPE_CHECKING:
    import queries
    from views.words.labels import View


@click.command(cls=FilteredCommand)
@click.option(
    "--of",
    "score",
    type=click.Choice(["nps", "rating", "tone"]),
    help="What themes go with. [default: nps, else rating, else tone]",
)
@click.option(
    "--about",
    multiple=True,
    default=("touchpoint", "emotion", "topic"),
    show_default=True,
    metavar="THEME",
    help="touchpoint, emotion, topic, channel, product, segment or attribute:NAME. Repeatable.",
)
@click.option(
    "--limit", type=click.IntRange(1, 200), default=12, show_default=True, help="Themes of each kind at most."
)
@language_option
@json_option
def drivers(
    score: str | None,
    about: tuple[str, ...],
    limit: int,
    lang: str,
    as_json: bool,
    database: Path | None,
    link: str | None,
    **asked: Any,
) -> None:
    """Say what goes with a higher or lower NPS, rating or tone, and how much of the whole it is: with, not because of.

    The impact of a theme is the score of all answers minus that without the theme's: n (theme - all) / (N - n). Each has its
    95 % interval from 2,000 bootstrap samples with a fixed seed.
    """
    from queries import QUERIES
    from views.commands.report import view_of

    source = opened(database)
    refuse_unknown(source, "--about", about, QUERIES["nps_driver_list"].params["about"])
    view = view_of(source, chosen_filter(source, link, asked), lang, "month")
    chosen = score or next(iter(view.scores), "tone")
    rows = [row for theme in about for row in _driver_rows(source, view, chosen, theme, limit)]
    show(
        as_json,
        {"score": chosen, "drivers": [_driver(view, chosen, row) for row in rows]},
        _driver_lines(view, chosen, rows),
    )


def _driver_rows(source: "queries.Warehouse", view: "View", score: str, about: str, limit: int) -> list[dict[str, Any]]:
    from views.charts.nps_rows import driver_rows, strongest_drivers

    table = source.run(f"{score}_driver_list", filter=view.filter, about=about, limit=max(limit, MOST_TOPICS))
    return strongest_drivers(driver_rows(view, score, table), about, limit)


def _driver(view: "View", score: str, row: dict[str, Any]) -> dict[str, Any]:
    from views.charts.nps_rows import driver_sentence, is_clear

    names = ("dimension", "theme", "n", "of_n", score, f"of_{score}", "impact", "low", "high", "size")
    found = {name: rounded(row[name]) for name in names}
    return found | {"name": row["name_text"], "sentence": driver_sentence(view, score, row) if is_clear(row) else None}


def _driver_lines(view: "View", score: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    from views.charts.nps_rows import IMPACT_DECIMALS, driver_sentence, is_clear
    from views.words.labels import signed

    if not rows:
        yield "No theme has answers enough."
    for row in rows:
        few = " (few answers)" if row["few"] else ""
        yield f"{signed(row['value'], IMPACT_DECIMALS[score]):>8}  ({row['range_text']})  n = {row['n']:,}  {row['name_text']}{few}"
    clear = [driver_sentence(view, score, row) for row in rows if is_clear(row)]
    yield from (["", *clear] if clear else [])
