"""The words, measures and limits of a chart's axes, and its n, the same on screen and in a report."""

import math
from collections.abc import Sequence

import pyarrow as pa

from views.charts import specs
from views.charts.chart_rows import ChartRow, Series
from views.words.labels import View, count
from views.words.periods import period_end
from views.words.ratings import rating_scale

# Measure -> the step of round numbers on its axis, its least and its largest value.
_STEPS = {"nps": (20, -100, 100), "capital": (20, -1200, 1200), "tone": (0.2, -1, 1), "share": (0.05, 0, 1)}


def chart_texts(view: View, title: str, description: str, value: str) -> specs.ChartTexts:
    """The words of a chart: its title, its description, and the titles of its tooltip's lines; a score is of answers, all else
    of comments."""
    words = view.words
    return specs.ChartTexts(
        title,
        description,
        period=words("word.period"),
        touchpoint=words("word.touchpoint"),
        emotion=words("word.emotion"),
        value=value,
        range=words("word.range"),
        n=words("word.n" if value.startswith((words("word.nps"), words("word.rating"))) else "word.n_comments"),
    )


def measure_axis(view: View, name: str, domain: tuple[float, float], shown: Series | None = None) -> specs.Measure:
    """The axis of a measure: nps, rating, tone, capital or share; of a rating with the ends of the scale in ``shown``."""
    formats = {"nps": "+d", "rating": "~r", "capital": "+d", "tone": "+.1f", "share": ".0%"}
    title = with_scale(view.words(f"word.{name}_axis"), name, shown.visible if shown else ())
    return specs.Measure(title, formats[name], domain, has_zero_line=name not in ("share", "rating"))


def with_scale(title: str, name: str, rows: Sequence[ChartRow]) -> str:
    """The title of a measure's axis or chart; that of a rating with the ends of its scale."""
    return f"{title} ({rating_scale(rows[0]['top'])})" if name == "rating" and rows else title


def day_limits(view: View, *found: pa.Table) -> tuple[str, str] | None:
    """The days from and until which a time axis holds every period of these tables, as ISO text; None without any."""
    periods = [period for table in found for period in table.column("period").to_pylist()]
    if not periods:
        return None
    return min(periods).isoformat(), period_end(max(periods), view.grain).isoformat()


def value_limits(shown: Series, name: str) -> tuple[float, float]:
    """The limits of an axis with every interval of a measure (nps, tone or share) and zero on it, in round numbers; of a
    rating with every interval alone."""
    if name == "rating":
        return _rating_limits(shown)
    step, lowest, highest = _STEPS[name]
    low, high = min(0.0, shown.lowest()) / step, max(0.0, shown.highest()) / step
    low, high = math.floor(round(low, 6)), max(1, math.ceil(round(high, 6)))
    return max(lowest, round(low * step, 2)), min(highest, round(high * step, 2))


def _rating_limits(shown: Series) -> tuple[float, float]:
    """The part of the scale that the intervals take, to a tenth of it."""
    top = max((row["top"] for row in shown.visible), default=1)
    step = 0.5 if top in range(2, 8) else top / 10
    low = max(0, math.floor(round(shown.lowest() / step, 6)))
    high = min(round(top / step), max(low + 1, math.ceil(round(shown.highest() / step, 6))))
    return round(min(low, high - 1) * step, 2), round(high * step, 2)


def share_limit(share: float) -> float:
    """The end of a share's axis: the next twentieth above the largest value, at most 1."""
    return min(1.0, max(0.05, math.ceil(share * 20 + 0.2) / 20))


def format_n(view: View, *rows: list[ChartRow]) -> str:
    """From how many answers the values come, in words: one number, or the smallest and the largest; '' for none."""
    numbers = {row["n"] for part in rows for row in part if row.get("n") is not None and row.get("value") is not None}
    if not numbers:
        return ""
    least, most = count(min(numbers)), count(max(numbers))
    return view.words("note.n", n=most) if least == most else view.words("note.n_span", least=least, most=most)
