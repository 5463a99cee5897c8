"""What an assistant may ask of a database: named queries with the filters of `ondo export`, as a role allows. Never SQL."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import click
import pyarrow as pa

import queries
from queries.filter import EMPLOYEE, FILTER_FIELDS, check
from queries.filter_fields import Kind
from views.access import access_log, roles
from views.commands.export import chosen_filter, opened
from views.words.address import nearest
from views.words.filter_fields import PERIOD
from views.words.links import dashboard_link

WHO = "assistant"
"""Who asks, in the access log."""

LARGEST_NUMBER = 2**53
"""Whole numbers beyond it are written as text: readers of JSON round them."""

FILTERS: Mapping[str, str] = {item.singular: name for name, item in FILTER_FIELDS.items()} | {PERIOD: PERIOD}
"""What an assistant calls a filter (the option of `ondo export` with low dashes) -> the attribute of queries.Filter."""

Limits = Mapping[str, str | float | Sequence[str]]
"""Name of a filter, as in FILTERS -> its value or values."""

Rows = list[dict[str, Any]]


class AskedInVain(queries.OndoError):
    """What was asked makes no sense, or is not for the role that asks."""


class AssistantData:
    """A database as an assistant of a role sees it, opened again once its file has been replaced; for any threads."""

    def __init__(self, database: Path, role: str, dashboard: str = "") -> None:
        self.role = role
        self.database = database
        self._dashboard = dashboard
        self._lock = Lock()
        self._source = self._opened()

    @property
    def reads_comments(self) -> bool:
        """Whether the role may read comments one by one."""
        return roles.allows(self.role, roles.DEEDS[roles.READ])

    @property
    def source(self) -> queries.Warehouse:
        """The database as it is now. Raises queries.DatabaseError."""
        with self._lock:
            if queries.file_identity(self.database) != self._source.identity:
                self._source = self._opened()
            return self._source

    def run(self, name: str, **params: Any) -> Rows:
        """The rows of a query; raises as ``table``."""
        rows: Rows = self.table(name, **params).to_pylist()
        return rows

    def table(self, name: str, **params: Any) -> pa.Table:
        """The rows of a query as a table. Raises AskedInVain where the role may not ask it, FilterRefused, queries.DatabaseError, and
        access_log.LogFailed where comments are read that cannot be noted."""
        least = roles.least_role(name)
        if not roles.allows(self.role, least):
            access_log.write(self.database, who=WHO, role=self.role, what="denied", asked=name, needs=least)
            raise AskedInVain(f"this needs the role {least}", remedy=f"start `ondo mcp` with --role {least}")
        self._note(name, params)
        return self.source.run(name, **params)

    def filter(self, limits: Limits) -> queries.Filter:
        """The answers that these filters select, read as the options of `ondo export` are.

        Raises AskedInVain naming what is unknown and what there is, FilterRefused for what the role may not select by.
        """
        try:
            found = chosen_filter(self.source, None, _as_options(limits))
        except click.UsageError as error:
            raise AskedInVain(error.format_message()) from error
        check(found, self.reads_comments)
        return found

    def quote_ids(self, filter: queries.Filter) -> list[dict[str, str]]:
        """The ids of quotes that may stand for the answers selected; none of employees."""
        if filter.audience == EMPLOYEE:
            return []
        rows = self.run("quote_list", filter=filter, language=None)
        return [{"role": row["role"], "id": str(row["feedback_id"])} for row in rows]

    def link(self, page: str, filter: queries.Filter, **chosen: str) -> str:
        """The address of a page of the dashboard that shows what a filter selects; '' where it is not known."""
        return dashboard_link(self._dashboard, page, filter, **chosen)

    def _opened(self) -> queries.Warehouse:
        return opened(self.database, self.reads_comments)

    def _note(self, name: str, params: Mapping[str, Any]) -> None:
        searched = access_log.searches(params)
        if searched:
            facts = {"query": name, "filter": searched}
            access_log.write(self.database, who=WHO, role=self.role, what="search", **facts)
        if name in roles.READS_TEXT:
            facts = {"query": name, **access_log.plain_params(params)}
            access_log.write(self.database, who=WHO, role=self.role, what="comments", **facts)


def _as_options(limits: Limits) -> dict[str, Any]:
    """The filters as a FilteredCommand gets its options. Raises AskedInVain for an unknown name."""
    options: dict[str, Any] = dict.fromkeys((*FILTER_FIELDS, PERIOD))
    for called, value in limits.items():
        name = FILTERS.get(called.replace("-", "_"))
        if name is None:
            meant = nearest(called, FILTERS)
            hint = f"did you mean {meant}? " if meant else ""
            raise AskedInVain(f"there is no filter {called!r}", remedy=f"{hint}There are: {', '.join(FILTERS)}")
        options[name] = _option(called, name, value)
    return options


def _option(called: str, name: str, value: str | float | Sequence[str]) -> Any:
    if name in FILTER_FIELDS and FILTER_FIELDS[name].kind is Kind.CHOICES:
        return tuple(value) if isinstance(value, list | tuple) else (str(value),)
    if isinstance(value, list | tuple):
        if len(value) != 1:
            raise AskedInVain(f"{called} has one value, not {len(value)}")
        return value[0]
    return value


def plainly(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer as JSON has it."""
    return {name: plain(value) for name, value in answer.items()}


def plain(value: Any) -> Any:
    """A value as JSON has it: days as ISO text, ids as text, other numbers to six digits behind the point."""
    if isinstance(value, bool | str | None):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value) if abs(value) > LARGEST_NUMBER else value
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]
