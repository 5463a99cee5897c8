"""Files that hold, under another name, what has been read before: their rows are read as those that are there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import Reason
from pipeline.listener import Say
from pipeline.masking.file_masker import FileMasker
from pipeline.records import Inspection, MaskedFeedback
from pipeline.sources import default_source, read_batches
from pipeline.sources.cells.columns import is_doubtful_id
from pipeline.sources.source_kind import shown_name
from pipeline.storage.known_rows import KnownRows, RowComparison, comparing
from pipeline.storage.secret_key import key_path, load_key

_BATCH_ROWS = 4096

_UNKEYED = b"compared only, never stored"


@dataclass(frozen=True, slots=True)
class StoredBefore:
    """What a database holds of a file: how many of its ``answers`` are ``stored``, and in which source, if not that of its name.

    Under the name that it has been given, ``elsewhere`` further ones would be counted twice: source ``elsewhere_source`` has them.
    """

    answers: int
    stored: int
    source: str | None = None
    elsewhere: int = 0
    elsewhere_source: str | None = None


def as_known(database: Path, inspections: Sequence[Inspection], say: Say) -> list[Inspection]:
    """The files, each row that is stored under another file's name as one of that source; so are the new rows beside them.

    Files are told by their rows where nobody has named their source, and the database has none of their name. A booking
    number is no id where the source was stored without one. Raises DataRefused, SchemaMismatch or DatabaseError.
    """
    headers = Counter(map(_header, inspections))
    with comparing(database) as comparison:
        known = []
        for inspection in inspections:
            if not _is_new_name(inspection, comparison) or not (comparison.sources or headers[_header(inspection)] > 1):
                known.append(_as_named(inspection, comparison))
                continue
            known.append(_as_known(inspection, comparison, _key_of(database), say))
    return known


def stored_before(database: Path, inspection: Inspection) -> StoredBefore:
    """What a database that is there holds of a file. Raises DataRefused, SchemaMismatch or DatabaseError."""
    key = _key_of(database)
    with comparing(database) as comparison:
        if not _is_new_name(inspection, comparison):
            return _stored_under_its_name(_as_named(inspection, comparison), comparison, key)
        known = _as_known(inspection, comparison, key, lambda sentence: None)
        ids = [row.feedback_id for _, row in _masked(known, key)]
        is_other = known.source != inspection.source
        return StoredBefore(len(ids), comparison.count_stored(ids), known.source if is_other else None)


def _stored_under_its_name(inspection: Inspection, comparison: RowComparison, key: bytes) -> StoredBefore:
    ids: list[tuple[int, int]] = []

    def noted() -> Iterator[tuple[int, MaskedFeedback]]:
        for place, row in _masked(inspection, key):
            ids.append((place, row.feedback_id))
            yield place, row

    homes = comparison.known(noted()).homes
    others = [
        (homes[place], number) for place, number in ids if homes.get(place, inspection.source) != inspection.source
    ]
    twice = len(others) - comparison.count_stored([number for _, number in others])
    most = Counter(source for source, _ in others).most_common(1)
    stored = comparison.count_stored([number for _, number in ids])
    return StoredBefore(len(ids), stored, None, twice, most[0][0] if twice else None)


def _as_named(inspection: Inspection, comparison: RowComparison) -> Inspection:
    """The file as one of the source of its name: without a booking number as id where that source has none."""
    return _without_doubtful_id(inspection) if inspection.source in comparison.without_ids else inspection


def _without_doubtful_id(inspection: Inspection) -> Inspection:
    why = Reason("not_recognised")
    columns = (
        replace(guess, field=None, reason=why) if is_doubtful_id(guess) else guess for guess in inspection.columns
    )
    return replace(inspection, columns=tuple(columns))


def _compared(inspection: Inspection, comparison: RowComparison, key: bytes) -> tuple[Inspection, KnownRows]:
    """Which rows are stored already; and the file as they were read, a booking number as id or not."""
    if comparison.without_ids and any(map(is_doubtful_id, inspection.columns)):
        plain = _without_doubtful_id(inspection)
        if (found := comparison.known(_masked(plain, key))).sources:
            return plain, found
    return inspection, comparison.known(_masked(inspection, key))


def _is_new_name(inspection: Inspection, comparison: RowComparison) -> bool:
    is_named = bool(inspection.options.source) or inspection.source != default_source(inspection.path)
    return not is_named and inspection.source not in comparison.sources


def _as_known(inspection: Inspection, comparison: RowComparison, key: bytes, say: Say) -> Inspection:
    known, found = _compared(inspection, comparison, key)
    if found.sources:
        known = replace(known, source=next(iter(found.sources)), homes=found.homes)
        say(
            f"Note: {len(found.homes):,} rows of {shown_name(inspection.path)} have been read before, from "
            f"{', '.join(map(repr, found.sources))}: it is read as {known.source!r}, and they are not counted twice. "
            f"--source NAME reads it as a source of its own."
        )
    comparison.keep(known.source)
    return known


def _masked(inspection: Inspection, key: bytes) -> Iterator[tuple[int, MaskedFeedback]]:
    """The answers of a file that may be stored, each with its place among all rows."""
    masker, place = FileMasker(key), 0
    for batch in read_batches(inspection, _BATCH_ROWS):
        for row in batch:
            yield from ((place, comment) for comment in masker.mask_batch([row]).answers)
            place += 1


def _header(inspection: Inspection) -> tuple[str, ...]:
    return tuple(guess.column for guess in inspection.columns)


def _key_of(database: Path) -> bytes:
    """The key with which a database hashes; any where it has none yet."""
    return load_key(database) if key_path(database).exists() else _UNKEYED
