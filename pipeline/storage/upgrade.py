"""Bringing a database file of a former schema version up to today's, by copying all of its rows into a fresh file."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from pipeline.config.settings import SCHEMA_FILE, SCHEMA_VERSION
from pipeline.emotions import EMOTIONS
from pipeline.errors import FROM_SETTINGS
from pipeline.masking.hashing import keyed_id
from pipeline.masking.sensitive import is_sensitive
from pipeline.storage.atomic_files import copy_durably
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import FINGERPRINT, connect, is_current, private_files, quoted
from pipeline.storage.emotion_bits import emotion_bits_by_answer
from pipeline.storage.former_reasons import copy_sentences
from pipeline.storage.lemma_codes import listed_lemmas
from pipeline.storage.secret_key import fingerprint
from pipeline.text import words_hash

COPIED_AT_ONCE = 500_000
"""Answers of a former version that get what it does not have at once."""

LoadKey = Callable[[bool], bytes]
"""Gives the installation's secret; asked whether customers' answers hang on it."""

_KEY_OF_A_COPY = b"a copy that is looked at and removed"


@contextmanager
def brought_up_to_date(source: Path, building: Path) -> Iterator[Path]:
    """A file of today's schema with the rows of ``source``: itself where it is of today's, else a copy, removed at the end."""
    with disk_errors(source), private_files():
        if is_current(source):
            yield source
            return
        try:
            copy_durably(source, building)
            rewrite(building, lambda _holds_customers: _KEY_OF_A_COPY)
            yield building
        finally:
            building.unlink(missing_ok=True)


def rewrite(path: Path, load_key: LoadKey) -> None:
    """Copy all rows of a file into a fresh one of today's schema, which then takes its place.

    What is deleted from a DuckDB file stays in its unused blocks for a while; columns that the former file does
    not have get their defaults, and schema_version becomes today's. ``load_key`` is called where the ids of answers are
    not keyed yet; it may raise.
    """
    full = path.with_name(path.name + ".full")
    os.replace(path, full)
    with connect(path, path) as fresh:
        fresh.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
        fresh.execute(f"attach {quoted(full)} as former (read_only, type duckdb)")
        tables = "select table_name from duckdb_tables() where database_name = 'former'"
        _make_ids(fresh, load_key)
        for (table,) in fresh.execute(tables).fetchall():
            COPY_OF_TABLE.get(table, _copy_rows)(fresh, table)
        fresh.execute("detach former")
        fresh.execute(
            "update meta set value = $version where name = 'schema_version'", {"version": str(SCHEMA_VERSION)}
        )
        fresh.execute("checkpoint")
    full.unlink()


def _copy_rows(fresh: Connection, table: str) -> None:
    """Copy a table as it is, columns by name."""
    fresh.execute(f"insert into {table} by name from former.{table} order by rowid")


def _copy_lemmas(fresh: Connection, table: str) -> None:
    """Copy the lemmas that an answer still has."""
    used = "where lemma in (select distinct lemma from former.feedback_lemma)"
    fresh.execute(f"insert into {table} by name from former.{table} {used} order by rowid")


def _copy_pairs(fresh: Connection, table: str) -> None:
    """Copy the words of the pairs that an answer still has."""
    used = "where code in (select unnest(pairs).code from former.feedback where pairs is not null)"
    fresh.execute(f"insert into {table} by name from former.{table} {used} order by rowid")


def _make_ids(fresh: Connection, load_key: LoadKey) -> None:
    """Table answer_id (former_id, feedback_id): a keyed id for each answer of a file in which anybody could compute ids.

    Former ids of customers' answers are kept, so that addresses with them lead to the answer; nobody may learn those of
    employees' answers.
    """
    if _is_keyed(fresh):
        return
    customers = "select 1 from former.feedback where customer_key is not null limit 1"
    key = load_key(bool(fresh.execute(customers).fetchall()))
    fresh.execute("insert into meta values ($name, $value)", {"name": FINGERPRINT, "value": fingerprint(key)})
    former = (
        fresh.execute("select feedback_id from former.feedback order by rowid").fetchnumpy()["feedback_id"].tolist()
    )
    keyed = pa.array([keyed_id(number, key) for number in former], pa.int64())
    fresh.register("incoming", pa.table({"former_id": pa.array(former, pa.int64()), "feedback_id": keyed}))
    fresh.execute("create temp table answer_id as from incoming")
    fresh.unregister("incoming")
    fresh.execute(
        "insert into former_feedback_id select former_id, answer_id.feedback_id from answer_id "
        "join former.feedback on former.feedback.feedback_id = former_id where audience = 'customer' order by former_id"
    )


def _is_keyed(fresh: Connection) -> bool:
    """Whether the answers of the former file have keyed ids."""
    return _has(fresh, "former_feedback_id", "former_id")


def _copy_answers(fresh: Connection, table: str) -> None:
    """Copy the answers, with the columns and the ids that their version does not have."""
    if _is_keyed(fresh):
        _copy_rows(fresh, table)
    elif _has(fresh, table, "other_lemmas"):
        _copy_answers_in_parts(fresh, _ANSWERS)
    else:
        _copy_answers_without_codes(fresh)
    if not _has(fresh, table, "sensitive"):
        _mark_sensitive(fresh)
    if not _has(fresh, table, "text_hash"):
        _hash_texts(fresh)


def _parts(fresh: Connection, table: str) -> Iterator[dict[str, int]]:
    """The rows of a table part by part, so that memory stays flat: the row ids from $first to before $last."""
    [(count,)] = fresh.execute(f"select coalesce(max(rowid) + 1, 0) from {table}").fetchall()
    for first in range(0, count, COPIED_AT_ONCE):
        yield {"first": first, "last": first + COPIED_AT_ONCE}


def _texts_copied(fresh: Connection) -> Iterator[list[tuple[int, str]]]:
    """Row id and text of the answers copied that have one, part by part."""
    for part in _parts(fresh, "feedback"):
        yield fresh.execute(
            "select rowid, text from feedback where rowid >= $first and rowid < $last and text is not null", part
        ).fetchall()


def _mark_sensitive(fresh: Connection) -> None:
    """Mark the answers copied whose texts tell of somebody's health, belief or union."""
    for texts in _texts_copied(fresh):
        if places := [place for place, text in texts if is_sensitive(text)]:
            fresh.execute(
                "update feedback set sensitive = true where rowid in (select unnest($places))", {"places": places}
            )


def _hash_texts(fresh: Connection) -> None:
    """Give the answers copied the hashes of what they say."""
    for texts in _texts_copied(fresh):
        hashes = pa.array([words_hash(text) for _, text in texts], pa.int64())
        fresh.register(
            "hashed", pa.table({"place": pa.array([place for place, _ in texts], pa.int64()), "hash": hashes})
        )
        fresh.execute("update feedback set text_hash = hashed.hash from hashed where feedback.rowid = hashed.place")
        fresh.unregister("hashed")


def _copy_parts_of_answers(fresh: Connection, table: str) -> None:
    """Copy a table of what belongs to answers, with their ids."""
    if _is_keyed(fresh):
        _copy_rows(fresh, table)
        return
    fresh.execute(
        f"insert into {table} by name select part.* replace (answer_id.feedback_id as feedback_id) "
        f"from former.{table} as part join answer_id on former_id = part.feedback_id order by part.rowid"
    )


def _copy_emotions(fresh: Connection, table: str) -> None:
    """Copy the emotions, with what they count as."""
    if _has(fresh, table, "capital_sign"):
        _copy_rows(fresh, table)
        return
    _copy_labelled(fresh, table, ", 0 as capital_sign, false as is_complaint")
    fresh.executemany(
        "update emotion set capital_sign = ?, is_complaint = ? where emotion = ?",
        [(emotion.capital_sign, emotion.is_complaint, emotion.code) for emotion in EMOTIONS],
    )


def _copy_labelled(fresh: Connection, table: str, added: str = "") -> None:
    """Copy a table with labels, those of a file that has Korean and English alone into its new column for any language."""
    if not _has(fresh, table, "labels"):
        added += ", map {'ko': label_ko, 'en': label_en} as labels"
    fresh.execute(f"insert into {table} by name select *{added} from former.{table} order by rowid")


def _copy_rejected_rows(fresh: Connection, table: str) -> None:
    """Copy the rejected rows, with codes for the sentences of their version."""
    if _has(fresh, table, "arguments"):
        _copy_rows(fresh, table)
    else:
        copy_sentences(fresh)
    if not _has(fresh, table, "audience"):
        fresh.execute(_AUDIENCE_OF_REJECTED, {"employees": EMPLOYEE_CELL})
        fresh.execute(f"update rejected_row set arguments = {without_cells('arguments')} where audience is null")


EMPLOYEE_CELL = '"(employees?|staff|internal|직원|임직원|사내|내부|내부직원)"'
"""A cell by which a row says that it is an employee's."""

_AUDIENCE_OF_REJECTED = """
update rejected_row set audience = 'customer'
where source in (select source from former.feedback group by source having bool_and(audience = 'customer'))
  and not regexp_matches(lower(raw), $employees)
"""


def without_cells(arguments: str) -> str:
    """SQL: the arguments of a reason as ``Reason.without_cells`` has them."""
    kept = ", ".join(f"'{name}'" for name in sorted(FROM_SETTINGS))
    shown = f"struct_pack(key := item.key, value := case when item.key in ({kept}) then item.value else '…' end)"
    return f"map_from_entries(list_transform(map_entries({arguments}), lambda item: {shown}))"


COPY_OF_TABLE: dict[str, Callable[[Connection, str], None]] = {
    "feedback": _copy_answers,
    "feedback_emotion": _copy_parts_of_answers,
    "feedback_lemma": _copy_parts_of_answers,
    "lemma": _copy_lemmas,
    "pair": _copy_pairs,
    "emotion": _copy_emotions,
    "touchpoint": _copy_labelled,
    "event": _copy_labelled,
    "rejected_row": _copy_rejected_rows,
}
"""Table -> how it is copied from the database ``former``, where not column by column."""


def _copy_answers_without_codes(fresh: Connection) -> None:
    """Copy the answers of a file in which lemmas have no codes yet, part by part, so that memory stays flat."""
    fresh.execute(
        "insert into lemma select row_number() over (order by count(*) desc, lemma) - 1, lemma from former.feedback_lemma group by lemma"
    )
    added = ""
    if not _has(fresh, "feedback", "felt"):
        fresh.execute(f"create temp table found as {emotion_bits_by_answer('former')}")
        added = _EMOTION_BITS_AND_LENGTH
    _copy_answers_in_parts(fresh, _ANSWERS_WITH_CODES.format(added=added))


def _copy_answers_in_parts(fresh: Connection, statement: str) -> None:
    for part in _parts(fresh, "former.feedback"):
        fresh.execute(statement, part)


_ANSWERS = """
insert into feedback by name
with part as (select rowid as place, * from former.feedback where rowid >= $first and rowid < $last)
select part.* exclude (place) replace (answer_id.feedback_id as feedback_id)
from part
join answer_id on former_id = part.feedback_id
order by place
"""

_ANSWERS_WITH_CODES = f"""
insert into feedback by name
with part as (select rowid as place, * from former.feedback where rowid >= $first and rowid < $last),
listed as ({listed_lemmas("(select * from former.feedback_lemma semi join part using (feedback_id))")})
select part.* exclude (place) replace (answer_id.feedback_id as feedback_id), topics, other_lemmas{{added}}
from part
join answer_id on former_id = part.feedback_id
left join listed on listed.feedback_id = part.feedback_id
order by place
"""

_EMOTION_BITS_AND_LENGTH = """,
  case when state = 'scored' then coalesce((select felt from found where found.feedback_id = part.feedback_id), 0) end as felt,
  (select leading_emotion from found where found.feedback_id = part.feedback_id) as leading_emotion,
  length(text) as text_length
"""
"""Columns of the answers of a file that does not have these columns, from the table ``found``."""


def _has(fresh: Connection, table: str, column: str) -> bool:
    """Whether a table of the former file has a column."""
    query = "select 1 from duckdb_columns() where database_name = 'former' and table_name = $table and column_name = $column"
    return bool(fresh.execute(query, {"table": table, "column": column}).fetchall())
