"""From query rows to chart rows: labels, texts for tooltips, and the small-number and incomplete-period rules."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Any

from views.words.labels import View, count, percent, points, tone_text
from views.words.periods import next_period, period_end, period_label, period_span
from views.words.ratings import rating_number, rating_text

ChartRow = dict[str, Any]

_WRITTEN = {"nps": points, "capital": points, "tone": tone_text, "share": percent}


CUT = "*"
"""After the name of a period of which there is only a part."""


def writer(measure: str, row: Mapping[str, Any]) -> Callable[[float | None], str]:
    """How a value of a measure is written; a rating with the top of the scale that its row names."""
    if measure == "rating":
        return lambda value: rating_text(value, row["top"])
    return _WRITTEN[measure]


def end_writer(measure: str, row: Mapping[str, Any]) -> Callable[[float | None], str]:
    """How the ends of an interval are written, beside a value that names its scale."""
    if measure == "rating":
        return lambda value: rating_number(value, row["top"])
    return _WRITTEN[measure]


def gap_text(measure: str, gap: float | None) -> str:
    """A difference of a measure with its sign: in tone, in points of the rating's scale, or of NPS and capital."""
    return tone_text(gap) if measure in ("tone", "rating") else points(gap)


@dataclass(frozen=True, slots=True)
class Series:
    """Rows of a chart, and what the notes under the chart must say about them.

    Every row has value, low, high (None where hidden), n, few, value_text, short_text, range_text, n_text; and, where
    the query has them, touchpoint, touchpoint_text, in_journey, emotion, emotion_text, colour, period, middle,
    period_text, is_complete, tail.
    """

    rows: list[ChartRow]
    hidden: int
    has_few: bool
    has_incomplete: bool

    @classmethod
    def of(cls, rows: list[ChartRow]) -> "Series":
        """Rows with their texts as a series; those without n_text are headings or gaps, and count as nothing."""
        answers = [row for row in rows if row.get("n_text")]
        return cls(
            rows,
            sum(row["value"] is None for row in answers),
            any(row["few"] for row in answers),
            any(row.get("is_complete") is False for row in answers),
        )

    @property
    def visible(self) -> list[ChartRow]:
        """The rows that have a value."""
        return [row for row in self.rows if row["value"] is not None]

    @property
    def has_cut(self) -> bool:
        """Whether a period is of which the dates hold only a part."""
        return any(row.get("is_cut") for row in self.visible)

    @property
    def has_band(self) -> bool:
        """Whether two points of a line stand side by side with intervals, so that these are drawn as a band."""
        return any(_is_joined(one, other) and one["low"] is not None for one, other in pairwise(self.rows))

    @property
    def has_tail(self) -> bool:
        """Whether a line ends in dashes, its last period not being over."""
        return any(
            _is_joined(one, other) and one.get("tail") and other.get("tail") for one, other in pairwise(self.rows)
        )

    def only(self, **wanted: str | bool) -> "Series":
        """The part in which each named column has the wanted value."""
        return Series.of([row for row in self.rows if all(row[name] == value for name, value in wanted.items())])

    def highest(self) -> float:
        """The upper end of the highest interval, 0 where no row has a value."""
        return max((row["high"] or row["value"] for row in self.visible), default=0.0)

    def lowest(self) -> float:
        """The lower end of the lowest interval, 0 where no row has a value."""
        return min((row["low"] or row["value"] for row in self.visible), default=0.0)


def series(view: View, rows: Iterable[ChartRow], measure: str) -> Series:
    """Chart rows of a query whose value column is ``measure``: nps, rating, tone, share or capital."""
    return Series.of(_with_gaps(view, [_labelled(view, row, measure) for row in rows]))


def series_by_valence(view: View, rows: Iterable[ChartRow]) -> Series:
    """Emotion shares with one heading row per valence, the largest share first; few answers keep the given order."""
    made = series(view, rows, "share").rows
    arranged: list[ChartRow] = []
    for valence in (1, 0, -1):
        group = [row for row in made if _valence(view, row) == valence]
        group.sort(key=lambda row: (row["few"], 0 if row["few"] else -(row["value"] or 0)))
        heading = dict.fromkeys(made[0]) if made and group else {}
        arranged += [heading | {"emotion_text": view.words(f"group.{valence}"), "value": None}] * bool(group) + group
    return Series.of([row | {"rank": rank} for rank, row in enumerate(arranged)])


def strongest_emotions(rows: Iterable[ChartRow], most: int) -> dict[str, list[ChartRow]]:
    """The emotions with the largest shares at each touchpoint, up to ``most`` of them, the largest first."""
    found: dict[str, list[ChartRow]] = {}
    for row in sorted((row for row in rows if row["value"]), key=lambda row: -row["value"]):
        if len(found.setdefault(row["touchpoint"], [])) < most:
            found[row["touchpoint"]].append(row)
    return found


def strongest_emotion(rows: Iterable[ChartRow]) -> dict[str, ChartRow]:
    """The emotion with the largest share at each touchpoint."""
    return {touchpoint: found[0] for touchpoint, found in strongest_emotions(rows, 1).items()}


def _labelled(view: View, row: ChartRow, measure: str) -> ChartRow:
    write, write_end = writer(measure, row), end_writer(measure, row)
    value, low, high = row[measure], row["low"], row["high"]
    few = row["size"] == "few"
    text = view.words("number.few_mark", value=write(value)) if few else write(value)
    made = row | {
        "value": value,
        "few": few,
        "value_text": text,
        "short_text": write(value),
        "range_text": "–" if low is None else view.words("number.range", low=write_end(low), high=write_end(high)),
        "n_text": count(row["n"]),
    }
    if "touchpoint" in row:
        made["touchpoint_text"] = view.touchpoint(row["touchpoint"])
        made["in_journey"] = row["touchpoint"] in view.touchpoints and view.touchpoints[row["touchpoint"]].in_journey
    if "emotion" in row:
        made["emotion_text"] = view.emotion(row["emotion"])
        made["colour"] = view.emotions[row["emotion"]].colour if row["emotion"] in view.emotions else view.palette.muted
    if "period" in row:
        made["middle"] = _middle(*period_span(row, view.grain), view.grain)
        made["period"] = row["period"].isoformat()
        made["period_text"] = period_label(row["period"], view.grain)
        made["tail"], made["is_cut"] = False, _is_cut(view, row["period"])
    return made


def _is_cut(view: View, first: date) -> bool:
    """Whether the dates of the view hold only a part of a period; rolling days are each of their own."""
    begin, until = view.filter.date_from, view.filter.date_until
    end, last = period_end(first, view.grain), view.facts.last
    is_late = until is not None and until < end and (last is None or until <= last)
    return view.grain != "rolling" and ((begin is not None and first < begin) or is_late)


def _middle(first: date, end: date, grain: str) -> str:
    """The middle of a period, where its mark is: an event in it is on the right side of the mark. The mark of rolling
    days is on the last of them."""
    if grain == "rolling":
        first = end - timedelta(days=1)
    return (datetime.combine(first, time()) + (end - first) / 2).isoformat(timespec="minutes")


def _with_gaps(view: View, rows: list[ChartRow]) -> list[ChartRow]:
    """The rows with the last two periods of each unfinished line marked as its dashed tail, and an empty row where
    periods are missing, so that no line crosses them."""
    if not rows or "period" not in rows[0]:
        return rows
    made: list[ChartRow] = []
    for _, group in groupby(sorted(rows, key=lambda row: (*_line(row), row["period"])), key=_line):
        line = list(group)
        for row in line[-2:] if not line[-1]["is_complete"] else ():
            row["tail"] = True
        for row, after in zip(line, [*line[1:], None], strict=True):
            made.append(row)
            end = next_period(date.fromisoformat(row["period"]), view.grain)
            if after is not None and after["period"] != end.isoformat():
                made.append(_empty(row, end, view.grain))
    return made


def _is_joined(row: ChartRow, after: ChartRow) -> bool:
    """Whether a line goes from one row to the one after it."""
    return _line(row) == _line(after) and row["value"] is not None and after["value"] is not None


def _line(row: ChartRow) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "") for name in ("touchpoint", "part", "is_other", "audience", "emotion"))


def _empty(row: ChartRow, period: date, grain: str) -> ChartRow:
    nothing = dict.fromkeys(("value", "low", "high", "n", "n_text", "value_text", "short_text", "range_text"))
    day, middle = period.isoformat(), _middle(*period_span({"period": period}, grain), grain)
    return (
        row
        | nothing
        | {"period": day, "middle": middle, "few": False, "tail": False, "is_cut": False, "is_complete": True}
    )


def _valence(view: View, row: ChartRow) -> int:
    return view.emotions[row["emotion"]].valence


def is_of_answers(rows: Sequence[ChartRow]) -> bool:
    """Whether rows count answers to a question, as NPS and ratings do, and not comments."""
    return any("promoters" in row or "top" in row for row in rows)


def n_text(view: View, numbers: Collection[int], is_of_answers: bool = False) -> str:
    """From how many comments, or answers, each point comes, in a sentence."""
    least, most = count(min(numbers)), count(max(numbers))
    key = "footer.n_answers" if is_of_answers else "footer.n"
    return view.words(f"{key}_one", n=most) if least == most else view.words(key, least=least, most=most)


def footer_text(view: View, shown: Series) -> str:
    """From how many answers the points come, and what bands, hollow points and dashes mean, as far as there are any."""
    words = view.words
    numbers = {row["n"] for row in shown.visible if row["n"] is not None}
    said = [n_text(view, numbers, is_of_answers(shown.visible))] if numbers else []
    marks = (
        ("band", shown.has_band),
        ("few", any(row["few"] for row in shown.visible)),
        ("hidden", bool(shown.hidden)),
        ("incomplete", shown.has_tail),
        ("cut", shown.has_cut),
    )
    limits = {"few": view.limits.few_below, "hidden": view.limits.hidden_below}
    said += [words(f"footer.{name}", limit=limits.get(name)) for name, is_there in marks if is_there]
    return " ".join([*said, *_chosen_text(view)])


def _chosen_text(view: View) -> list[str]:
    return [view.words("footer.chosen", period=view.comparison.name)] if view.chosen_days and view.comparison else []
