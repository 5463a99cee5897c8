"""The small tables that describe the numbers: facts, emotions, touchpoints, events and brand words, from settings."""

from collections.abc import Sequence

from pipeline.config.brand_words import RULE
from pipeline.config.settings import SCHEMA_VERSION, Settings
from pipeline.emotions import EMOTIONS

DIMENSIONS = ("meta", "emotion", "touchpoint", "event", "brand_word")
"""Tables written anew by each run, so that the dashboard shows the settings of the last one."""

TableRows = list[tuple[object, ...]]


def dimension_rows(settings: Settings, scorer_version: str, found: Sequence[str]) -> dict[str, TableRows]:
    """Rows of each table of DIMENSIONS, columns in the order of schema.sql; ``found`` are the touchpoints in the data."""
    return {
        "meta": _facts(settings, scorer_version),
        "emotion": [(e.code, e.label_ko, e.label_en, e.valence, e.colour, e.order) for e in EMOTIONS],
        "touchpoint": _touchpoints(settings, found),
        "event": [
            (e.code, e.starts_on, e.ends_on, e.kind, e.label_ko, e.label_en, e.touchpoint) for e in settings.events
        ],
        "brand_word": [
            (w.word, w.sign, w.emotion, w.group, None if w.products is None else list(w.products))
            for w in settings.brand_words
        ],
    }


def _facts(settings: Settings, scorer_version: str) -> TableRows:
    small = settings.small_numbers
    return [
        ("schema_version", str(SCHEMA_VERSION)),
        ("time_zone", settings.time_zone),
        ("scorer_version", scorer_version),
        ("brand_word_rule", str(RULE)),
        ("hidden_below", str(small.hidden_below)),
        ("few_below", str(small.few_below)),
        ("employee_below", str(small.employee_below)),
        ("half_life_days", str(settings.half_life_days)),
    ]


def _touchpoints(settings: Settings, found: Sequence[str]) -> TableRows:
    """The journey in its order, then the touchpoints that only the data name."""
    journey = settings.touchpoints
    named = {point.code for point in journey}
    rows: TableRows = [
        (point.code, point.label_ko, point.label_en, place, point.intended, True)
        for place, point in enumerate(journey, start=1)
    ]
    others = [code for code in found if code not in named]
    return rows + [(code, code, code, place, None, False) for place, code in enumerate(others, start=len(rows) + 1)]
