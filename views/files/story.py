"""The story of a touchpoint: what changed and how sure that is, in whose words, what goes with it, what is wished for, what
small kindness is praised; and its empathy map. All by rule: nothing is said that no row supports, and each part has its rows.

The map: says are the typical and the disagreeing quote, thinks and does what queries/macros/expressions.sql finds as thoughts
and deeds, feels the most frequent emotions, each with the strongest of the quotes in which it is present.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import queries
from queries.filter import EMPLOYEE
from views.charts.chart_rows import ChartRow, end_writer, gap_text, writer
from views.charts.driver_intervals import impact_interval
from views.files.summary_parts import RunQuery, SummarySentence
from views.files.summary_sentences import change_sentence
from views.words.filter_fields import narrowed
from views.words.labels import View, count, percent, signed

CHANGES, QUOTES, EMOTIONS = 3, 2, 3
"""Changes, quotes of a kind and emotions of a story at most."""

EXPRESSIONS = ("wish", "kindness")
"""What a story tells of beside its map: queries/macros/expressions.sql."""

QUADRANTS = ("says", "thinks", "does", "feels")


@dataclass(frozen=True, slots=True)
class StoryQuote:
    """Somebody's words, as they are: ``row`` is the whole comment, ``said`` what of it is quoted."""

    label: str
    said: str
    row: ChartRow

    @property
    def is_whole(self) -> bool:
        """Whether all of the comment is quoted, so that its emotions are those of the quote."""
        return bool(self.said) and self.said == str(self.row["text"]).strip()


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A heading with how many say so ("" where too few), quotes of them, and the filter of the answers that were looked at."""

    name: str
    note: str
    quotes: tuple[StoryQuote, ...]
    filter: queries.Filter


@dataclass(frozen=True, slots=True)
class Story:
    """The card of a touchpoint and a period. ``size`` is hidden, few or normal; a hidden one tells nothing."""

    touchpoint: str
    size: str
    sentences: tuple[SummarySentence, ...] = ()
    parts: tuple[StoryPart, ...] = ()
    quadrants: tuple[StoryPart, ...] = ()


def story_of(view: View, former: queries.Filter | None, touchpoint: str, run: RunQuery) -> Story:
    """The story of a touchpoint in the view's answers, against those of ``former``. Raises queries.DatabaseError."""
    there = replace(view, filter=narrowed(view.filter, touchpoints=(touchpoint,), states=()))
    before = None if former is None else narrowed(former, touchpoints=(touchpoint,), states=())
    rows = {row["touchpoint"]: row for row in run("tone_by_touchpoint", filter=there.filter).to_pylist()}
    tone = rows.get(touchpoint)
    if tone is None or tone["size"] == "hidden":
        return Story(touchpoint, "hidden")
    sentences = (
        *_tone(there, before, touchpoint, tone, run),
        *_changes(view, former, touchpoint, run),
        *_driver(view, touchpoint, run),
    )
    if view.filter.audience == EMPLOYEE:
        return Story(touchpoint, tone["size"], sentences)
    chosen = run("quote_list", filter=there.filter, language=view.language).to_pylist()
    parts = (_chosen(there, "words", chosen), *(_expressed(there, name, name, run) for name in EXPRESSIONS))
    quadrants = _quadrants(there, touchpoint, chosen, parts, run)
    return Story(touchpoint, tone["size"], sentences, parts, quadrants)


def stories_of(view: View, run: RunQuery) -> list[Story]:
    """The stories of all touchpoints of the view's period that have enough comments, the lowest tone first."""
    rows = [row for row in run("tone_by_touchpoint", filter=view.filter).to_pylist() if row["touchpoint"]]
    shown = sorted((row for row in rows if row["tone"] is not None), key=lambda row: float(row["tone"]))
    return [story_of(view, view.former, row["touchpoint"], run) for row in shown]


def _tone(
    there: View, before: queries.Filter | None, touchpoint: str, row: ChartRow, run: RunQuery
) -> Iterator[SummarySentence]:
    """The tone there with interval and n, and how it changed."""
    words, write, write_end = there.words, writer("tone", row), end_writer("tone", row)
    interval = words("number.interval_n", low=write_end(row["low"]), high=write_end(row["high"]), n=count(row["n"]))
    text = words("story.tone", place=there.touchpoint(touchpoint), tone=write(row["tone"]), interval=interval)
    few = f" ({words('number.few')})" if row["size"] == "few" else ""
    scored = replace(there.filter, states=("scored",))
    yield SummarySentence("tone", text + few, scored, row["n"])
    if before is None:
        return
    rows = run("tone_comparison_by_touchpoint", filter=there.filter, other=before).to_pylist()
    found = [item for item in rows if item["touchpoint"] == touchpoint and item["difference"] is not None]
    for change in found:
        told = {"difference": change["difference"], "low": change["difference_low"], "high": change["difference_high"]}
        sure = words(f"verdict.{'clear' if change['is_clear'] else 'unclear'}")
        told_text = {name: gap_text("tone", value) for name, value in told.items()}
        former = write(change["other_value"])
        yield SummarySentence("tone_change", words("story.tone.change", sure=sure, former=former, **told_text), scored)


def _changes(view: View, former: queries.Filter | None, touchpoint: str, run: RunQuery) -> Iterator[SummarySentence]:
    """The emotions whose share there has clearly changed, or that none has."""
    if former is None:
        return
    table = run("emotion_share_change_by_touchpoint_list", filter=view.filter, other=former)
    rows = [row for row in table.to_pylist() if row["touchpoint"] == touchpoint]
    clear = [row for row in rows if row["is_clear"]]
    for row in clear[:CHANGES]:
        yield _change(view, row, touchpoint)
    if rows and not clear:
        text = view.words("summary.changes.none", comparisons=count(rows[0]["comparisons"]))
        yield SummarySentence("no_change", text, _at(view, touchpoint))


def _change(view: View, row: ChartRow, touchpoint: str) -> SummarySentence:
    sentence = change_sentence(view, row)
    return sentence if row["value"] or sentence.filter is None else replace(sentence, filter=_at(view, touchpoint))


def _at(view: View, touchpoint: str) -> queries.Filter:
    """The scored comments at a touchpoint: what is looked at where an emotion is in none of them any more."""
    return narrowed(view.filter, touchpoints=(touchpoint,), states=("scored",))


def _driver(view: View, touchpoint: str, run: RunQuery) -> Iterator[SummarySentence]:
    """How NPS goes with the touchpoint, where the bootstrap interval leaves out zero."""
    if "nps" not in view.scores:
        return
    rows = run("nps_driver_list", filter=view.filter, about="touchpoint", limit=40).to_pylist()
    for row in rows:
        if row["theme"] != touchpoint or row["size"] != "normal" or row["impact"] is None:
            continue
        low, high = impact_interval(row)
        if low > 0 or high < 0:
            text = view.words(
                "story.driver.up" if row["impact"] > 0 else "story.driver.down",
                place=view.touchpoint(touchpoint),
                impact=signed(abs(row["impact"]), 1).lstrip("+"),
                low=signed(low, 1),
                high=signed(high, 1),
                n=count(row["n"]),
            )
            there = narrowed(view.filter, touchpoints=(touchpoint,))
            yield SummarySentence("driver", text, there, row["n"])


def _quadrants(
    there: View, touchpoint: str, chosen: list[ChartRow], parts: tuple[StoryPart, ...], run: RunQuery
) -> tuple[StoryPart, ...]:
    says = _chosen(there, "says", [row for row in chosen if row["role"] != "strongest"])
    thinks, does = _expressed(there, "thinks", "thought", run), _expressed(there, "does", "deed", run)
    quoted = [quote for part in (*parts, thinks, does) for quote in part.quotes]
    return says, thinks, does, _felt(there, touchpoint, quoted, run)


def _chosen(there: View, name: str, rows: list[ChartRow]) -> StoryPart:
    """Quotes by the rule of quote_list, each with its role."""
    found = tuple(StoryQuote(there.words(f"quote.{row['role']}"), row["text"].strip(), row) for row in rows)
    note = there.words("story.of", n=count(rows[0]["n"])) if rows else ""
    return StoryPart(name, note, found, replace(there.filter, states=("scored",)))


def _expressed(there: View, name: str, expression: str, run: RunQuery) -> StoryPart:
    """Quotes that express something, and in how many comments it is so."""
    rows = run("expression_quote_list", filter=there.filter, expression=expression, limit=QUOTES).to_pylist()
    found = tuple(StoryQuote("", row["said"], row) for row in rows)
    note = ""
    if rows and rows[0]["n"] is not None:
        numbers = {"n": count(rows[0]["n"]), "of_n": count(rows[0]["of_n"]), "share": percent(rows[0]["share"])}
        note = there.words("story.share", **numbers)
    return StoryPart(name, note, found, replace(there.filter, states=("scored",)))


def _felt(there: View, touchpoint: str, quoted: list[StoryQuote], run: RunQuery) -> StoryPart:
    """The emotions that most comments have there, with share and interval, each with the strongest quote in which it is."""
    rows = run("emotion_share_by_touchpoint", filter=there.filter).to_pylist()
    shares = [row for row in rows if row["touchpoint"] == touchpoint and row["share"]]
    found = []
    for row in sorted(shares, key=lambda item: -item["share"])[:EMOTIONS]:
        label = there.words(
            "story.felt", emotion=there.emotion(row["emotion"]), share=percent(row["share"]),
            low=percent(row["low"]), high=percent(row["high"]), n=count(row["n"]),
        )  # fmt: skip
        with_it = [quote for quote in quoted if quote.is_whole and row["emotion"] in quote.row["present"]]
        strongest = max(with_it, key=_force, default=StoryQuote("", "", {}))
        found.append(StoryQuote(label, strongest.said, strongest.row))
    return StoryPart("feels", "", tuple(found), replace(there.filter, states=("scored",)))


def _force(quote: StoryQuote) -> tuple[int, float]:
    return quote.row["intensity"], abs(quote.row["tone"]) * quote.row["confidence"]
