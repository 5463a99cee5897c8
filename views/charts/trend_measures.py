"""The measures of the trends page: tone, NPS, the rating, and the share of each emotion; and the parts that a dimension divides them into."""

from collections.abc import Sequence
from dataclasses import dataclass

from views.charts.chart_rows import ChartRow, Series
from views.words.filter_fields import SCORES, AllowedValues, code_of, codes_of, counts_of
from views.words.labels import View
from views.words.theme import TONE_POSITIVE

NAMED_MEASURES = ("tone", *SCORES)
"""The measures that are no emotion; their names are ``word.<measure>``."""

Part = tuple[str, bool]
"""A value of a dimension, and whether it is the rest: all values that are not shown by themselves."""


@dataclass(frozen=True, slots=True)
class TrendMeasure:
    """A measure over time by its code: tone, nps, rating, or an emotion."""

    code: str

    @property
    def is_emotion(self) -> bool:
        """Whether it is the share of an emotion."""
        return self.code not in NAMED_MEASURES

    @property
    def kind(self) -> str:
        """The column of the query, and the key of its words: tone, nps, rating or share."""
        return "share" if self.is_emotion else self.code

    @property
    def counts(self) -> str:
        """What its marks count, as in drill_down.DrillDown."""
        return counts_of(self.code)

    def name(self, view: View) -> str:
        """Its name on screen."""
        return view.emotion(self.code) if self.is_emotion else view.words(f"word.{self.code}")

    def colour(self, view: View) -> str:
        """The colour of its line."""
        if self.code in SCORES:
            return view.palette.accent
        return view.emotions[self.code].colour if self.is_emotion else TONE_POSITIVE

    def mark(self, **limits: str) -> dict[str, str]:
        """What each of its marks opens, within ``limits``."""
        return {"emotion": self.code, **limits} if self.is_emotion else limits


def part_of(row: ChartRow) -> Part:
    """The part of the dimension that a row is of."""
    return row["part"], row["is_other"]


def lines_of(whole: Series, apart: Series) -> dict[Part | None, list[ChartRow]]:
    """The lines that can be told of: that of all answers (None), and that of each value where there are several parts; not
    that of no value, nor of the rest."""
    found: dict[Part | None, list[ChartRow]] = {None: whole.visible}
    if len({part_of(row) for row in apart.rows}) > 1:
        for row in apart.visible:
            if row["part"] and not row["is_other"]:
                found.setdefault(part_of(row), []).append(row)
    return found


def part_values(dimension: str, part: Part, parts: Sequence[Part], allowed: AllowedValues) -> list[str]:
    """The values of the dimension's filter that a part holds: its own, or all allowed ones that no other part holds.

    ``allowed`` are those of each filter in this database; "" is no value.
    """
    code, is_other = part
    if not is_other:
        return [code_of(dimension, code)]
    held = {code_of(dimension, own) for own, other in parts if not other}
    return [value for value in codes_of(dimension, allowed) if value not in held]
