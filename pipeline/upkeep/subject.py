"""What is stored of one person, or of one answer: every table that holds something of it, to be handed out."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.corrections import file as corrections
from pipeline.corrections.events import standing
from pipeline.storage.connection import Connection
from pipeline.storage.database_file import reading
from pipeline.upkeep.forget import ids_of, keys_of, require_own_key
from pipeline.upkeep.forgotten import answer_tables

Rows = list[dict[str, Any]]

NAMES = {"feedback": "answers", "feedback_emotion": "emotions", "feedback_lemma": "words", "mention": "mentions"}
"""Table -> what it is called in the file, where not by its own name."""

LEFT_OUT = {
    "feedback": (
        "text_folded",
        "text_hash",
        "felt",
        "touchpoint_scores",
        "topics",
        "other_lemmas",
        "pairs",
        "content_hash",
    ),
    "mention": ("felt",),
}
"""Columns that say again, for machines, what others say."""

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""

_ASKED = (
    "(list_contains($keys, customer_key) or list_contains($ids, feedback_id) "
    "or feedback_id in (select feedback_id from former_feedback_id where list_contains($ids, former_id)))"
)

_RUNS = """
select run_id, started_at, files from run
where list_contains($runs, run_id)
order by run_id
"""


def subject_data(database: Path, wanted: str | int) -> dict[str, Rows]:
    """Name of a table -> its rows of a customer (the id of the exports, or the key) or of an answer (a number).

    ``corrections`` are what people have said of the answers, where they have. Raises DatabaseMissing, SchemaMismatch or
    DatabaseError, and WrongUsage where the key is not that of the database.
    """
    with reading(database) as connection:
        require_own_key(database, database)
        asked = (
            {"keys": [], "ids": sorted(ids_of(wanted, database))}
            if isinstance(wanted, int)
            else {"keys": sorted(keys_of(wanted, database)), "ids": []}
        )
        named = _attribute_names(connection)
        ids = _rows(connection, f"select feedback_id from feedback where {_ASKED}", asked)
        numbers = {"ids": [row["feedback_id"] for row in ids]}
        found = {
            NAMES.get(table, table): _rows(connection, _of_answers(table), numbers)
            for table in sorted(answer_tables(connection), key=lambda table: (table not in NAMES, table))
        }
        found["answers"] = [
            row | {"attributes": _told(row["attributes"], named.get(row["source"], {}))} for row in found["answers"]
        ]
        found["rejected_rows"] = _rows(
            connection, f'from rejected_row where {_ASKED} order by run_id, file, "row"', asked
        )
        if said := _corrections(database, numbers["ids"]):
            found["corrections"] = said
        runs = {row["run_id"] for name in ("answers", "rejected_rows") for row in found[name]}
        found["runs"] = _rows(connection, _RUNS, {"runs": sorted(runs)})
    return found


def _corrections(database: Path, ids: Sequence[int]) -> Rows:
    """What people have said of these answers."""
    said = standing(corrections.read(database).events)
    return [asdict(each) | {"answer": str(each.answer)} for each in said if each.answer in ids]


def _attribute_names(connection: Connection) -> dict[str, dict[str, str]]:
    """Source -> field of feedback.attributes -> name."""
    names: dict[str, dict[str, str]] = {}
    for source, name, place in connection.execute("select source, attribute, place from attribute").fetchall():
        names.setdefault(source, {})[f"a{place}"] = name
    return names


def _told(values: Mapping[str, str | None] | None, names: Mapping[str, str]) -> dict[str, str]:
    """The attributes of an answer by name, those that it has."""
    return {names[field]: value for field, value in (values or {}).items() if value is not None and field in names}


def _of_answers(table: str) -> str:
    without = f"exclude ({', '.join(LEFT_OUT[table])})" if table in LEFT_OUT else ""
    return f"select * {without} from {table} where list_contains($ids, feedback_id) order by all"


def _rows(connection: Connection, query: str, asked: Mapping[str, object]) -> Rows:
    rows: Rows = connection.execute(query, asked).to_arrow_table().to_pylist(maps_as_pydicts="strict")
    return rows


def as_json(found: Mapping[str, Rows]) -> bytes:
    """All rows as one JSON object, UTF-8; ids as text, because many programs round numbers of 19 digits."""
    tables = {name: [_plain_row(row) for row in rows] for name, rows in found.items()}
    return (json.dumps(tables, ensure_ascii=False, indent=1, default=str) + "\n").encode("utf-8", "backslashreplace")


def as_xlsx(found: Mapping[str, Rows]) -> bytes:
    """All rows as a workbook, a sheet for each table; what is in a cell is never taken for a formula or an address."""
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        for name, rows in found.items():
            sheet = book.add_worksheet(name[:31])
            for place, line in enumerate(_lines(rows)):
                for column, value in enumerate(line):
                    _write_cell(sheet, place, column, value)
    return content.getvalue()


def _lines(rows: Rows) -> Sequence[Sequence[Any]]:
    plain = [_plain_row(row) for row in rows]
    return [list(plain[0]), *(list(row.values()) for row in plain)] if plain else []


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        sheet.write_string(row, column, text[:LONGEST_CELL])


def _plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(name, value) for name, value in row.items()}


def _plain(name: str, value: Any) -> Any:
    if name.endswith("feedback_id") or name == "former_id":
        return None if value is None else str(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
