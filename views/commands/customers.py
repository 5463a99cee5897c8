"""`ondo customers`: what customers answer one after the other, what they are replied, and employees beside them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_filter, opened
from views.commands.report import view_of

if TYPE_CHECKING:
    import queries
    from views.words.labels import View


@click.command(cls=FilteredCommand)
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=90,
    show_default=True,
    help="A next answer counts within these days.",
)
@click.option(
    "--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Language of the sentences."
)
@click.option("--json", "as_json", is_flag=True, help="All figures as one JSON object.")
def customers(days: int, lang: str, as_json: bool, database: Path | None, link: str | None, **asked: Any) -> None:
    """Tell how customers go on after a strongly negative comment, over all channels.

    Whether they answer again and how they feel then, whether regular ones fall silent, how often somebody had to explain
    again, how many answers get a reply and how soon, how the next comment is with and without one; and whether employees'
    tone goes with customers'. Customers are told apart by keyed hashes; groups that are too small are hidden.
    """
    source = opened(database)
    view = view_of(source, chosen_filter(source, link, asked), lang, "month")
    if as_json:
        click.echo(json.dumps(_figures(source, view, days), ensure_ascii=False, indent=1, default=str))
        return
    from views.files.customer_sentences import customer_sentences, mirror_of, mirror_sentences

    for sentence in (
        *customer_sentences(view, source.run, days),
        *mirror_sentences(view, *mirror_of(view, source.run)),
    ):
        click.echo(sentence)


def _figures(source: "queries.Warehouse", view: "View", days: int) -> dict[str, Any]:
    """The rows of each query by what they tell, and the mirror."""
    from dataclasses import replace

    from views.files.customer_sentences import mirror_of

    own = replace(view.filter, audience="customer")

    def rows(name: str, **more: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = source.run(name, filter=own, **more).to_pylist()
        return found

    places, months = mirror_of(view, source.run)
    return {
        "days": days,
        "recovery": rows("recovery_by_touchpoint", days=days),
        "silence": rows("silence_comparison")[0],
        "explained_twice": rows("explained_twice_by_channel"),
        "replies": {name: rows("reply_by_dimension", dimension=name) for name in ("touchpoint", "channel")},
        "next_tone_by_reply": rows("next_tone_comparison_by_reply", days=days)[0],
        "mirror": {"touchpoints": asdict(places), "months": [asdict(one) for one in months]},
    }
