"""Cafe24 review boards in which the shop has replied: replies are articles of their own, and are read with their reviews."""

from collections.abc import Iterator, Sequence

from pipeline.errors import Reason
from pipeline.sources.exports.shop import (
    CAFE24_COLUMNS,
    CAFE24_SIGNATURE,
    PERSONAL_COLUMNS,
    is_original,
    review_article,
)
from pipeline.sources.source_kind import PLANNED, Cell, Probe, ReadingPlan, SourceKind, SourceRow, is_blank

ARTICLE, PARENT, DEPTH = "article_no", "parent_article_no", "reply_depth"
REPLY_TEXT, REPLY_DATE = "reply.content", "reply.created_date"
"""Columns in which a review has the first reply to it."""

Replies = dict[str, tuple[Cell, Cell]]
"""Number of an article -> text and date of the first reply to it."""


def look(probe: Probe) -> ReadingPlan | None:
    """The plan of a board with replies, or None where no article replies to another."""
    columns = _own_names(probe.layout.columns)
    if not {PARENT, DEPTH} <= set(columns) or not _replies(probe.sample, columns):
        return None
    fields = dict(zip(probe.layout.columns, (CAFE24_COLUMNS.get(name, "") for name in columns), strict=True))
    return ReadingPlan(
        columns=(*probe.layout.columns, REPLY_TEXT, REPLY_DATE),
        read=lambda: _with_replies(probe, columns),
        fields=fields | {REPLY_TEXT: "reply", REPLY_DATE: "reply_date"},
        reasons=dict.fromkeys((REPLY_TEXT, REPLY_DATE), Reason("company_reply"))
        | {
            column: Reason("personal_data")
            for column, name in zip(fields, columns, strict=True)
            if name in PERSONAL_COLUMNS
        },
        rows=probe.layout.rows,
    )


def _own_names(columns: Sequence[str]) -> tuple[str, ...]:
    return _KIND_OF_COLUMNS.own_names(columns)


def _with_replies(probe: Probe, columns: Sequence[str]) -> Iterator[SourceRow]:
    """The articles, in two passes over the file, each review with the first reply to it."""
    replies = _replies(probe.rows(), columns)
    for row in probe.rows():
        if row.fault is not None or len(row.cells) > len(columns):
            yield row
            continue
        cells = [*row.cells, *[None] * (len(columns) - len(row.cells))]
        yield row._replace(cells=[*cells, *replies.get(_number(cells[columns.index(ARTICLE)]), (None, None))])


def _replies(rows: Sequence[SourceRow] | Iterator[SourceRow], columns: Sequence[str]) -> Replies:
    """The replies in rows: of several to one article that with the earliest date."""
    found: Replies = {}
    for row in rows:
        cells = dict(zip(columns, row.cells, strict=False))
        parent = _number(cells.get(PARENT))
        if row.fault is not None or not parent or is_original(cells.get(DEPTH)) or is_blank(cells.get("content")):
            continue
        reply = cells["content"], cells.get("created_date")
        found[parent] = min(found.get(parent, reply), reply, key=lambda one: str(one[1] or "~"))
    return found


def _number(cell: Cell) -> str:
    """The number of an article, however the file writes it; '' for none."""
    return "" if is_blank(cell) else str(cell).strip().removesuffix(".0")


_KIND_OF_COLUMNS = SourceKind("", PLANNED, fields=CAFE24_COLUMNS)

CAFE24_REPLIES: dict[str, SourceKind] = {
    "cafe24_replies": SourceKind(
        "Cafe24 review board with replies",
        PLANNED,
        signature=CAFE24_SIGNATURE,
        fields=CAFE24_COLUMNS,
        source="cafe24",
        channel="cafe24",
        amend=review_article,
        look=look,
    )
}
"""The kind, for SOURCES."""
