"""Rejected rows of databases up to schema version 5, which hold English sentences: brought over to codes and arguments.

The only place that takes sentences apart. They are those of the former versions and never change; a sentence that is
none of them is kept as it is, under the code ``former``.
"""

import re

import pyarrow as pa

from pipeline.errors import Reason
from pipeline.storage.connection import Connection, insert
from pipeline.storage.rows import argument_column

FORMS: dict[str, str] = {
    "not_in_calendar": "{value} is not a date of the calendar",
    "not_a_date": "{value} is not a date",
    "in_future": "{value} is in the future",
    "before_first_year": "the year {value} is before {first}",
    "year_out_of_range": "the year {value} is out of range",
    "not_a_rating": "{value} is not a rating",
    "rating_too_large": "the number is far too large for a rating",
    "rating_above_scale": "{value} is beyond the scale of {scale}",
    "rating_below_scale": "{value} is below the scale of {scale}",
    "rating_of_other_scale": "a rating out of {top} in a column of ratings out of {scale}",
    "nps_not_whole": "{value} is not a whole number from 0 to 10",
    "nps_out_of_range": "{value} is outside 0 to 10",
    "consent_unclear": "{value} is neither yes nor no",
    "audience_unknown": "{value} is neither customer nor employee",
    "rounded_id": "{value} is an id that a spreadsheet has rounded",
    "conflicting_id": "the id stands twice in this file, with different content; the first row is kept",
    "text_too_long": "the text has {value} characters, more than {most}",
    "unreadable_cell": "the cell cannot be read ({why})",
    "nothing_to_count": "nothing to count: no text, no rating and no recommend score",
    "header_again": "the header stands again here",
    "too_many_cells": "the row has {value} cells, the header {width}",
    "cell_beyond_header": "a cell stands right of the last named column ({width})",
    "swallowed_rows": "a quotation mark opens a cell that holds whole rows of the table",
    "not_json": "the line is not JSON ({why})",
    "not_json_object": "the line is not a JSON object",
    "shop_reply": "a reply on the board, not a review",
    "shop_notice": "a notice on the board, not a review",
    "not_rated": "the customer was asked, or not even asked, and has not rated",
    "no_customers_answer": "a preview, a test or spam, no customer's answer",
    "no_submission_id": "no submission id: the answer belongs to no response",
    "no_question": "no question: nobody knows what the answer is about",
}
"""Code -> the sentence by which former versions said it; the first that fits a sentence is meant."""

SCALE_MAY_BE_TEN = "if the scale goes to 10, use --rating-max 10"
"""The remedy by which former versions told a rating above 5 from one above every scale."""

ROWS_AT_ONCE = 100_000

_NAME = re.compile(r"\\\{(\w+)\\\}")


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(_NAME.sub(r"(?P<\1>.+?)", re.escape(form)), re.DOTALL)


_PATTERNS = {code: _pattern(form) for code, form in FORMS.items()}


def former_reason(found: str, remedy: str) -> Reason:
    """The reason that former versions wrote as the sentences ``found`` and ``remedy``."""
    for code, pattern in _PATTERNS.items():
        match = pattern.fullmatch(found)
        if match:
            is_above_five = code == "rating_above_scale" and remedy == SCALE_MAY_BE_TEN
            return Reason("rating_above_five" if is_above_five else code, match.groupdict())
    return Reason("former", {"text": found, "remedy": remedy})


def copy_sentences(connection: Connection) -> None:
    """Copy table rejected_row of the attached database ``former``, its sentences becoming codes, part by part."""
    [(end,)] = connection.execute("select coalesce(max(rowid) + 1, 0) from former.rejected_row").fetchall()
    for first in range(0, end, ROWS_AT_ONCE):
        part = {"first": first, "last": first + ROWS_AT_ONCE}
        rows = connection.execute(_PART, part).to_arrow_table()
        sentences = zip(rows["reason"].to_pylist(), rows["remedy"].to_pylist(), strict=True)
        reasons = [former_reason(found, remedy) for found, remedy in sentences]
        columns = {
            "reason": pa.array([reason.code for reason in reasons], pa.string()),
            "remedy": pa.array([reason.remedy_code for reason in reasons], pa.string()),
            "arguments": argument_column(reasons),
        }
        kept = {name: rows[name] for name in rows.column_names}
        insert(connection, "rejected_row", pa.table(kept | columns))


_PART = "select * from former.rejected_row where rowid >= $first and rowid < $last order by rowid"
