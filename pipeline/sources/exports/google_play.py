"""Reviews of an app on Google Play: the monthly reports of the Play Console, CSV in UTF-16."""

import re
from collections.abc import Sequence
from functools import partial
from urllib.parse import unquote

from pipeline.errors import Reason
from pipeline.sources.cells.parse import is_damaged_id
from pipeline.sources.formats.delimited import QUOTED
from pipeline.sources.source_kind import Cell, SourceKind, SourceRow, is_blank, with_cell

LINK = "Review Link"
MILLIS = "Review Submit Millis Since Epoch"
TIME = "Review Submit Date and Time"
REPLY_MILLIS = "Developer Reply Millis Since Epoch"
REPLY_TIME = "Developer Reply Date and Time"

COLUMNS: dict[str, str] = {
    "Package Name": "product",
    "App Version Code": "",
    "App Version Name": "",
    "Reviewer Language": "",
    "Device": "",
    TIME: "",
    MILLIS: "date",
    "Review Last Update Date and Time": "",
    "Review Last Update Millis Since Epoch": "",
    "Star Rating": "rating",
    "Review Title": "title",
    "Review Text": "text",
    REPLY_TIME: "",
    REPLY_MILLIS: "reply_date",
    "Developer Reply Text": "reply",
    LINK: "id",
}
"""The columns in their order, and what each is read as. The language is that of the device, not of the review."""

_REVIEW_ID = re.compile(r"[?&#]reviewid=([^&#\s]+)", re.IGNORECASE)


def _readable(row: SourceRow, columns: Sequence[str]) -> SourceRow:
    """The review with its id for its link, and with its other times where a spreadsheet has rounded the milliseconds."""
    cells = dict(zip(columns, row.cells, strict=False))
    for millis, time in ((MILLIS, TIME), (REPLY_MILLIS, REPLY_TIME)):
        if is_damaged_id(cells.get(millis)) and not is_blank(cells.get(time)):
            row = with_cell(row, columns, millis, partial(_instead, cells[time]))
    return with_cell(row, columns, LINK, _id_in)


def _instead(cell: Cell, _damaged: Cell) -> Cell:
    return cell


def _id_in(link: Cell) -> Cell:
    """The review's id in a link to it, or None: a rating without words has no link."""
    found = _REVIEW_ID.search(link) if isinstance(link, str) else None
    return unquote(found[1]) if found else None


GOOGLE_PLAY: dict[str, SourceKind] = {
    "google_play": SourceKind(
        "Google Play reviews",
        QUOTED,
        signature=frozenset({"Package Name", "Star Rating", "Review Text", "Review Submit Millis Since Epoch"}),
        fields=COLUMNS,
        source="google-play",
        channel="google-play",
        reasons={
            "Reviewer Language": Reason("device_language"),
            TIME: Reason("time_in_milliseconds"),
            REPLY_TIME: Reason("time_in_milliseconds"),
            LINK: Reason("review_id_in_link"),
        },
        amend=_readable,
    )
}
"""The kind, for SOURCES."""
