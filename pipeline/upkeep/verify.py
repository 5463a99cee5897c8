"""Checking a published database: blocks, counts, ranges, references, personal data, and who may read the files."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DatabaseError
from pipeline.masking.mask import holds_personal, mask_text
from pipeline.storage.connection import Connection
from pipeline.storage.database_file import MENTION_RULE, fingerprint_in, reading
from pipeline.storage.emotion_bits import emotion_bits_by_answer
from pipeline.storage.lemma_codes import differing_lemmas
from pipeline.storage.mention_scores import mention_scores
from pipeline.storage.secret_key import fingerprint, key_path
from pipeline.upkeep.forgotten import is_marked
from pipeline.upkeep.ledger import ledger_path, load_ledger

READ_AT_ONCE = 10_000

_SPANS_APART = """
select feedback_id, ordinal
from mention join feedback using (feedback_id)
where text is not null
qualify span_start <> coalesce(lag(span_end) over (partition by feedback_id order by ordinal), 0)
  or (lead(ordinal) over (partition by feedback_id order by ordinal) is null and span_end <> text_length)
"""

_QUERIES: dict[str, str] = {
    "every answer stands once": "select count(*) - count(distinct feedback_id) from feedback",
    "every answer belongs to a run": "select count(*) from feedback anti join run using (run_id)",
    "every touchpoint is a known one": "select count(*) from feedback anti join touchpoint using (touchpoint) "
    "where touchpoint is not null",
    "every emotion belongs to a scored answer": "select count(*) from feedback_emotion "
    "anti join (select feedback_id from feedback where state = 'scored') using (feedback_id)",
    "every emotion is a known one": "select count(*) from feedback_emotion anti join emotion using (emotion)",
    "every emotion stands once in an answer": "select count(*) - count(distinct (feedback_id, emotion)) from feedback_emotion",
    "every lemma belongs to an answer": "select count(*) from feedback_lemma anti join feedback using (feedback_id)",
    "every lemma stands once in an answer": "select count(*) - count(distinct (feedback_id, lemma)) from feedback_lemma",
    "every lemma has one code": "select 2 * count(*) - count(distinct code) - count(distinct lemma) from lemma",
    "every lemma with a code is one of an answer": "select count(*) from lemma "
    "where lemma not in (select distinct lemma from feedback_lemma)",
    "every answer lists its lemmas": differing_lemmas("feedback", "feedback_lemma"),
    "lemmas are listed by their codes, in order": "select count(*) from feedback "
    "where topics <> list_sort(topics) or other_lemmas <> list_sort(other_lemmas)",
    "every pair has one code": "select 2 * count(*) - count(distinct code) - count(distinct pair) from pair",
    "every pair with words is one of an answer": "select count(*) from pair "
    "where code not in (select unnest(pairs).code from feedback where pairs is not null)",
    "every pair stands once in an answer": "select count(*) from feedback "
    "where len(pairs) <> len(list_distinct(list_transform(pairs, lambda said: said.code)))",
    "pairs are said at touchpoints that their answer has": "select count(*) from feedback "
    "where list_max(list_transform(pairs, lambda said: said.at)) > coalesce(len(touchpoint_scores), 0)",
    "every rejected row belongs to a run": "select count(*) from rejected_row anti join run using (run_id)",
    "the rows of every run add up": "select count(*) from run where rows_read <> rows_new + rows_updated "
    "+ rows_unchanged + rows_repeated + rows_no_consent + rows_forgotten + rows_set_aside",
    "no run left more answers than it took in": "select count(*) from (select run_id, count(*) as n from feedback group by run_id) "
    "as stored join run using (run_id) where n > rows_new + rows_updated",
    "tone, confidence and valence are there where scored, and only there": "select count(*) from feedback "
    "where (state = 'scored') <> (tone is not null and confidence is not null and valence is not null)",
    "tone and confidence are in their ranges": "select count(*) from feedback "
    "where not (tone between -1 and 1 and confidence between 0 and 1)",
    "probabilities are from 0 to 1": "select count(*) from feedback_emotion where not probability between 0 and 1",
    "emotions are strong where present, and only there": "select count(*) from feedback_emotion where present <> (intensity > 0)",
    "what is felt in an answer is that of its emotions": "select count(*) from feedback "
    f"left join ({emotion_bits_by_answer()}) as found using (feedback_id) where feedback.felt is distinct from "
    "case when state = 'scored' then coalesce(found.felt, 0) end "
    "or feedback.leading_emotion is distinct from found.leading_emotion",
    "lengths are those of the texts": "select count(*) from feedback where length(text) is distinct from text_length",
    "every mention belongs to a scored answer": "select count(*) from mention "
    "anti join (select feedback_id from feedback where state = 'scored') using (feedback_id)",
    "every scored answer has mentions, unless retention deleted its text": "select count(*) from feedback "
    "anti join mention using (feedback_id) where state = 'scored' and expired_on is null "
    f"and exists (select 1 from meta where name = '{MENTION_RULE}')",
    "mentions cover their text one after the other": f"select count(*) from ({_SPANS_APART})",
    "what is felt in the only mention of an answer is what is felt in the answer": "select count(*) from (select feedback_id, "
    "any_value(felt) as felt, any_value(tone) as tone from mention group by feedback_id having count(*) = 1) as alone "
    "join feedback using (feedback_id) where (alone.felt, alone.tone) is distinct from (feedback.felt, feedback.tone)",
    "every touchpoint of a mention is a known one": "select count(*) from mention anti join touchpoint using (touchpoint) "
    "where touchpoint is not null",
    "answers say what their mentions come to": f"select count(*) from feedback left join ({mention_scores('mention')}) as found "
    "using (feedback_id) where found.touchpoint_scores is distinct from feedback.touchpoint_scores "
    "or found.complains is distinct from feedback.complains",
    "no words of mentions are left of deleted texts": "select count(*) from mention semi join "
    "(select feedback_id from feedback where expired_on is not null) using (feedback_id) where len(words) > 0 or evidence is not null",
    "ratings are on their scale": "select count(*) from feedback where rating > rating_max or (rating_max is null) "
    "<> (rating is null)",
    "an answer counts in its first comment alone": "select count(*) from feedback as further where answer_id is not null and "
    "(rating is not null or nps_score is not null or answer_id not in (select feedback_id from feedback where answer_id is null))",
    "nps answers are from 0 to 10": "select count(*) from feedback where not nps_score between 0 and 10",
    "evidence lies within its text": "select count(*) from feedback where len(list_filter(evidence, lambda span: "
    "span['start'] < 0 or span['end'] > len(text) or span['start'] >= span['end'])) > 0",
    "every answer has its text, unless it had none or retention deleted it": "select count(*) from feedback "
    "where text is null and state <> 'no_text' and expired_on is null",
    "what retention deleted is gone": "select count(*) from feedback where expired_on is not null and "
    "(text is not null or text_folded is not null or text_hash is not null or evidence is not null or customer_key is not null "
    "or source_id is not null or content_hash <> 0 or reply is not null or topics is not null or other_lemmas is not null or pairs is not null "
    "or feedback_id in (select feedback_id from feedback_lemma))",
    "nothing is left of forgotten customers and answers": "select count(*) from (select customer_key, feedback_id, answer_id "
    "from feedback union all select customer_key, feedback_id, null as answer_id from rejected_row) "
    f"where (select count(*) from forgotten) > 0 and {is_marked()}",
    "all scores are of one model": "select greatest(count(distinct scorer_version) - 1, 0) from feedback where expired_on is null",
}
"""What must be so -> a query for the number of rows where it is not."""

_TEXTS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "no text holds personal data": (
        "select distinct unnest([text, reply]) as text from feedback where text is not null or reply is not null",
        lambda text: text is not None and bool(mask_text(text)[1]),
    ),
    "no word of the own layer holds personal data": (
        "select item.word from (select unnest(words) as item from own_layer_language)",
        holds_personal,
    ),
    "no rejected row holds personal data": (
        "select distinct raw from rejected_row union select distinct unnest(map_values(arguments)) from rejected_row",
        lambda text: bool(mask_text(text)[1]),
    ),
    "no product, channel, segment or touchpoint holds personal data": (
        "select label from (select distinct unnest([product, channel, segment, touchpoint]) as label from feedback) "
        "where label is not null",
        holds_personal,
    ),
    "no name of a file holds personal data": (
        "select distinct unnest(files) from run union select distinct file from rejected_row",
        lambda text: bool(mask_text(text)[1]),
    ),
}
"""What must be so -> a query for texts, and what must not be so of any of them."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was checked, and in how many rows (or files) it is not so."""

    what: str
    faults: int


def verify(database: Path) -> Iterator[CheckResult]:
    """Each check with its number of faults, one after the other; reads only.

    Raises DatabaseMissing, SchemaMismatch or DatabaseError where the file cannot be read, or its blocks are damaged.
    """
    with reading(database) as connection:
        yield from _structure(connection)
        yield from _contents(connection)
        yield CheckResult("the key file is that of the database", int(_has_other_key(connection, database)))
    files = (database, key_path(database), ledger_path(database))
    yield CheckResult("nobody else may read the files", sum(map(_open_to_others, files)))
    load_ledger(database)


def refuse_broken(database: Path, shown_as: Path | None = None) -> list[CheckResult]:
    """Raise DatabaseError where counts, ranges or references are wrong; else the checks for personal data."""
    with reading(database) as connection:
        broken = [result for result in _structure(connection) if result.faults]
        if broken:
            raise DatabaseError(
                "it does not hold together: " + "; ".join(f"{item.faults:,} times not: {item.what}" for item in broken),
                where=str(shown_as or database),
                remedy="take another backup (`ondo admin backup --list`), or run the source files into a new database",
            )
        return list(_contents(connection))


def _structure(connection: Connection) -> Iterator[CheckResult]:
    _read_all(connection)
    for what, query in _QUERIES.items():
        [(faults,)] = connection.execute(query).fetchall()
        yield CheckResult(what, int(faults))


def _contents(connection: Connection) -> Iterator[CheckResult]:
    for what, (query, is_personal) in _TEXTS.items():
        yield CheckResult(what, _count(connection, query, is_personal))


def _read_all(connection: Connection) -> None:
    """Read every value of every table, so that DuckDB checks the checksum of each block in use."""
    tables = "select table_name from duckdb_tables() where database_name = current_database() order by table_name"
    for (table,) in connection.execute(tables).fetchall():
        connection.execute(f"select bit_xor(hash(whole)) from {table} as whole").fetchall()


def _count(connection: Connection, query: str, is_personal: Callable[[str], bool]) -> int:
    found = 0
    texts = connection.execute(query)
    while batch := texts.fetchmany(READ_AT_ONCE):
        found += sum(is_personal(text) for (text,) in batch)
    return found


def _has_other_key(connection: Connection, database: Path) -> bool:
    """Whether the key file beside a database is another's; a backup may have none."""
    known, path = fingerprint_in(connection), key_path(database)
    return known is not None and path.exists() and fingerprint(path.read_bytes()) != known


def _open_to_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def as_line(result: CheckResult) -> str:
    """A check as a line for people."""
    return f"{'ok' if not result.faults else f'{result.faults:,} not':>12}  {result.what}"
