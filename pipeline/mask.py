"""Personal data out, everything else as typed: the only place that accepts RawFeedback."""

import json
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipeline import mask_checks as checks
from pipeline.mask_hash import feedback_id, keyed_hash
from pipeline.mask_patterns import PERSONAL_PATTERNS, patterns_for
from pipeline.records import MaskedFeedback, RawFeedback, RejectedRow

__all__ = ["PERSONAL_PATTERNS", "feedback_id", "keyed_hash", "mask", "mask_rejected", "mask_text"]

PERSONAL_IN_IDS = frozenset(("email", "phone", "resident_number"))
"""Kinds that make an id personal; other patterns meet codes by chance."""


def mask(raw: RawFeedback, key: bytes, ordinal: int = 0) -> MaskedFeedback:
    """A raw answer as it may be stored.

    ``key`` (at least one byte) keys the hashes of customers; ``ordinal`` tells apart answers without an id that are
    otherwise the same. Raises ValueError for an empty key.
    """
    text, counts = (None, Counter()) if raw.text is None else mask_text(raw.text)
    product = _masked_value(raw.product, counts)
    source_id = _safe_id(raw.id, key)
    identity = source_id if source_id is not None else (text, raw.answered_at, product)
    return MaskedFeedback(
        file=raw.file,
        row=raw.row,
        feedback_id=feedback_id(raw.source, identity, ordinal),
        source=raw.source,
        source_id=source_id,
        text=text,
        answered_at=raw.answered_at,
        rating=raw.rating,
        rating_max=raw.rating_max,
        nps_score=raw.nps,
        customer_key=None if raw.customer is None else keyed_hash(raw.customer, key),
        product=product,
        channel=_masked_value(raw.channel, counts),
        touchpoint=_masked_value(raw.touchpoint, counts),
        segment=_masked_value(raw.segment, counts),
        language_hint=_masked_value(raw.language, counts),
        audience=raw.audience,
        consent_quote=raw.consent_quote,
        masked=counts,
    )


def mask_text(text: str) -> tuple[str, Counter[str]]:
    """A text with personal items replaced by tokens such as ``[phone]``, and how many there were of each kind.

    What is not replaced stays as typed. Masking a masked text changes nothing.
    """
    counts: Counter[str] = Counter()
    while checks.may_be_personal(text):
        masked = _one_pass(text, checks.fold(text), counts)
        if masked == text:
            break
        text = masked
    return text, counts


def mask_rejected(row: RejectedRow) -> RejectedRow:
    """A row set aside, with the personal items in its cells and in its reason masked."""
    try:
        raw = json.dumps(_masked_json(json.loads(row.raw)), ensure_ascii=False)
    except ValueError:
        raw = mask_text(row.raw)[0]
    return replace(row, raw=raw, reason=mask_text(row.reason)[0])


def _masked_value(value: str | None, counts: Counter[str]) -> str | None:
    if value is None or _is_code(value):
        return value
    masked, found = _mask_label(value)
    if found:
        counts.update(found)
    return masked


def _is_code(value: str) -> bool:
    """Digits alone are a number of something, unless they begin like a mobile telephone."""
    return value.isdigit() and not value.startswith("01")


_mask_label = lru_cache(maxsize=10_000)(mask_text)


def _safe_id(value: str | None, key: bytes) -> str | None:
    if value is None:
        return None
    is_personal = not PERSONAL_IN_IDS.isdisjoint(mask_text(value)[1]) and not _is_code(value)
    return keyed_hash(value, key) if is_personal else value


def _masked_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _masked_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_masked_json(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    masked, found = mask_text(value if isinstance(value, str) else str(value))
    return masked if found or isinstance(value, str) else value


def _one_pass(text: str, folded: str, counts: Counter[str]) -> str:
    for entry in patterns_for(checks.longest_number(folded)):
        if entry.needs is not None and entry.needs.search(folded) is None:
            continue
        matches = entry.pattern.finditer(folded)
        spans = [_span(match) for match in matches if entry.accepts is None or entry.accepts(match)]
        if spans:
            counts[entry.kind] += len(spans)
            text, folded = _replaced(text, spans, entry.kind), _replaced(folded, spans, entry.kind)
    return text


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("p") if "p" in match.re.groupindex else match.span()


def _replaced(text: str, spans: list[tuple[int, int]], kind: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (text[done:start], f"[{kind}]")
        done = end
    return "".join((*pieces, text[done:]))
