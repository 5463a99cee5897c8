"""Filter: which answers a question is about."""

import math
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pipeline.text import folded_text


@dataclass(frozen=True, slots=True)
class Filter:
    """Which answers a question is about; every default but the audience's means "no limit"; all must hold.

    ``date_until`` and ``tone_until`` are the first day and tone not included. In touchpoints, channels, products,
    segments and languages "" stands for answers that have none. ``emotions`` keeps comments in which any of them is
    present, ``leading_emotions`` those whose strongest is one of them ("": in which none is found). ``nps_bands``: promoter, passive, detractor. ``rating_bands``: full (the top of the scale), high (at least
    0.7 of it, full included), middle, low (at most 0.4). ``intensity_from`` (1 to 3) is the least strength of one of
    ``emotions``, or of any emotion where none is named. ``contains`` is searched literally, whatever its case;
    ``words`` by lemma, in the language of queries.search.search.
    Unknown values let nothing through and raise nothing. Employees' answers are let through in whole blocks only, by the
    day of the block's last answer (queries/macros).
    """

    date_from: date | None = None
    date_until: date | None = None
    touchpoints: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    leading_emotions: tuple[str, ...] = ()
    valences: tuple[str, ...] = ()
    nps_bands: tuple[str, ...] = ()
    rating_bands: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    audience: str = "customer"
    tone_from: float | None = None
    tone_until: float | None = None
    confidence_from: float | None = None
    intensity_from: int | None = None
    contains: str = ""
    words: str = ""

    def as_parameter(self) -> dict[str, Any]:
        """The filter as the one STRUCT parameter ``$filter``, made safe for DuckDB: any str, any float.

        ``words`` stays as typed; the warehouse, which knows the lemmas, puts what it means in its place.
        """
        return {item.name: _plain(getattr(self, item.name), item.name) for item in fields(self)}


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, tuple):
        return [_text(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else max(-2.0, min(2.0, value))
    if isinstance(value, int):
        return max(-9, min(9, value))
    if isinstance(value, str):
        return _text(folded_text(value) if name == "contains" else value)
    return value


def _text(value: str) -> str:
    """The value without lone surrogates, which UTF-8 cannot carry."""
    return value.encode("utf-8", "replace").decode("utf-8")
