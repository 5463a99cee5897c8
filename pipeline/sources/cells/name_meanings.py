"""What a column's name alone says of it: a field whose name it is, or why it is none."""

from pipeline.errors import Reason
from pipeline.sources.cells.consent import is_marketing
from pipeline.sources.cells.header_names import (
    ADDITION,
    BEGINNING,
    KEPT_OUT,
    OVERALL,
    WHOLE,
    folded,
    tidy,
)


def base_confidence(field: str, column: str) -> float:
    """The confidence that a part of a name gives: more for the whole of a thing than for one of its parts or its beginning."""
    if field == "rating":
        return 0.78 if OVERALL.search(column) else 0.7 if "[" in column else 0.72
    return 0.66 if field == "date" and BEGINNING.search(column) else 0.72


def name_reason(share: float, is_whole: bool) -> Reason:
    """That a column is a field by its name, and the share of its values that agrees."""
    if share == 1.0:
        return Reason("whole_name") if is_whole else Reason("part_of_name")
    agreeing = {"share": int(share * 100)}
    return Reason("whole_name_mostly", agreeing) if is_whole else Reason("part_of_name_mostly", agreeing)


def by_whole_name(name: str) -> tuple[tuple[str, float], ...]:
    """The fields that a tidy name is the whole name of, each with its confidence."""
    return WHOLE.get(folded(name)) or WHOLE.get(folded(ADDITION.sub("", name)), ())


def left_alone(column: str) -> Reason | None:
    """Why a column of this name is never read by itself; None where nothing speaks against it."""
    name = tidy(column)
    if is_marketing(name):
        return Reason("marketing_consent")
    return next((reason for reason, pattern in KEPT_OUT if pattern.search(name)), None)
