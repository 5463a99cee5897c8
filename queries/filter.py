"""Filter: which answers a question is about. Each of its attributes is the one declaration of a filter."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType

from pipeline.errors import WrongUsage
from pipeline.text import folded_text
from queries.filter_fields import (
    DECLARATION,
    FilterField,
    Kind,
    Scale,
    ValuesFrom,
    choices,
    day,
    dimension,
    number,
    one_of,
    text,
)

TONE = Scale("tone", -1, 1, 0.05)
CONFIDENCE = Scale("confidence", 0, 1, 0.05, is_percent=True)
INTENSITY = Scale("intensity", 1, 3, 1, reaches_beyond=True)

EMPLOYEE = "employee"

FilterValue = tuple[str, ...] | list[str] | str | date | float | None
"""What an attribute of a Filter, or a field of the parameter made of it, can be."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which answers a question is about; every default but the audience's means "no limit"; all must hold.

    ``date_until`` and ``tone_until`` are the first day and tone not included. In touchpoints, channels, products,
    segments, languages and questions "" stands for answers that have none. An answer is at the touchpoints that its
    mentions have, without mentions at its own. ``attributes`` are ``name=value`` (queries.attributes). Where touchpoints are named, tone and
    emotions, strongest emotion and valence are those of what is said there. ``emotions`` keeps comments in which any of them is
    present; ``leading_emotions`` those whose strongest is one of them ("": in which none is found). ``nps_bands``:
    promoter, passive, detractor. ``rating_bands``: full (the top of the scale), high (at least 0.7 of it, full
    included), middle, low (at most 0.4). ``intensity_from`` (1 to 3) is the least strength of one of ``emotions``, or of
    any emotion where none is named. ``repeats`` ("once") leaves out customers' answers that repeat the words of a flood. ``contains`` is searched literally, whatever its case; ``words`` by lemma, in the
    language of queries.search.search.
    ``complaints`` (yes, no): whether one of its mentions is a complaint (METRICS).
    Unknown values let nothing through and raise nothing. Employees' answers are let through in whole blocks only, by the
    day of the block's last answer (queries/macros).
    """

    touchpoints: tuple[str, ...] = dimension(
        "touchpoint",
        "--touchpoint",
        "Touchpoint code, such as payment.",
        condition="is_at(touchpoint_scores, touchpoint, {value})",
        values_from=ValuesFrom.TOUCHPOINTS,
        splits_employees=True,
        is_prominent=True,
    )
    emotions: tuple[str, ...] = choices(
        "felt",
        "--emotion",
        "Emotion code, such as anxiety; comments with any of those named.",
        condition="has_one(felt, {filter})",
        values_from=ValuesFrom.EMOTIONS,
        is_prominent=True,
    )
    leading_emotions: tuple[str, ...] = choices(
        "leading_emotion",
        "--leading-emotion",
        "Emotion code; comments whose strongest emotion it is, (none) for those without.",
        values_from=ValuesFrom.EMOTIONS,
        has_none=True,
    )
    valences: tuple[str, ...] = choices(
        "valence",
        "--valence",
        "positive, negative, mixed or neutral.",
        values=("positive", "negative", "mixed", "neutral"),
        words="valence",
    )
    complaints: tuple[str, ...] = choices(
        "case when is_complaint(complains, tone, confidence, felt) then 'yes' else 'no' end",
        "--complaint",
        "yes or no: whether the comment complains of something.",
        values=("yes", "no"),
        words="complaint",
    )
    nps_bands: tuple[str, ...] = choices(
        "nps_band(nps_of_answer(nps_score, answer_nps_score))",
        "--nps-band",
        "promoter, passive or detractor.",
        values=("promoter", "passive", "detractor"),
        words="nps_band",
        is_in_groups=True,
    )
    rating_bands: tuple[str, ...] = choices(
        "rating",
        "--rating-band",
        "full, high, middle or low.",
        condition="is_rated(coalesce(rating, answer_rating), coalesce(rating_max, answer_rating_max), {value})",
        values=("full", "high", "middle", "low"),
        words="rating_band",
    )
    channels: tuple[str, ...] = dimension("channel", "--channel", "Channel.", splits_employees=True)
    products: tuple[str, ...] = dimension("product", "--product", "Product.", splits_employees=True)
    segments: tuple[str, ...] = dimension("segment", "--segment", "Customer segment.", splits_employees=True)
    attributes: tuple[str, ...] = choices(
        "attributes",
        "--attribute",
        "NAME=VALUE of a further column, such as age=20–29; any of the values of one name, all of the names.",
        condition="",
        values_from=ValuesFrom.ATTRIBUTES,
        is_in_groups=True,
    )
    languages: tuple[str, ...] = dimension(
        "language", "--language", "Language of the comment: ko, en, mixed, ...", words="comment_language"
    )
    questions: tuple[str, ...] = dimension(
        "question", "--question", "Open question that the comment answers, where its file has several."
    )
    sources: tuple[str, ...] = choices(
        "source",
        "--source",
        "Source: a service's name, or that of the file it came in.",
        values_from=ValuesFrom.ANSWERS,
    )
    states: tuple[str, ...] = choices(
        "state",
        "--state",
        "scored, no_text, unsupported_language, empty or no_answer.",
        values=("scored", "no_text", "unsupported_language", "empty", "no_answer"),
        words="state",
    )
    repeats: tuple[str, ...] = choices(
        "place",
        "--repeats",
        "once: count each text of a flood once a month.",
        condition="list_contains(cast({value} as varchar[]), 'once') and is_counted_once(place)",
        values=("once",),
        words="repeats",
    )
    date_from: date | None = day("answered_at", "from", "--from", "First day.")  # noqa: RUF009
    date_until: date | None = day(  # noqa: RUF009
        "answered_at", "until", "--until", "Last day, included.", is_upper=True
    )
    intensity_from: float | None = number(
        "intensity", INTENSITY, "--intensity-from", "Least strength of the emotion: 1 slight, 2 clear, 3 strong."
    )
    tone_from: float | None = number("tone", TONE, "--tone-from", "Least tone, -1 to 1.")
    tone_until: float | None = number(
        "tone", TONE, "--tone-until", "Tone below which comments are kept, -1 to 1.", is_upper=True
    )
    confidence_from: float | None = number(
        "confidence", CONFIDENCE, "--confidence-from", "Least confidence of the tone, 0 to 1."
    )
    words: str = text(
        Kind.WORDS,
        "--words",
        'Words in any form: 배송 늦다; "in quotes" exactly this text; -word leaves out.',
        condition="says_all({filter}, feedback_id)",
        further_conditions={
            "without_words": "says_none({filter}, feedback_id)",
            "phrases": "contains_all(text_folded, {value})",
            "without_phrases": "contains_none(text_folded, {value})",
            "search": "is_found({filter}, place)",
        },
    )
    topic: str = text(
        Kind.TEXT,
        "--topic",
        "What is talked of, as `ondo topics` names it, such as 배송+늦다; any of several with commas between them.",
        condition="is_about(place, {filter})",
        is_prominent=False,
    )
    contains: str = text(
        Kind.TEXT,
        "--contains",
        "Text that the comment contains, whatever its case.",
        condition="contains(text_folded, cast({value} as varchar))",
    )
    audience: str = one_of("audience", ("customer", "employee"), "--audience", "[default: customer]")

    def as_parameter(self) -> dict[str, FilterValue]:
        """The filter as the one STRUCT parameter ``$filter``, made safe for DuckDB: any str, any float.

        ``words`` stays as typed; the warehouse, which knows the lemmas, puts what it means in its place.
        """
        return {name: _plain(getattr(self, name), declared) for name, declared in FILTER_FIELDS.items()}


FILTER_FIELDS: Mapping[str, FilterField] = MappingProxyType(
    {
        item.name: replace(declared, name=item.name, address=declared.address or item.name)
        for item in fields(Filter)
        for declared in [item.metadata[DECLARATION]]
    }
)
"""Attribute of Filter -> its declaration."""

DIMENSIONS: Mapping[str, FilterField] = MappingProxyType(
    {declared.column: declared for declared in FILTER_FIELDS.values() if declared.is_dimension}
)
"""Each column that figures can be split by -> the filter of its values."""


class FilterRefused(WrongUsage):
    """The filter asks for what the one who asks may not select by."""


def may_select_by(declared: FilterField, audience: str, reads_comments: bool) -> bool:
    """Whether answers of an audience may be selected by a filter: nobody selects employees' by text, and who may not read
    comments selects by nothing but what whole groups of answers have in common."""
    if not reads_comments and not declared.keeps_groups_whole:
        return False
    return audience != EMPLOYEE or not declared.holds_text


def refused_in(filter: Filter, reads_comments: bool = True) -> tuple[str, ...]:
    """The attributes that are set although answers may not be selected by them."""
    return tuple(
        name
        for name, declared in FILTER_FIELDS.items()
        if getattr(filter, name) not in (None, "", ()) and not may_select_by(declared, filter.audience, reads_comments)
    )


def without_refused(filter: Filter, reads_comments: bool = True) -> Filter:
    """The filter without what ``refused_in`` names."""
    usual = Filter()
    return replace(filter, **{name: getattr(usual, name) for name in refused_in(filter, reads_comments)})


def check(filter: Filter, reads_comments: bool = True) -> None:
    """Raises FilterRefused where answers may not be selected as the filter says."""
    refused = refused_in(filter, reads_comments)
    if refused:
        options = ", ".join(FILTER_FIELDS[name].option for name in refused)
        of_role = not all(may_select_by(FILTER_FIELDS[name], "customer", reads_comments) for name in refused)
        whose = "by those who may not read comments" if of_role else "over employees' answers"
        raise FilterRefused(
            f"{options}: not to be used {whose}, as counts would tell what single answers say",
            remedy=f"leave out {options}",
        )


def _plain(value: FilterValue, declared: FilterField) -> FilterValue:
    if isinstance(value, tuple):
        return [_text(item) for item in value]
    if isinstance(value, str):
        return _text(folded_text(value) if declared.kind is Kind.TEXT else value)
    if declared.scale and isinstance(value, int | float):
        return _within(value, declared.scale)
    return value


def _within(value: float, scale: Scale) -> float | None:
    """The number, or one just beyond the scale's end in the place of one further off; no number is no limit."""
    return None if math.isnan(value) else max(scale.least - 1, min(scale.most + 1, value))


def _text(value: str) -> str:
    """The value without lone surrogates, which UTF-8 cannot carry."""
    return value.encode("utf-8", "replace").decode("utf-8")
