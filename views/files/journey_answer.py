"""The sentence on top of the journey: where it got worst and whether it has come back, by rule from checked numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import queries
from views.charts.chart_rows import ChartRow
from views.charts.worst_changes import Fall, Reach, reach_of, unsure_falls, worst_falls
from views.files.look import Change
from views.files.printed import printed, printed_pair
from views.words import filter_fields
from views.words.korean_particles import thing
from views.words.labels import View, count
from views.words.period_names import period_of_grain
from views.words.periods import period_end

_MOST_FEW = 3
"""Touchpoints of few comments that are named beside the lowest one, or falls that are not sure."""

_NOTABLE = 0.05
"""A fall in the last period from which it is worth a look now."""


@dataclass(frozen=True, slots=True)
class JourneyAnswer:
    """The headline; the change that it tells, None for none; what is said of it beside its signs; the filter of the comments
    behind it and their number; the fall of the last period, where that is another one and the headline's is over; and whether
    there are too few comments to say anything."""

    text: str
    change: Change | None = None
    line: str = ""
    filter: queries.Filter | None = None
    n: int = 0
    now: Fall | None = None
    is_few: bool = False


def journey_answer(
    view: View, by_period: Sequence[ChartRow], whole: Sequence[ChartRow], falls: Sequence[Fall]
) -> JourneyAnswer:
    """The headline of rows of tone_by_touchpoint_and_period and tone_by_touchpoint; ``falls`` are those of ``falls_of``.

    The worst clear fall; where none is clear, that, with the largest one; where too few comments can be compared, that, with the
    falls that are not sure; of a single period, the lowest touchpoint.
    """
    ranked, reach = [fall for fall in falls if not fall.is_few], reach_of_view(view, by_period)
    if ranked and ranked[0].is_clear:
        return _told(view, ranked[0], view.words("journey.answer.worst", **_names(view, ranked[0])), ranked)
    unsure = unsure_text(view, falls)
    if reach.compared:
        key = "journey.answer.none_of" if reach.compared < reach.cells else "journey.answer.none"
        text = view.words(key, n=count(reach.compared), all=count(reach.cells))
        found = _told(view, ranked[0], text, ()) if ranked else JourneyAnswer(text)
        return replace(found, line=" ".join(filter(None, [found.line, unsure])))
    found = _lowest(view, whole)
    if not reach.cells:
        return found
    said = "" if found.is_few else f"{found.text}."
    line = " ".join(filter(None, [unsure, said, found.line]))
    return replace(found, text=view.words("journey.answer.cannot", all=count(reach.cells)), line=line)


def unsure_text(view: View, falls: Sequence[Fall]) -> str:
    """The largest falls of too few comments to be sure; '' for none."""
    told = [
        view.words("journey.fall_there", before=pair.former, now=pair.now, **_names(view, fall))
        for fall in falls
        if fall.is_few and (pair := printed_pair(view.words, "tone", fall.after.tone, fall.before.tone))
    ]
    return view.words("journey.line.unsure", places=", ".join(told[:_MOST_FEW])) if told else ""


def reach_text(view: View, by_period: Sequence[ChartRow]) -> str:
    """How much of the map can be compared; '' for all of it."""
    reach = reach_of_view(view, by_period)
    if not reach.cells:
        return view.words("journey.worst.one")
    if reach.compared == reach.cells:
        return ""
    values = {"n": count(reach.compared), "all": count(reach.cells), "limit": view.limits.few_below}
    return view.words("journey.worst.cells", **values)


def reach_of_view(view: View, by_period: Sequence[ChartRow]) -> Reach:
    """How many cells of the map can be compared with what was before them."""
    return reach_of(by_period, view.grain, view.limits.few_below)


def _lowest(view: View, whole: Sequence[ChartRow]) -> JourneyAnswer:
    """The touchpoint with the lowest tone of those with comments enough to be ranked, and what looks worse beside it."""
    ranked = [row for row in whole if row["touchpoint"] and row["size"] == "normal"]
    if len(ranked) < 2:
        return JourneyAnswer(view.words("journey.answer.few", limit=view.limits.few_below), is_few=True)
    lowest = min(ranked, key=lambda row: row["tone"])
    left_out = [row for row in whole if row["touchpoint"] and row["size"] != "normal"]
    key = "journey.answer.lowest_of" if left_out else "journey.answer.lowest"
    text = view.words(key, place=view.touchpoint(lowest["touchpoint"]), limit=view.limits.few_below)
    line = view.words("journey.line.tone", tone=printed("tone", lowest["tone"]))
    said = " ".join(filter(None, [line, _lower_of_few(view, left_out, lowest["tone"])]))
    return JourneyAnswer(text, None, said, _there(view, lowest["touchpoint"]), lowest["n"])


def _lower_of_few(view: View, left_out: Sequence[ChartRow], tone: float) -> str:
    """The touchpoints that look worse but have too few comments to be ranked; '' for none."""
    lower = sorted((row for row in left_out if row["tone"] is not None and row["tone"] < tone), key=_tone)
    told = (
        view.words(
            "journey.few_there",
            place=view.touchpoint(row["touchpoint"]),
            tone=printed("tone", row["tone"]),
            n=count(row["n"]),
        )
        for row in lower[:_MOST_FEW]
    )
    return view.words("journey.line.few", places=", ".join(told)) if lower else ""


def _tone(row: ChartRow) -> float:
    return float(row["tone"])


def falls_of(view: View, by_period: Sequence[ChartRow]) -> list[Fall]:
    """The worst fall of each touchpoint, in the view's grain: those that can be ranked, then those of too few comments."""
    ranked = worst_falls(by_period, view.grain, view.limits.few_below)
    known = {fall.touchpoint for fall in ranked}
    unsure = unsure_falls(by_period, view.grain, view.limits.few_below)
    return [*ranked, *(fall for fall in unsure if fall.touchpoint not in known)]


def when(view: View, period: date) -> str:
    """A period in a sentence, without its year where that is the last one of the data."""
    return period_of_grain(view.words, period, view.grain, view.facts.last)


def former_text(view: View, fall: Fall) -> str:
    """The tone before a fall, with its periods where it took several to have comments enough."""
    tone, days = printed("tone", fall.before.tone), fall.before.periods
    if len(days) == 1:
        return tone
    return view.words("journey.together", tone=tone, first=when(view, days[0]), last=when(view, days[-1]))


def _names(view: View, fall: Fall) -> dict[str, str]:
    return {"when": when(view, fall.period), "place": view.touchpoint(fall.touchpoint)}


def _told(view: View, fall: Fall, text: str, falls: Sequence[Fall]) -> JourneyAnswer:
    pair = printed_pair(view.words, "tone", fall.after.tone, fall.before.tone)
    key = "journey.line" if fall.is_clear else "journey.line.at"
    said = view.words(key, before=former_text(view, fall), now=pair.now, **_names(view, fall))
    line = " ".join(filter(None, [said, _since(view, fall)]))
    change = Change(pair.difference, 1, fall.is_clear, is_level=True)
    there = _there(view, fall.touchpoint, fall.period)
    return JourneyAnswer(text, change, line, there, fall.after.n, _now(fall, falls))


def _since(view: View, fall: Fall) -> str:
    """What has become of it since; '' where there is nothing later."""
    later, key = (fall.back, "journey.line.back") if fall.back else (fall.last, "journey.line.last")
    if later.periods <= fall.after.periods:
        return ""
    return view.words(key, when=when(view, later.periods[0]), tone=printed("tone", later.tone))


def _now(fall: Fall, falls: Sequence[Fall]) -> Fall | None:
    """The largest fall of the last period, where the headline's has been made good."""
    last = max((one.last.periods for one in falls), default=())
    if fall.back is None:
        return None
    recent = (one for one in falls if one.after.periods == last and -one.difference >= _NOTABLE)
    return next(recent, None)


def now_text(view: View, fall: Fall) -> str:
    """That the place of a fall is worth a look now."""
    names = _names(view, fall)
    place = thing(names["place"]) if view.language == "ko" else names["place"]
    return view.words("journey.now", when=names["when"], place=place)


def _there(view: View, touchpoint: str, period: date | None = None) -> queries.Filter:
    days = {"date_from": period, "date_until": period_end(period, view.grain)} if period else {}
    return filter_fields.narrowed(view.filter, touchpoints=(touchpoint,), states=("scored",), **days)
