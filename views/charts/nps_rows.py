"""From query rows to the rows of the NPS page's charts: scores, leading emotions by their groups, what goes with them."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from views.charts.chart_rows import ChartRow, Series
from views.charts.clearness import deviates_from_none, is_clear_among
from views.charts.driver_intervals import impact_interval, mean_impact_interval
from views.charts.nps_specs import impact_colour
from views.charts.topics import is_term
from views.words.filter_fields import NONE, code_of, filter_of
from views.words.labels import View, count, signed
from views.words.terms import shown_term
from views.words.theme import TONE_NEGATIVE, TONE_POSITIVE

MOST_DRIVERS = 12
"""Themes of one kind that a chart shows."""

CLICK_FIELDS = {"touchpoint": "touchpoint", "emotion": "emotion", "topic": "topic"}
"""Kind of theme -> the field of a mark that names it, as in drill_down.DrillDown."""

IMPACT_DECIMALS = {"nps": 1, "rating": 2, "tone": 2}
SENTENCE_DECIMALS = {"nps": 0, "rating": 1, "tone": 2}

_BAND_COLOURS = {"promoter": TONE_POSITIVE, "passive": "#8a929d", "detractor": TONE_NEGATIVE} | {
    "full": TONE_POSITIVE, "high": TONE_POSITIVE, "middle": "#8a929d", "low": TONE_NEGATIVE,
}  # fmt: skip


def nps_band(score: int) -> str:
    """The NPS group of a score from 0 to 10."""
    return "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"


def rating_band(rating: float, top: int) -> str:
    """The group of a rating, the highest apart, as the filter of ratings has them."""
    if rating >= top:
        return "full"
    return "high" if 10 * rating >= 7 * top else "low" if 10 * rating <= 4 * top else "middle"


def score_mark(score: str, row: ChartRow) -> dict[str, str]:
    """What the bar of a row of nps_score_count or rating_score_count opens; nothing where scales are mixed."""
    if score == "nps":
        return {"nps_band": nps_band(row["nps_score"])}
    return {} if row["top"] == 1 else {"rating_band": rating_band(row["rating"], row["top"])}


def score_rows(view: View, score: str, table: pa.Table) -> list[ChartRow]:
    """A row for each score that may be shown, from the rows of nps_score_count or rating_score_count."""
    return [_score_row(view, score, row) for row in table.to_pylist() if row["n"] is not None]


def _score_row(view: View, score: str, row: ChartRow) -> ChartRow:
    mark = score_mark(score, row)
    band = next(iter(mark.values()), "middle")
    return row | {
        **mark,
        "score_text": f"{row['nps_score' if score == 'nps' else 'rating']:g}",
        f"{score}_band_text": view.words(f"{score}_band.{band}") if mark else "",
        "n_text": count(row["n"]),
        "colour": _BAND_COLOURS[band],
    }


def label_leading_emotions(view: View, score: str, shown: Series) -> None:
    """Add to each row of leading_emotion_by_nps_band, or of that by rating band, the names of its group and emotion, and its
    share in short; the group's name also in lines, parted by |, with how many comments it is of."""
    for row in shown.rows:
        row["group_text"] = view.words(f"{score}_band.{row[f'{score}_band']}")
        name, _, reach = row["group_text"].rstrip(")").partition(" (")
        n = view.words("look.count", n=row["n_text"])
        few = view.words("number.few") if row["few"] else ""
        row[f"{score}_band_text"] = "|".join(part for part in (name, reach, n, few) if part)
        row["emotion_text"] = row["emotion_text"] or view.words("comments.no_emotion")
        row["short_text"] = f"{100 * row['value']:.0f}%" if row["value"] else ""


def leading_emotion_rows(view: View, shown: Series) -> tuple[list[ChartRow], tuple[str, ...]]:
    """The rows of emotions that lead in any group, and the emotions' names in the product's order, none last."""
    order = [*view.emotions, ""]
    codes = sorted({row["emotion"] for row in shown.visible if row["value"]}, key=order.index)
    names = {row["emotion"]: row["emotion_text"] for row in shown.rows}
    rows = [row | {"leading_emotions": row["emotion"]} for row in shown.visible if row["emotion"] in codes]
    return rows, tuple(names[code] for code in codes)


def driver_rows(view: View, score: str, table: pa.Table) -> list[ChartRow]:
    """A row for each theme of a score's driver list whose impact may be shown, with its bootstrap interval."""
    return [_driver_row(view, score, row) for row in table.to_pylist() if row["impact"] is not None and _is_theme(row)]


def _is_theme(row: Mapping[str, Any]) -> bool:
    """Whether a row is of something: no topic is a word that fills any sentence."""
    return row["dimension"] != "topic" or is_term(_topic(row))


def _driver_row(view: View, score: str, row: ChartRow) -> ChartRow:
    low, high = impact_interval(row) if score == "nps" else mean_impact_interval(row, score)
    decimals = IMPACT_DECIMALS[score]
    few, value = row["size"] == "few", signed(row["impact"], decimals)
    return row | {
        "value": row["impact"],
        "low": low,
        "high": high,
        "few": few,
        "name_text": _theme_name(view, row),
        "value_text": view.words("number.few_mark", value=value) if few else value,
        "range_text": view.words("number.range", low=signed(low, decimals), high=signed(high, decimals)),
        "n_text": count(row["n"]),
        "colour": impact_colour(row["impact"]),
        **driver_mark(row),
    }


def driver_mark(row: Mapping[str, Any]) -> dict[str, str]:
    """What the mark of a theme opens."""
    dimension = row["dimension"]
    if dimension in CLICK_FIELDS:
        return {CLICK_FIELDS[dimension]: _topic(row) if dimension == "topic" else row["theme"]}
    return {filter_of(dimension): code_of(dimension, row["theme"] or NONE)}


def _theme_name(view: View, row: Mapping[str, Any]) -> str:
    if row["dimension"] == "emotion":
        return view.emotion(row["theme"])
    if row["dimension"] == "topic":
        return shown_term(_topic(row))
    return view.part(row["dimension"], row["theme"])


def _topic(row: Mapping[str, Any]) -> str:
    """A topic without the part of speech of its lemma."""
    return str(row["theme"].partition("/")[0])


def is_clear(row: ChartRow) -> bool:
    """Whether a theme's impact may be said: it has answers enough and an interval that leaves out zero."""
    return not row["few"] and (row["low"] > 0 or row["high"] < 0)


def ranked_drivers(rows: list[ChartRow], top: int | None = None) -> list[ChartRow]:
    """The themes with answers enough, strongest first, with ``mark``, what each opens, and ``is_clear``, whether it is clear for
    as many as they are; ``top`` is that of the scale of a rating."""
    found = sorted((row for row in rows if not row["few"]), key=lambda row: -abs(row["value"]))
    return [
        row
        | {
            "mark": driver_mark(row),
            "top": top,
            "is_clear": is_clear_among(deviates_from_none(row["value"], row["low"], row["high"]), len(found)),
        }
        for row in found
    ]


def driver_sentence(view: View, score: str, row: ChartRow) -> str:
    """What a clear impact says, as somebody would repeat it: without the theme the score would stand so much higher or lower."""
    return view.words(
        f"{score}.drivers.sentence.{'lower' if row['value'] > 0 else 'higher'}",
        theme=row["name_text"],
        by=_rounded_text(abs(row["value"]), SENTENCE_DECIMALS[score]),
        n=count(row["n"]),
    )


def _rounded_text(value: float, decimals: int) -> str:
    """A number of so many decimals, or of as many more as it takes not to be 0: what is clear is not nothing."""
    while value and not round(value, decimals):
        decimals += 1
    return f"{value:.{decimals}f}"


def strongest_drivers(rows: list[ChartRow], dimension: str, most: int = MOST_DRIVERS) -> list[ChartRow]:
    """The themes of a kind, strongest first; those of few answers last, in the query's order."""
    found = [row for row in rows if row["dimension"] == dimension]
    found.sort(key=lambda row: (row["few"], 0 if row["few"] else -abs(row["value"])))
    return found[:most]
