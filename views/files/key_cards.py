"""The cards of the summary: NPS or rating, tone, and the emotions that moved most, each with both intervals and two signs."""

from collections.abc import Sequence
from dataclasses import dataclass

import queries
from views.charts.axes import with_scale
from views.charts.chart_rows import ChartRow
from views.charts.clearness import is_clear_among, is_clear_row, is_few_row, z_of
from views.files.answer import MOST_CHANGES
from views.files.look import Card, Change, Interval
from views.files.printed import Printed, printed, printed_pair
from views.files.summary_parts import RunQuery, one_row
from views.words.filter_fields import counts_of, narrowed
from views.words.labels import View, count
from views.words.ratings import RANGES
from views.words.strings import Words

CARDS = 4


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A card and its code: nps, rating, tone or an emotion's."""

    code: str
    card: Card


@dataclass(frozen=True, slots=True)
class _Measured:
    """A measure now and before, and the comparison of both; ``former`` and ``compared`` are None where nothing is."""

    kind: str
    now: ChartRow
    former: ChartRow | None
    compared: ChartRow | None

    @property
    def is_clear(self) -> bool:
        """Whether it has clearly changed."""
        return self.compared is not None and is_clear_row(self.compared)

    @property
    def is_few(self) -> bool:
        """Whether few answers alone keep its change from being clear."""
        return self.compared is not None and is_few_row(self.compared)

    def pair(self, words: Words) -> Printed | None:
        """Both values as they are printed; None where they cannot be compared."""
        value, before = self.value(self.now), self.value(self.former)
        if self.former is None or value is None or before is None or self.now.get("top") != self.former.get("top"):
            return None
        return printed_pair(words, self.kind, value, before, self.now, self.is_clear)

    def value(self, row: ChartRow | None) -> float | None:
        return None if row is None else row[self.kind]

    def interval(self, row: ChartRow | None) -> Interval | None:
        value = self.value(row)
        return None if row is None or value is None or row["low"] is None else (row["low"], value, row["high"])


def key_cards(view: View, run: RunQuery) -> tuple[KeyCard, ...]:
    """The cards of the view's answers, compared with its former period, if it has one. Raises queries.DatabaseError."""
    former = view.comparison.former if view.comparison else None
    levels = [*view.scores[:1], "tone"]
    found = [(code, _level(code, view, run)) for code in levels]
    emotions = _emotions(view, former, run)[: CARDS - len(found)]
    return tuple(KeyCard(code, _card(view, code, measured)) for code, measured in (*found, *emotions))


def level_card(view: View, code: str, run: RunQuery) -> KeyCard:
    """The card of nps, rating or tone. Raises queries.DatabaseError."""
    return KeyCard(code, _card(view, code, _level(code, view, run)))


def filter_of(view: View, code: str) -> queries.Filter:
    """The answers that a card leads to: those with its emotion, or all."""
    if code in view.emotions:
        return narrowed(view.filter, emotions=(code,), states=("scored",))
    return view.filter


def _level(code: str, view: View, run: RunQuery) -> _Measured:
    now = one_row(run, code, filter=view.filter)
    former = view.comparison.former if view.comparison else None
    if former is None:
        return _Measured(code, now, None, None)
    before = one_row(run, code, filter=former)
    return _Measured(code, now, before, one_row(run, f"{code}_comparison", filter=view.filter, other=former))


def _emotions(view: View, former: queries.Filter | None, run: RunQuery) -> list[tuple[str, _Measured]]:
    """The emotions, those first whose share moved most for its uncertainty; without a former period the most frequent."""
    now = _by_emotion(run("emotion_share", filter=view.filter).to_pylist())
    if former is None:
        order = sorted(now, key=lambda code: -(now[code]["share"] or 0))
        return [(code, _Measured("share", now[code], None, None)) for code in order]
    before = _by_emotion(run("emotion_share", filter=former).to_pylist())
    compared = _by_emotion(run("emotion_share_comparison", filter=view.filter, other=former).to_pylist())
    comparisons = _comparisons(view, former, run)
    for row in compared.values():
        row["is_clear"] = is_clear_among(_z(row), comparisons)
    order = sorted(compared, key=lambda code: -_z(compared[code]))
    return [(code, _Measured("share", now[code], before[code], compared[code])) for code in order]


def _comparisons(view: View, former: queries.Filter, run: RunQuery) -> int:
    """How many shares were looked at to find those that moved, so that a card says no more than the sentence on top."""
    rows = run("emotion_share_change_list", filter=view.filter, other=former, limit=MOST_CHANGES).to_pylist()
    return int(rows[0]["comparisons"]) if rows else 1


def _by_emotion(rows: Sequence[ChartRow]) -> dict[str, ChartRow]:
    return {row["emotion"]: row for row in rows}


def _z(row: ChartRow) -> float:
    """How many standard errors the share is from what it was; -1 where too few are there to tell."""
    if row["size"] != "normal" or row["value"] is None or row["other_value"] is None:
        return -1.0
    hits, other_hits = round(row["value"] * row["n"]), round(row["other_value"] * row["other_n"])
    return z_of(hits, row["n"], other_hits, row["other_n"])


def _card(view: View, code: str, found: _Measured) -> Card:
    words, emotion = view.words, view.emotions.get(code) if found.kind == "share" else None
    name, n = _named(view, code, found)
    value = found.value(found.now)
    if value is None:
        key = f"empty.no_{counts_of(code)}" if found.now["n"] == 0 else "number.hidden_below"
        return Card(name, n, "–", words(key, limit=view.limits.hidden_below))
    now, former = found.interval(found.now), found.interval(found.former)
    pair = found.pair(words)
    return Card(
        name,
        n,
        pair.now if pair else printed(found.kind, value, found.now),
        _compared(view, found, pair),
        now,
        former,
        _limits(found.kind, [one for one in (now, former) if one], found.now),
        emotion.colour if emotion else "",
        _change(view, code, found, pair) if pair else None,
        found.now["size"] == "few",
    )


def _named(view: View, code: str, found: _Measured) -> tuple[str, str]:
    """What a measure is called, and of how many it is."""
    name = view.emotion(code) if found.kind == "share" else view.words(f"summary.{code}")
    name = with_scale(name, code, [found.now] if found.now.get("top") else ())
    kind = "answers" if code in ("nps", "rating") else "comments"
    return name, view.words(f"card.n_{kind}", n=count(found.now["n"]))


def _change(view: View, code: str, found: _Measured, pair: Printed) -> Change:
    """How it changed; more of a score is good, of an emotion what its valence says."""
    if found.kind != "share":
        return Change(pair.difference, 1, found.is_clear, True, found.is_few)
    return Change(pair.difference, view.emotions[code].valence if code in view.emotions else 0, found.is_clear)


def _compared(view: View, found: _Measured, pair: Printed | None) -> str:
    """What the value was before, and the difference of the printed numbers; or why that is not said."""
    words = view.words
    if found.former is None or view.comparison is None:
        return words("card.alone") if view.comparison and view.comparison.former_name else ""
    if pair is None:
        return words("card.incomparable")
    return words("card.compared", name=view.comparison.former_name, former=pair.former, gap=pair.gap)


def _limits(kind: str, shown: Sequence[Interval], row: ChartRow) -> tuple[float, float]:
    """A scale with both intervals and, of what goes below zero, zero in its middle."""
    low, high = min((one[0] for one in shown), default=0.0), max((one[2] for one in shown), default=1.0)
    if kind == "rating":
        room = max(high - low, row["top"] / 10) / 2
        return max(0.0, low - room), min(float(row["top"]), high + room)
    least, most = RANGES[kind]
    if kind == "share":
        return 0.0, min(most, max(high * 1.25, 0.05))
    reach = min(most, 1.3 * max(abs(low), abs(high), most / 10))
    return max(least, -reach), reach
