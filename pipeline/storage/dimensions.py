"""The small tables that describe the numbers: facts, emotions, touchpoints, events, brand words and topics, from settings."""

from collections.abc import Sequence

from pipeline.config.brand_words import RULE
from pipeline.config.settings import SCHEMA_VERSION, Event, Settings, Touchpoint
from pipeline.emotions import EMOTIONS, Emotion

DIMENSIONS = ("meta", "emotion", "touchpoint", "event", "brand_word", "topic")
"""Tables written anew by each run, so that the dashboard shows the settings of the last one."""

TableRows = list[tuple[object, ...]]


def dimension_rows(settings: Settings, scorer_version: str, found: Sequence[str]) -> dict[str, TableRows]:
    """Rows of each table of DIMENSIONS, columns in the order of schema.sql; ``found`` are the touchpoints in the data."""
    return {
        "meta": _facts(settings, scorer_version),
        "emotion": [emotion_row(emotion) for emotion in EMOTIONS],
        "touchpoint": _touchpoints(settings, found),
        "event": [event_row(event) for event in settings.events],
        "brand_word": [
            (w.word, w.sign, w.emotion, w.group, None if w.products is None else list(w.products))
            for w in settings.brand_words
        ],
        "topic": [(topic.name, list(topic.words)) for topic in settings.topics],
    }


def emotion_row(emotion: Emotion) -> tuple[object, ...]:
    """The row of table emotion."""
    labels = dict(emotion.labels)
    names, place = (labels["ko"], labels["en"]), (emotion.colour, emotion.order)
    return (emotion.code, *names, emotion.valence, *place, emotion.capital_sign, emotion.is_complaint, labels)


def event_row(event: Event) -> tuple[object, ...]:
    """The row of table event."""
    labels = dict(event.labels)
    days, names = (event.starts_on, event.ends_on), (labels["ko"], labels["en"])
    return (event.code, *days, event.kind, *names, event.touchpoint, labels)


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
    others = [Touchpoint(code, {"ko": code, "en": code}, None, ()) for code in found if code not in named]
    return [
        touchpoint_row(point, position, in_journey=position <= len(journey))
        for position, point in enumerate((*journey, *others), start=1)
    ]


def touchpoint_row(point: Touchpoint, position: int, *, in_journey: bool) -> tuple[object, ...]:
    """The row of table touchpoint; ``position`` is its place in the journey, from 1."""
    labels = dict(point.labels)
    return (point.code, labels["ko"], labels["en"], position, point.intended, in_journey, labels)
