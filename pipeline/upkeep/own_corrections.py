"""What people have said of whole comments, with the comments: labels to measure with and to learn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.corrections import file as corrections
from pipeline.corrections.events import Correction, mark_of_text, standing
from pipeline.storage.database_file import reading


@dataclass(frozen=True, slots=True)
class LabelledComment:
    """A stored comment, masked, and what is said last of it: tone (-1 to 1) and emotions, None where nothing is said."""

    feedback_id: int
    text: str
    is_customers: bool
    tone: float | None
    emotions: frozenset[str] | None


_ASKED = """
select feedback_id, text, audience = 'customer' as is_customers
from feedback
semi join said using (feedback_id)
where state = 'scored' and text is not null
order by feedback_id
"""


def labelled_comments(database: Path) -> list[LabelledComment]:
    """The comments of whose whole tone or emotions somebody has said something, by id; what is said of another text than is
    stored is left out. Raises DatabaseMissing, SchemaMismatch or DatabaseError."""
    said = _of_wholes(standing(corrections.read(database).events))
    with reading(database) as connection:
        connection.register("said", pa.table({"feedback_id": pa.array([*said], pa.int64())}))
        rows = connection.execute(_ASKED).fetchall()
        connection.unregister("said")
    found = []
    for number, text, is_customers in rows:
        known = [each for each in said[number] if each.mark in (None, mark_of_text(text))]
        if known:
            tone, emotions = _last(known)
            found.append(LabelledComment(number, text, is_customers, tone, emotions))
    return [each for each in found if each.tone is not None or each.emotions is not None]


def _of_wholes(said: Iterable[Correction]) -> dict[int, list[Correction]]:
    found: dict[int, list[Correction]] = {}
    for each in said:
        if each.span is None:
            found.setdefault(each.answer, []).append(each)
    return found


def _last(said: Iterable[Correction]) -> tuple[float | None, frozenset[str] | None]:
    tone: float | None = None
    emotions: frozenset[str] | None = None
    for each in said:
        tone = tone if each.tone is None else each.tone
        emotions = emotions if each.emotions is None else frozenset(each.emotions)
    return tone, emotions
