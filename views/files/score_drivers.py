"""What goes with NPS, the rating or the tone, in the numbers and words that the page of scores, its table and the report share."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from views.charts.chart_rows import ChartRow
from views.charts.nps_rows import driver_rows, ranked_drivers
from views.files.printed import Printed, decimals_of, printed, printed_pair
from views.files.summary_parts import RunQuery
from views.words.korean_particles import thing
from views.words.labels import View

KINDS = ("touchpoint", "emotion", "topic")
LEAST_REACH = {"nps": 1.0, "rating": 0.1, "tone": 0.05}
"""The least impact at the end of a bar, so that what is next to nothing is not drawn large."""

_MOST_TOPICS = 80
"""Topics that the query ranks."""


def driver_table(run: RunQuery, view: View, score: str) -> pa.Table:
    """The impacts of touchpoints, emotions and topics."""
    return pa.concat_tables(
        [run(f"{score}_driver_list", filter=view.filter, about=kind, limit=_MOST_TOPICS) for kind in KINDS]
    )


def ranked(view: View, score: str, table: pa.Table, top: int | None = None) -> list[ChartRow]:
    """The themes that may be ranked, the strongest first."""
    return ranked_drivers(driver_rows(view, score, table), top)


def without(view: View, score: str, row: ChartRow) -> Printed:
    """The score as it is, and without the answers of a theme, as they are printed."""
    whole = row[f"of_{score}"]
    return printed_pair(view.words, score, whole, whole - row["impact"], _scale(row))


def decimals(score: str, row: ChartRow) -> int:
    """With how many decimals the score and the impact of a theme are printed."""
    whole = row[f"of_{score}"]
    return decimals_of(score, whole, whole, _scale(row))


def _scale(row: ChartRow) -> dict[str, int]:
    """The top of the scale of a rating, as numbers are printed by it."""
    return {"top": row.get("top") or 5}


def moves(view: View, score: str, row: ChartRow) -> bool:
    """Whether the score, as it is printed, clearly moves with a theme."""
    return bool(row["is_clear"]) and without(view, score, row).difference != 0


def answer_text(view: View, score: str, found: Sequence[ChartRow], row: ChartRow) -> tuple[str, ChartRow | None]:
    """What the page of scores says first, and the driver that it tells of; ``row`` is the score's own."""
    first = next((one for one in found if moves(view, score, one)), None)
    if first is not None:
        return driver_text(view, score, first), first
    key = "few" if not found else "unclear"
    if found and not any(without(view, score, one).difference for one in found):
        key = "none"
    return view.words(f"{score}.answer.{key}", value=printed(score, row[score], row), limit=view.limits.few_below), None


def driver_text(view: View, score: str, row: ChartRow) -> str:
    """What a clear driver says: without its answers the score stands so much higher or lower."""
    name, pair = row["name_text"], without(view, score, row)
    return view.words(
        f"{score}.answer.{row['dimension']}.{'higher' if pair.difference < 0 else 'lower'}",
        theme=thing(name) if view.language == "ko" else name,
        by=pair.gap.lstrip("+−"),
    )


def shown_table(view: View, score: str, table: pa.Table, found: Sequence[ChartRow]) -> pa.Table:
    """The table of the themes as it is shown: in words, with numbers as they are printed elsewhere and the intervals of those
    that are ranked; in the order of ``table``."""
    by_theme = {(row["dimension"], row["theme"]): row for row in found}
    top = next((row["top"] for row in found), None)
    names = {(row["dimension"], row["theme"]): row["name_text"] for row in driver_rows(view, score, table)}
    rows = [
        _shown_row(view, score, row | {"top": top}, names, by_theme.get((row["dimension"], row["theme"])))
        for row in table.to_pylist()
    ]
    number = pa.int64() if score == "nps" else pa.float64()
    types: dict[str, pa.DataType] = {
        "dimension": pa.string(),
        "theme": pa.string(),
        "n": pa.int64(),
        "of_n": pa.int64(),
    }
    types |= dict.fromkeys((score, f"of_{score}", "without", "impact", "low", "high"), number) | {"size": pa.string()}
    return pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()})


def _shown_row(
    view: View, score: str, row: ChartRow, names: dict[Any, str], ranked_row: ChartRow | None
) -> dict[str, Any]:
    places = decimals(score, row)

    def shown(value: float | None) -> float | None:
        return None if value is None else float(f"{value:.{places}f}")

    ends = ranked_row or {}
    found: dict[str, Any] = {
        "dimension": view.words(f"nps.drivers.{row['dimension']}"),
        "theme": names.get((row["dimension"], row["theme"]), row["theme"].partition("/")[0]),
        "n": row["n"],
        "of_n": row["of_n"],
        score: shown(row[score]),
        f"of_{score}": shown(row[f"of_{score}"]),
        "without": None,
        "impact": None,
        "low": shown(ends.get("low")),
        "high": shown(ends.get("high")),
        "size": row["size"],
    }
    if row["impact"] is not None:
        rest = shown(row[f"of_{score}"] - row["impact"])
        found |= {"without": rest, "impact": round(found[f"of_{score}"] - (rest or 0), places)}
    return found
