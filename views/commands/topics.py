"""`ondo topics`: what customers talk of."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from views.commands.export import FilteredCommand, chosen_filter, opened
from views.commands.shown import json_option, language_option, rounded, show
from views.commands.themes import refuse_unknown

if TYPE_CHECKING:
    import queries
    from views.charts.rising_topics import RisingTopics
    from views.charts.topics import Topic, TopicsFound, TopicSource


@click.command(cls=FilteredCommand)
@click.option("--rising", is_flag=True, help="Those that more talk of in the last four weeks than chance explains.")
@click.option("--by", help="Topics of each touchpoint, emotion, channel, ... (attribute:NAME for further columns).")
@click.option("--limit", type=click.IntRange(1, 50), default=12, show_default=True, help="Topics listed at most.")
@click.option("--rename", nargs=2, metavar="TERM NAME", help='Give the topic with this term a name; "" takes it back.')
@click.option("--merge", nargs=2, metavar="TERM TERM", help="From now on the two are one topic.")
@click.option("--split", nargs=2, metavar="TERM TERM", help="Take a merge back.")
@click.option("--pin", metavar="TERM", help="Always list this topic, first.")
@click.option("--unpin", metavar="TERM", help="Take a pin back.")
@language_option
@json_option
def topics(
    rising: bool,
    by: str | None,
    limit: int,
    lang: str,
    as_json: bool,
    database: Path | None,
    link: str | None,
    **asked: Any,
) -> None:
    """List what customers talk of in the filtered comments more than in the others, by counting words and pairs of words.

    A pair is a noun and what its clause says of it, denials kept (배송 + 늦다, 환불 + 안 되다), or two English words. Each topic
    has its number of comments, and how much likelier it is here than elsewhere: the logarithm of the odds ratio with a 95 %
    interval. Names, merges and pins are kept in a file beside the database.
    """
    import queries
    from views.charts.rising_topics import find_rising
    from views.charts.topics import TopicSource, find_topics, whole_of

    deeds = {deed: asked.pop(deed) for deed in queries.TOPIC_DEEDS}
    source = opened(database)
    _keep(source, deeds)
    filter = _of_customers(chosen_filter(source, link, asked))
    topics_from = TopicSource.of(source.run, _notes(source.path))
    if rising:
        found = find_rising(topics_from, filter, limit)
        shown = {"rising": list(map(_object, found.topics)), "few": list(map(_object, found.few))}
        show(as_json, shown, _rising_lines(found))
    elif by:
        _list_by(source, topics_from, filter, by, limit, lang, as_json)
    else:
        listed = find_topics(topics_from, filter, whole_of(filter), limit)
        show(as_json, _objects(listed), _lines(listed))


def _of_customers(filter: "queries.Filter") -> "queries.Filter":
    if filter.audience != "customer":
        raise click.UsageError("What employees say is not listed. Leave out --audience employee.")
    return filter


def _notes(database: Path) -> "tuple[queries.TopicNote, ...]":
    import queries

    return queries.read_notes(database)


def _keep(source: "queries.Warehouse", deeds: "Mapping[queries.TopicDeed, Any]") -> None:
    """Note what the options say of topics. Raises click.UsageError where it is of no topic, or cannot be kept."""
    import queries

    for deed, said in deeds.items():
        if said is None:
            continue
        term, second = said if isinstance(said, tuple) else (said, "")
        name, other = (second, "") if deed == "rename" else ("", second)
        _refuse_unsaid(source, deed, [term, other] if deed == "merge" else [term] if name or deed == "pin" else [])
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            queries.keep_note(source.path, queries.TopicNote(now, getuser(), deed, term, name, other))
        except OSError as error:
            raise click.UsageError(f"the note cannot be kept beside {source.path}: {error.strerror}") from error


def _refuse_unsaid(source: "queries.Warehouse", deed: str, terms: list[str]) -> None:
    """Raises click.UsageError where no comment says a term: a mistyped one would be noted and change nothing."""
    import queries

    asked = [[queries.folded_term(term)] for term in terms]
    rows = source.run("topic_count_list", filter=queries.Filter(), topics=asked).to_pylist() if asked else []
    for term, row in zip(terms, rows[1:], strict=False):
        if row["n"] == 0:
            raise click.UsageError(
                f"--{deed}: no comment says {term!r}. Name a topic by one of its terms, as `ondo topics --json` has them."
            )


def _list_by(
    source: "queries.Warehouse",
    topics_from: "TopicSource",
    filter: "queries.Filter",
    dimension: str,
    limit: int,
    lang: str,
    as_json: bool,
) -> None:
    from views.charts.topics import find_topics, parts_of, whole_of
    from views.commands.export import allowed_of
    from views.commands.report import view_of
    from views.words.filter_fields import DIMENSIONS

    refuse_unknown(source, "--by", [dimension], ["emotion", *DIMENSIONS])
    view, allowed = view_of(source, filter, lang, "month"), allowed_of(source)
    found: list[tuple[str, str, TopicsFound]] = []
    for code, name, narrowed in parts_of(view, dimension, allowed):
        found.append((code, name, find_topics(topics_from, narrowed, whole_of(filter), limit)))
    if not found:
        raise click.UsageError(f"--by {dimension}: no answers have a value in it.")
    parts = [{"value": code, "name": name, **_objects(listed)} for code, name, listed in found]
    show(as_json, {"by": dimension, "parts": parts}, _lines_by(found))


def _objects(found: "TopicsFound") -> dict[str, Any]:
    return {
        "n": found.of_n,
        "covered": found.covered,
        "uncovered": rounded(found.uncovered),
        "topics": list(map(_object, found.topics)),
    }


def _object(topic: "Topic") -> dict[str, Any]:
    return {name: rounded(value) for name, value in asdict(topic).items()} | {"share": rounded(topic.share)}


def _lines(found: "TopicsFound") -> Iterator[str]:
    if not found.topics:
        yield "No topic has comments enough."
        return
    for topic in found.topics:
        odds = "" if topic.log_odds is None else f"   {topic.log_odds:+.2f} ({topic.low:+.2f} to {topic.high:+.2f})"
        yield f"{topic.n:>7,}  {100 * topic.share:5.1f} %{odds}  {_name(topic)}"
    if found.uncovered is not None:
        yield f"{100 * found.uncovered:.0f} % of {found.of_n:,} comments are about none of all topics found"


def _lines_by(found: "list[tuple[str, str, TopicsFound]]") -> Iterator[str]:
    for _code, name, listed in found:
        yield name
        yield from (f"  {line}" for line in _lines(listed))


def _rising_lines(found: "RisingTopics") -> Iterator[str]:
    if not found.topics:
        yield "Nothing is talked of more of late than chance explains, in answers enough to say so."
    yield from map(_rising_line, found.topics)
    if found.few:
        yield "More than before, but in too few answers to be called rising:"
    yield from map(_rising_line, found.few)


def _rising_line(topic: "Topic") -> str:
    before = "a few" if topic.rest_n is None else f"{topic.rest_n:,}"
    new = "new, " if topic.is_new else ""
    return f"{topic.n:>7,} of {topic.of_n:,}, before {before} of {topic.rest_of_n:,}  ({new}q = {topic.q:.4f})  {_name(topic)}"


def _name(topic: "Topic") -> str:
    pinned = "* " if topic.is_pinned else ""
    few = " (few answers)" if topic.size == "few" else ""
    terms = f"  [{', '.join(topic.terms)}]" if topic.is_named or len(topic.terms) > 1 else ""
    return f"{pinned}{topic.name}{terms}{few}"
