"""Looks a published database over: counts, ranges, references, personal data, and who may read the files."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.keys import key_path
from pipeline.mask import mask_text
from pipeline.store import reading
from pipeline.tables import Connection

READ_AT_ONCE = 10_000

_QUERIES: dict[str, str] = {
    "every answer stands once": "select count(*) - count(distinct feedback_id) from feedback",
    "every answer belongs to a run": "select count(*) from feedback anti join run using (run_id)",
    "every emotion belongs to a scored answer": "select count(*) from feedback_emotion "
    "anti join (select feedback_id from feedback where state = 'scored') using (feedback_id)",
    "every emotion is a known one": "select count(*) from feedback_emotion anti join emotion using (emotion)",
    "every lemma belongs to an answer": "select count(*) from feedback_lemma anti join feedback using (feedback_id)",
    "every row set aside belongs to a run": "select count(*) from rejected_row anti join run using (run_id)",
    "tone, confidence and valence are there where scored, and only there": "select count(*) from feedback "
    "where (state = 'scored') <> (tone is not null and confidence is not null and valence is not null)",
    "tone and confidence are in their ranges": "select count(*) from feedback "
    "where not (tone between -1 and 1 and confidence between 0 and 1)",
    "probabilities are from 0 to 1": "select count(*) from feedback_emotion where not probability between 0 and 1",
    "ratings are on their scale": "select count(*) from feedback where rating > rating_max or (rating_max is null) "
    "<> (rating is null)",
    "nps answers are from 0 to 10": "select count(*) from feedback where not nps_score between 0 and 10",
    "evidence lies within its text": "select count(*) from feedback where len(list_filter(evidence, lambda span: "
    "span['start'] < 0 or span['end'] > len(text) or span['start'] >= span['end'])) > 0",
    "all scores are of one model": "select greatest(count(distinct scorer_version) - 1, 0) from feedback",
}
"""What holds -> a query for the number of rows where it does not."""

_TEXTS = {
    "no text holds personal data": "select distinct text from feedback where text is not null",
    "no row set aside holds personal data": "select distinct raw from rejected_row where raw is not null",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing looked at, and in how many rows (or files) it does not hold."""

    what: str
    faults: int


def verify(database: Path) -> Iterator[Verdict]:
    """Each thing that has to hold, with its number of faults, as it is found out; reads only.

    Raises DatabaseMissing, SchemaMismatch or DatabaseError where the file cannot be read.
    """
    with reading(database) as connection:
        for what, query in _QUERIES.items():
            [(faults,)] = connection.execute(query).fetchall()
            yield Verdict(what, int(faults))
        for what, query in _TEXTS.items():
            yield Verdict(what, _personal(connection, query))
    yield Verdict("nobody else may read the files", sum(map(_open_to_others, (database, key_path(database)))))


def _personal(connection: Connection, query: str) -> int:
    """How many of the texts would still be masked."""
    found = 0
    texts = connection.execute(query)
    while batch := texts.fetchmany(READ_AT_ONCE):
        found += sum(bool(mask_text(text)[1]) for (text,) in batch)
    return found


def _open_to_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def as_line(verdict: Verdict) -> str:
    """A verdict for people."""
    return f"{'ok' if not verdict.faults else f'{verdict.faults:,} not':>12}  {verdict.what}"
