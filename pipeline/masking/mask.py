"""Personal data out, everything else as typed: the only place that accepts RawFeedback."""

import json
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipeline.errors import Reason
from pipeline.masking import checks
from pipeline.masking.hashing import customer_keys, feedback_id, keyed_hash, keyed_id, stable_hash
from pipeline.masking.normalise import fold
from pipeline.masking.passes import REACH, one_pass, settled
from pipeline.masking.pattern import PersonalPattern, kinds_kept, own_patterns
from pipeline.masking.patterns import PERSONAL_PATTERNS
from pipeline.masking.sensitive import is_sensitive
from pipeline.records import MaskedFeedback, RawFeedback, RejectedRow
from pipeline.text import cut

__all__ = [
    "PERSONAL_PATTERNS",
    "comments_of",
    "feedback_id",
    "holds_personal",
    "keyed_hash",
    "mask",
    "mask_rejected",
    "mask_text",
    "masked_name",
    "quoted",
]

PERSONAL_IN_IDS = frozenset(("email", "phone", "resident_number", "link"))
"""Kinds that make an id personal; other patterns meet codes by chance."""

_PLAIN_ID = re.compile(
    "(?![A-Za-z]*[oO][lI])[A-Za-z]{1,16}[-_]?[0-9]{1,6}|[0-9]{1,2}[-_][0-9]{1,6}|[0-9]{1,4}[-_][0-9]{1,4}"
)
"""Ids in which no pattern of these kinds finds anything: most are such."""

QUOTED_LENGTH = 40
"""Characters of a cell that a reason quotes."""

QUOTED_FROM = 2_000
"""Characters of a cell that are masked for that."""


def mask(raw: RawFeedback, key: bytes, ordinal: int = 0) -> MaskedFeedback:
    """A raw answer as it may be stored.

    ``key`` (at least one byte) keys the hashes of customers and answers; ``ordinal`` tells apart answers without an id that are
    otherwise the same. Raises ValueError for an empty key.
    """
    text, counts = (None, Counter()) if raw.text is None else mask_text(raw.text)
    product = _masked_value(raw.product, counts)
    source_id = _safe_id(raw.id, key)
    identity = source_id if source_id is not None else (text, raw.answered_at, product)
    stable = stable_hash(raw.source, identity, ordinal)
    customer_key, key_as_written = customer_keys(raw.customer, key)
    return MaskedFeedback(
        file=raw.file,
        row=raw.row,
        feedback_id=keyed_id(stable, key),
        source=raw.source,
        source_id=source_id,
        text=text,
        answered_at=raw.answered_at,
        rating=raw.rating,
        rating_max=raw.rating_max,
        nps_score=raw.nps,
        customer_key=customer_key,
        key_as_written=key_as_written,
        product=product,
        channel=raw.channel and _masked_value(raw.channel, counts),
        touchpoint=raw.touchpoint and _masked_value(raw.touchpoint, counts),
        segment=raw.segment and _masked_value(raw.segment, counts),
        language_hint=raw.language and _masked_value(raw.language, counts),
        audience=raw.audience,
        consent_quote=raw.consent_quote,
        masked=counts,
        stable_hash=stable,
        sensitive=text is not None and is_sensitive(text),
        attributes=tuple((name, _masked_value(value, counts) or "") for name, value in raw.attributes),
        reply=None if raw.reply is None else _masked_reply(raw.reply, counts),
        replied_at=raw.replied_at,
    )


def _masked_reply(reply: str, counts: Counter[str]) -> str:
    masked, found = mask_text(reply)
    counts.update(found)
    return masked


def comments_of(row: MaskedFeedback, raw: RawFeedback, key: bytes) -> list[MaskedFeedback]:
    """A masked answer as its comments, one for each open question that was answered; the first keeps the answer's id.

    The ids of the others are made of that and their questions, so that they are met again with whatever else has changed.
    """
    comments = [_comment(row, question, text) for question, text in raw.comments]
    if not comments:
        return [row]
    return [comments[0], *(_further_comment(row, comment, key) for comment in comments[1:])]


def _comment(row: MaskedFeedback, question: str, text: str) -> MaskedFeedback:
    masked, counts = mask_text(text)
    return row._replace(question=question, text=masked, masked=counts, sensitive=is_sensitive(masked))


def _further_comment(row: MaskedFeedback, comment: MaskedFeedback, key: bytes) -> MaskedFeedback:
    stable = stable_hash(row.source, (str(row.stable_hash), None, comment.question))
    return comment._replace(
        feedback_id=keyed_id(stable, key),
        stable_hash=stable,
        answer_id=row.feedback_id,
        rating=None,
        rating_max=None,
        nps_score=None,
        answer_nps_score=row.nps_score,
        answer_rating=row.rating,
        answer_rating_max=row.rating_max,
        reply=None,
        replied_at=None,
    )


def mask_text(text: str) -> tuple[str, Counter[str]]:
    """A text with personal items replaced by tokens such as ``[phone]``, and how many there were of each kind.

    What is not replaced stays as typed. Masking a masked text changes nothing: a token may let a pattern match that
    did not before, so that the passes end only when nothing is found. The work grows with the length of the text,
    because only the surroundings of what was replaced are looked at again.
    """
    counts: Counter[str] = Counter()
    while True:
        text, changed = one_pass(text, counts)
        if not changed:
            return text, counts
        if len(text) > 2 * REACH:
            text = settled(text, changed, counts)


def masked_name(name: str) -> str:
    """The name of a column or a value, masked; remembered, since a file of thousands of columns asks for each several times."""
    return _mask_name(name, (own_patterns(), kinds_kept()))


@lru_cache(maxsize=20_000)
def _mask_name(name: str, rules: tuple[tuple[PersonalPattern, ...], frozenset[str]]) -> str:
    return mask_text(name)[0]


def quoted(value: object) -> str:
    """A cell as a reason may quote it: masked, cut to QUOTED_LENGTH characters, in quotation marks."""
    return _quoted(str(value)[:QUOTED_FROM])


@lru_cache(maxsize=4_096)
def _quoted(shown: str) -> str:
    text = mask_text(shown)[0]
    return repr(cut(text, QUOTED_LENGTH))


def mask_rejected(row: RejectedRow, key: bytes = b"") -> RejectedRow:
    """A rejected row, with the personal items in its cells and in its reason masked.

    Without ``key`` its customer and the id of its answer are left out. A reason of a row that is not a customer's holds
    nothing of its cells.
    """
    try:
        raw = json.dumps(_masked_json(json.loads(row.raw)), ensure_ascii=False)
    except ValueError:
        raw = mask_text(row.raw)[0]
    customer, key_as_written = customer_keys(row.customer if key else None, key)
    reason = Reason(row.reason.code, {name: mask_text(str(item))[0] for name, item in row.reason.arguments.items()})
    return replace(
        row,
        raw=raw,
        reason=reason if row.audience == "customer" else reason.without_cells,
        file=masked_name(row.file),
        column=None if row.column is None else masked_name(row.column),
        customer=customer,
        key_as_written=key_as_written,
        answer=None,
        feedback_id=mask(row.answer, key).feedback_id if row.answer is not None and key else None,
    )


def _masked_value(value: str | None, counts: Counter[str]) -> str | None:
    if value is None:
        return None
    masked, found = _mask_label(value, (own_patterns(), kinds_kept()))
    if found:
        counts.update(found)
    return masked


def holds_personal(label: str) -> bool:
    """Whether anything would be masked in a product, a channel, a segment or a touchpoint."""
    return bool(_mask_label(label, (own_patterns(), kinds_kept()))[1])


@lru_cache(maxsize=10_000)
def _mask_label(value: str, rules: tuple[tuple[PersonalPattern, ...], frozenset[str]]) -> tuple[str, Counter[str]]:
    """As mask_text; digits alone are a number of something unless they are clearly a person's.

    ``rules`` only tell apart what was remembered under other settings: patterns of one's own, and kinds that are off.
    """
    code = fold(value).strip()
    if not code.isdecimal():
        return mask_text(value)
    kind = checks.kind_of_code(code)
    return (value, Counter()) if kind is None or kind in kinds_kept() else (f"[{kind}]", Counter({kind: 1}))


def _safe_id(value: str | None, key: bytes) -> str | None:
    if value is None:
        return None
    code = fold(value).strip()
    if _PLAIN_ID.fullmatch(code) and not own_patterns():
        return value
    kinds = {checks.kind_of_code(code)} - {"resident_number"} if code.isdecimal() else mask_text(value)[1]
    return keyed_hash(value, key) if not PERSONAL_IN_IDS.isdisjoint(kinds) else value


def _masked_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {masked_name(name): _masked_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_masked_json(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    masked, found = mask_text(value if isinstance(value, str) else str(value))
    return masked if found or isinstance(value, str) else value
