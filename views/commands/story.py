"""`ondo story`: the story of a touchpoint and its empathy map, as text or as JSON."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_filter, opened
from views.commands.report import note_search, view_of

if TYPE_CHECKING:
    from views.files.story import Story, StoryPart
    from views.words.labels import View


@click.command(cls=FilteredCommand)
@click.option("--lang", type=click.Choice(["ko", "en"]), default="ko", show_default=True, help="Language.")
@click.option(
    "--days",
    "span",
    type=click.Choice(["90", "28", "365", "all"]),
    default="90",
    show_default=True,
    help="Days looked at, back from the last answer, where neither --from nor --period is given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def story(lang: str, span: str, as_json: bool, database: Path | None, link: str | None, **asked: Any) -> None:
    """Tell the story of one touchpoint (--touchpoint): what changed, in whose words, what is wished for; and its empathy map.

    Chosen by rule, of comments that may be quoted: says (typical and disagreeing quotes), thinks, does (comments that tell a
    thought or a deed), feels (the most frequent emotions). Each part names the ids of its comments.
    """
    from views.files.story import story_of
    from views.files.summary import with_period

    source = opened(database)
    filter = chosen_filter(source, link, asked)
    if len(filter.touchpoints) != 1:
        raise click.UsageError("name one touchpoint: --touchpoint CODE.")
    note_search(source.path, filter, "story")
    view = with_period(view_of(source, replace(filter, touchpoints=()), lang, "month"), span)
    told = story_of(view, view.former, filter.touchpoints[0], source.run)
    click.echo(json.dumps(as_plain(view, told), ensure_ascii=False, indent=2) if as_json else as_text(view, told))


def as_plain(view: "View", told: "Story") -> dict[str, Any]:
    """A story as JSON has it: its sentences, and each part with its quotes and the ids of their comments."""
    return {
        "touchpoint": told.touchpoint,
        "size": told.size,
        "from": _day(view.filter.date_from),
        "until": _day(view.filter.date_until),
        "sentences": [{"name": sentence.name, "text": sentence.text, "n": sentence.n} for sentence in told.sentences],
        "parts": [_part(part) for part in told.parts],
        "empathy_map": {part.name: _part(part) for part in told.quadrants},
    }


def _day(day: date | None) -> Any:
    from views.commands.assistant_data import plain

    return plain(day)


def _part(part: "StoryPart") -> dict[str, Any]:
    quotes = [
        {"label": quote.label, "said": quote.said, "id": str(quote.row["feedback_id"]) if quote.row else None}
        for quote in part.quotes
    ]
    return {"name": part.name, "note": part.note, "quotes": quotes}


def as_text(view: "View", told: "Story") -> str:
    """A story as text, line by line."""
    words = view.words
    if told.size == "hidden":
        return words("story.hidden")
    lines = [view.touchpoint(told.touchpoint), *(f"- {sentence.text}" for sentence in told.sentences)]
    for part in (*told.parts, *told.quadrants):
        lines += ["", words(f"story.{part.name}") + (f" · {part.note}" if part.note else "")]
        lines += [f"- {_quote_text(quote.label, quote.said)}" for quote in part.quotes] or [words("story.nobody")]
    return "\n".join(lines)


def _quote_text(label: str, said: str) -> str:
    quoted = f"“{' '.join(said.split())}”" if said else ""
    return ": ".join(part for part in (label, quoted) if part)
