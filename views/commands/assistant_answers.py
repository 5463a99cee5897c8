"""What an assistant is answered: the rows of named queries with n and interval, ids of quotes, and a link, as plain values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import queries
from queries import attributes
from queries.filter import DIMENSIONS, EMPLOYEE
from views.charts.driver_intervals import impact_interval, mean_impact_interval
from views.commands.assistant_data import AskedInVain, AssistantData, Limits, Rows, plainly
from views.commands.report import view_of
from views.commands.story import as_plain
from views.files.story import story_of
from views.files.summary import with_period
from views.words.filter_fields import code_of, filter_of
from views.words.periods import DEFAULT_GRAIN, GRAINS

Answer = dict[str, Any]
"""What a tool answers: values that JSON has."""

MOST_ROWS = 400
MOST_PARTS = 40
MOST_COMMENTS = 50
MOST_TOPICS = 40
"""Rows of an answer, parts of a dimension, comments and topics at most; more are counted and left out."""

STORY_DAYS = "90"
"""Days of a story, back from the last, where filters name no first day."""

MEASURES: Mapping[str, str] = {
    "nps": "100 x (promoters - detractors) / n, of answers 0-10 to the recommend question; 95 % interval, adjusted Wald",
    "rating": "mean rating on its scale (top; 1 where scales are mixed and brought to 0-1); 95 % t interval",
    "tone": "mean of P(positive) - P(negative) of scored comments, -1 to 1; 95 % t interval",
    "emotion_share": "comments in which the emotion is present / comments scored, so shares of different emotions can add "
    "up to more than 1; 95 % Wilson interval",
    "emotional_capital": "deposits minus withdrawals of feeling per 100 comments, older ones weighing less; a stock at the "
    "end of a period; 95 % interval",
    "coverage": "how many answers were scored and why others were not, and how many scored comments have a touchpoint",
}
"""What can be measured -> what it is."""

WHOLE, PERIOD, TOUCHPOINT = "whole", "period", "touchpoint"
COMPARED: tuple[str, ...] = ("nps", "rating", "tone", "emotion_share")
"""The measures of which two selections can be compared."""

_PAGES = {"nps": "nps", "rating": "nps", "coverage": "data"}
"""The page of the dashboard that shows a measure, where it is not the trends."""

_INTERVALS: Mapping[str, Callable[[dict[str, Any]], tuple[float, float]]] = {
    "nps": impact_interval,
    "rating": partial(mean_impact_interval, score="rating"),
    "tone": partial(mean_impact_interval, score="tone"),
}


def overview(data: AssistantData) -> Answer:
    """What there is: days, answers, sources, measures, emotions, touchpoints, and the values of filters."""
    everything = queries.Filter()
    values = [row for row in data.run("filter_value_list") if row["n"] is not None]
    meta = {row["name"]: row["value"] for row in data.run("meta_list")}
    return plainly(
        {
            "answers": data.run("date_range")[0],
            "sources": data.run("source_list", filter=everything),
            "scores": data.run("score_list"),
            "measures": dict(MEASURES),
            "emotions": [_named(row, "emotion", "valence") for row in data.run("emotion_list")],
            "touchpoints": [_named(row, "touchpoint", "intended_emotion") for row in data.run("touchpoint_list")],
            "dimensions": _values_by_dimension(values),
            "events": data.run("event_list"),
            "coverage": data.run("coverage", filter=everything),
            "small_numbers": {name: meta.get(name) for name in ("hidden_below", "few_below", "employee_below")},
            "role": data.role,
        }
    )


def measure(
    data: AssistantData,
    measure: str,
    by: str = WHOLE,
    grain: str | None = None,
    emotion: str | None = None,
    limits: Limits | None = None,
) -> Answer:
    """A measure of the answers that filters select, whole or apart by period, touchpoint or another dimension.

    ``grain`` splits a dimension by period, too. Raises AskedInVain for what makes no sense.
    """
    _known("measure", measure, MEASURES)
    filter = data.filter(limits or {})
    rows = _of_emotion(data, _measured(data, measure, by, grain, emotion, filter), emotion)
    page = _PAGES.get(measure, "journey" if by == TOUCHPOINT and not grain else "trends")
    asked = {"measure": measure, "by": by, "grain": grain, "emotion": emotion, "filters": dict(limits or {})}
    return _answer(data, asked, rows, filter, page, meaning=MEASURES[measure])


def compare(
    data: AssistantData, measure: str, limits: Limits, other_limits: Limits, by: str = WHOLE, emotion: str | None = None
) -> Answer:
    """A measure of one selection minus that of another, with the interval of the difference and whether it is clear."""
    _known("measure", measure, COMPARED)
    query = f"{measure}_comparison"
    if by == TOUCHPOINT and measure == "tone":
        query = "tone_comparison_by_touchpoint"
    elif by != WHOLE:
        raise AskedInVain(
            f"{measure} is compared by {WHOLE}", remedy="by touchpoint tone alone; filter by a touchpoint"
        )
    filter, other = data.filter(limits), data.filter(other_limits)
    rows = _of_emotion(data, data.run(query, filter=filter, other=other), emotion)
    asked = {"measure": measure, "by": by, "emotion": emotion, "filters": dict(limits), "other": dict(other_limits)}
    overlap = data.run("overlap_count", filter=filter, other=other)[0]
    return _answer(data, asked, rows, filter, "compare", answers_in_both=overlap["shared"])


def clearest_changes(data: AssistantData, limits: Limits, other_limits: Limits, most: int = 10) -> Answer:
    """Which shares of emotions differ most clearly between two selections, and at which touchpoint."""
    filter, other = data.filter(limits), data.filter(other_limits)
    rows = data.run("emotion_share_change_list", filter=filter, other=other, limit=max(1, min(most, MOST_PARTS)))
    asked = {"filters": dict(limits), "other": dict(other_limits)}
    note = "touchpoint null is all together; is_clear allows for the number of comparisons"
    return _answer(data, asked, rows, filter, "journey", note=note)


def drivers(data: AssistantData, score: str, about: str, limits: Limits | None = None) -> Answer:
    """With what a higher or lower NPS, rating or tone goes: impact and its bootstrap interval.

    ``about`` is touchpoint, emotion, topic, another dimension or attribute:NAME.
    """
    _known("score", score, _INTERVALS)
    if not about.startswith(attributes.PREFIX):
        _known("about", about, ("emotion", "topic", *DIMENSIONS))
    else:
        _known_dimension(data, about)
    filter = data.filter(limits or {})
    rows = data.run(f"{score}_driver_list", filter=filter, about=about, limit=MOST_TOPICS)
    asked = {"score": score, "about": about, "filters": dict(limits or {})}
    note = "impact = score of all - score without the theme; it goes with the theme, which need not be its cause"
    return _answer(data, asked, [_with_interval(score, row) for row in rows], filter, "nps", note=note)


def story(data: AssistantData, touchpoint: str, limits: Limits | None = None, language: str = "en") -> Answer:
    """The story of a touchpoint and its empathy map, of the days that filters name, else of the last 90."""
    filter = data.filter({**(limits or {}), "touchpoint": touchpoint})
    view = with_period(view_of(data.source, replace(filter, touchpoints=()), language, "month"), STORY_DAYS)
    told = as_plain(view, story_of(view, view.former, touchpoint, data.table))
    return plainly(
        {
            "asked": {"touchpoint": touchpoint, "filters": dict(limits or {})},
            **told,
            "link": data.link("journey", filter),
        }
    )


def quotes(data: AssistantData, limits: Limits | None = None) -> Answer:
    """The typical, the strongest and a disagreeing comment of a selection, of those whose authors allow quoting."""
    filter = data.filter(limits or {})
    if filter.audience == EMPLOYEE:
        raise AskedInVain("employees' texts are told to no assistant", remedy="ask for numbers of theirs")
    rows = data.run("quote_list", filter=filter, language=None)
    asked = {"filters": dict(limits or {})}
    note = "chosen by rule: nearest the group's mean, strongest, and most sure against the group's mean"
    found = [{"role": row["role"], "n": row["n"], **_comment(row)} for row in rows]
    return plainly({"asked": asked, "rows": found, "note": note, "link": data.link("comments", filter)})


def comments(data: AssistantData, ids: Sequence[str]) -> Answer:
    """Comments by id, in that order; without their text where their authors have not allowed quoting, none of employees."""
    if len(ids) > MOST_COMMENTS:
        raise AskedInVain(f"{len(ids)} ids", remedy=f"ask for at most {MOST_COMMENTS} at a time")
    found, missing = [], []
    for asked in ids:
        rows = [row for row in data.run("comment", feedback_id=_id(asked)) if row["audience"] != EMPLOYEE]
        found += [_comment(row) for row in rows]
        missing += [] if rows else [asked]
    return plainly({"rows": found, "not_found": missing, "note": "text is null where it may not be quoted"})


def _measured(
    data: AssistantData, measure: str, by: str, grain: str | None, emotion: str | None, filter: queries.Filter
) -> Rows:
    if grain is not None:
        _known("grain", grain, GRAINS[:2] + GRAINS[3:] if measure == "emotional_capital" else GRAINS)
    if measure == "coverage":
        return [
            data.run("coverage", filter=filter)[0] | {"touchpoints": data.run("touchpoint_coverage", filter=filter)}
        ]
    if by == WHOLE:
        return data.run(measure, filter=filter)
    if by == PERIOD:
        return data.run(f"{measure}_by_period", filter=filter, grain=grain or DEFAULT_GRAIN)
    if measure == "emotional_capital":
        raise AskedInVain(
            f"{measure} is told {WHOLE} or by {PERIOD}", remedy="filter by what it should be told apart by"
        )
    if grain is not None:
        return _by_part_and_period(data, measure, by, grain, emotion, filter)
    if by == TOUCHPOINT:
        return data.run(f"{measure}_by_touchpoint", filter=filter)
    return [*_by_part(data, measure, by, filter)]


def _by_part_and_period(
    data: AssistantData, measure: str, by: str, grain: str, emotion: str | None, filter: queries.Filter
) -> Rows:
    _known_dimension(data, by)
    given: dict[str, Any] = {"filter": filter, "grain": grain, "dimension": by}
    if measure == "emotion_share":
        if emotion is None:
            raise AskedInVain("shares by a dimension and period are told of one emotion", remedy="name it as emotion")
        given["emotion"] = emotion
    return data.run(f"{measure}_by_dimension_and_period", **given)


def _by_part(data: AssistantData, measure: str, by: str, filter: queries.Filter) -> Iterator[dict[str, Any]]:
    """The measure of the answers with each value of a dimension, as the dashboard shows it with that filter."""
    _known_dimension(data, by)
    name, codes = filter_of(by), [row["value"] for row in data.run("filter_value_list") if row["dimension"] == by]
    for value in codes[:MOST_PARTS]:
        one = code_of(by, value)
        if name == "attributes":
            part = replace(filter, attributes=attributes.merged(filter.attributes, (one,)))
        else:
            limit: dict[str, Any] = {name: (one,)}
            part = replace(filter, **limit)
        if _narrows(filter, part, name, by):
            yield from ({"part": value, **row} for row in data.run(measure, filter=part))


def _narrows(filter: queries.Filter, part: queries.Filter, name: str, by: str) -> bool:
    """Whether the filter itself lets the part's value through."""
    own = getattr(filter, name)
    if name == "attributes":
        own = tuple(one for one in own if attributes.split(one)[0] == by.removeprefix(attributes.PREFIX))
    return not own or bool({*getattr(part, name)} & {*own})


def _answer(
    data: AssistantData, asked: Answer, rows: Rows, filter: queries.Filter, page: str, **more: object
) -> Answer:
    found: Answer = {"asked": asked, "rows": rows[:MOST_ROWS], **more}
    if len(rows) > MOST_ROWS:
        found["rows_left_out"] = len(rows) - MOST_ROWS
    found["quotes"] = data.quote_ids(filter)
    found["link"] = data.link(page, filter)
    return plainly(found)


def _of_emotion(data: AssistantData, rows: Rows, emotion: str | None) -> Rows:
    if emotion is None:
        return rows
    _known("emotion", emotion, [row["emotion"] for row in data.run("emotion_list")])
    return [row for row in rows if row.get("emotion", emotion) == emotion]


def _with_interval(score: str, row: dict[str, Any]) -> dict[str, Any]:
    """A driver with the interval of its impact, as the dashboard has it."""
    low, high = (None, None) if row["impact"] is None else _INTERVALS[score](row)
    return {**row, "low": low, "high": high}


def _comment(row: dict[str, Any]) -> dict[str, Any]:
    names = ("answered_at", "touchpoint", "channel", "product", "segment", "language", "rating", "rating_max",
             "nps_score", "tone", "confidence", "present", "source")  # fmt: skip
    told = {name: row[name] for name in names}
    return {"id": str(row["feedback_id"]), "text": row["text"] if row["consent_quote"] else None, **told}


def _named(row: dict[str, Any], code: str, further: str) -> dict[str, Any]:
    return {code: row[code], "labels": dict(row["labels"]), further: row[further]}


def _values_by_dimension(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["dimension"], []).append({"value": row["value"], "n": row["n"]})
    return {dimension: values[:MOST_PARTS] for dimension, values in found.items()}


def _id(text: str) -> int:
    if not text.strip().lstrip("-").isdecimal():
        raise AskedInVain(f"{text!r} is no id", remedy="ids are the numbers that other answers give")
    return int(text)


def _known_dimension(data: AssistantData, by: str) -> None:
    named = {row["dimension"] for row in data.run("filter_value_list")}
    _known("by", by, [*DIMENSIONS, *(name for name in named if name.startswith(attributes.PREFIX))])


def _known(what: str, value: str, known: Iterable[str]) -> None:
    """Raises AskedInVain where a value is none of those known."""
    listed = list(known)
    if value not in listed:
        raise AskedInVain(f"there is no {what} {value!r}", remedy=f"there are: {', '.join(listed)}")
