"""How two groups differ, by rule: the sentence on top, and for each measure both printed values, their difference, how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from views.charts.chart_rows import ChartRow
from views.charts.clearness import deviates_from_none, is_clear_among
from views.files.printed import Printed, printed_pair
from views.words.korean_particles import company, subject, thing, topic
from views.words.labels import View

SAME = {"nps": 10.0, "rating": 0.05, "tone": 0.1, "share": 0.05}
"""Measure -> the difference that nobody would act on; of a rating as a part of its scale."""

CLEAR, SAME_CLEARLY, FEW, OF_MANY, UNCLEAR, HIDDEN = "clear", "same", "few", "many", "unclear", "hidden"
"""What can be said of a difference: it is clear; it is none, by its whole interval; its answers are few; its interval leaves out
none, but it is one of many that are compared; nothing yet; nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of two groups: its row of comparison.written, both values as printed, and what can be said."""

    row: ChartRow
    pair: Printed | None
    verdict: str
    z: float = 0.0

    @property
    def code(self) -> str:
        """nps, rating, tone, or the code of an emotion."""
        return str(self.row.get("emotion") or self.row["kind"])


def differences(view: View, rows: Sequence[ChartRow]) -> list[Difference]:
    """The rows with what can be said of each, for as many as they are compared (Bonferroni)."""
    shown = sum(row["size"] != "hidden" for row in rows)
    return [_difference(view, row, shown) for row in rows]


def _difference(view: View, row: ChartRow, comparisons: int) -> Difference:
    if row["size"] == "hidden" or row["value"] is None:
        return Difference(row, None, HIDDEN)
    pair = printed_pair(view.words, row["kind"], row["own"], row["other_value"], row)
    z = deviates_from_none(row["value"], row["low"], row["high"])
    return Difference(row, pair, _verdict(row, z, comparisons), z)


def _verdict(row: ChartRow, z: float, comparisons: int) -> str:
    if row["size"] != "normal":
        return FEW
    if leaves_out_none(row):
        return CLEAR if is_clear_among(z, comparisons) else OF_MANY
    small = SAME[row["kind"]] * (row.get("top") or 1 if row["kind"] == "rating" else 1)
    return SAME_CLEARLY if max(abs(row["low"]), abs(row["high"])) <= small else UNCLEAR


def leaves_out_none(row: ChartRow) -> bool:
    """Whether the interval of a difference leaves out zero."""
    return bool(row["low"] > 0 or row["high"] < 0)


def headline(view: View, found: Sequence[Difference], names: tuple[str, str]) -> tuple[str, Difference | None]:
    """The sentence about two groups of these names, and the difference that it tells, if it tells one."""
    told = [item for item in found if item.pair is not None]
    clear = max((item for item in told if item.verdict == CLEAR and item.row["value"]), key=_z, default=None)
    if clear is not None:
        return _begun(view, _told(view, clear, names)), clear
    key = "hidden" if not told else "same" if all(item.verdict == SAME_CLEARLY for item in told) else "unclear"
    return _begun(view, view.words(f"compare.answer.{key}", **_with_particles(view, names, key))), None


def _begun(view: View, sentence: str) -> str:
    """The sentence with a capital, though a name may begin it that has none; Korean has none."""
    return sentence if view.language == "ko" else sentence[:1].upper() + sentence[1:]


def _with_particles(view: View, names: tuple[str, str], key: str) -> dict[str, str]:
    """The names of both groups, in Korean with the particles that the sentence of a key asks for."""
    one, other = names
    if view.language != "ko":
        return {"one": one, "other": other}
    particle = {"hidden": thing, "same": topic, "unclear": topic}[key]
    return {"one": company(one), "other": particle(other)}


def _told(view: View, found: Difference, names: tuple[str, str]) -> str:
    """The sentence about a clear difference."""
    assert found.pair is not None
    words, kind = view.words, "share" if found.row["kind"] == "share" else "level"
    one, what, gap = names[0], found.row["line_text"], found.pair.gap.lstrip("+−")
    if view.language == "ko":
        one, what = subject(one), subject(what)
    gap = words("number.points", n=gap) if found.row["kind"] == "nps" else gap
    way = "more" if found.row["value"] > 0 else "less"
    return words(f"compare.answer.{kind}.{way}", one=one, other=names[1], what=what, gap=gap)


def _z(found: Difference) -> float:
    return found.z
