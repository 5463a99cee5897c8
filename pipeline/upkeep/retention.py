"""Retention: what could lead back to a person is deleted from older answers; their scores stay, and so do all shares."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa

from pipeline.config.settings import AUDIENCES, Settings
from pipeline.storage.connection import Connection
from pipeline.storage.tables import Tables
from pipeline.upkeep.caution import refuse_rash_retention, signs_of_time

_DELETED = (
    "text = null, text_folded = null, text_hash = null, text_length = null, topics = null, other_lemmas = null, pairs = null, evidence = null, sensitive = false, "
    "customer_key = null, source_id = null, content_hash = 0, reply = null, "
    "expired_on = $today"
)


def cutoffs(settings: Settings, today: date) -> dict[str, date]:
    """Audience -> first day whose answers keep their texts; only audiences for which ``keep_days`` is set."""
    return {audience: today - timedelta(days=days) for audience, days in settings.keep_days.items()}


_AGED_RUN = (
    "(select run_id, coalesce(max(case when started_at::date <= $today then started_at end) over (order by run_id), "
    "started_at) as aged_from from run)"
)
"""When each run was at the earliest: not before the runs that it followed, whatever its clock said, unless theirs was ahead."""


def due(connection: Connection, settings: Settings, today: date) -> int:
    """How many rows ``expire`` would change; an answer without a date is as old as the run that read it."""
    firsts = cutoffs(settings, today)
    if not firsts:
        return 0
    connection.execute(
        f"create or replace temp table expiring as select feedback_id from feedback left join {_AGED_RUN} using (run_id) "
        "where expired_on is null and coalesce(answered_at, aged_from)::date < "
        "case audience when 'customer' then $customer::date when 'employee' then $employee::date end",
        {audience: firsts.get(audience) for audience in AUDIENCES} | {"today": today},
    )
    connection.execute(
        "create or replace temp table expiring_row as select rejected_row.rowid as place from rejected_row "
        f"join {_AGED_RUN} using (run_id) where aged_from::date < $first",
        {"first": max(firsts.values()), "today": today},
    )
    query = "select (select count(*) from expiring) + (select count(*) from expiring_row)"
    [(count,)] = connection.execute(query).fetchall()
    return int(count)


def expire(connection: Connection, settings: Settings, today: date) -> int:
    """Delete texts, evidence, lemmas and identifiers of answers kept long enough; how many answers there were.

    Rejected rows are deleted as a whole, after the days of the audience whose answers are kept shortest.
    """
    if not due(connection, settings, today):
        return 0
    connection.execute("delete from rejected_row where rowid in (select place from expiring_row)")
    return _expire_listed(connection, today)


def expire_ids(connection: Connection, ids: Sequence[int], today: date) -> int:
    """As ``expire``, for these answers; how many of them were not yet expired."""
    connection.register("asked", pa.table({"feedback_id": pa.array(ids, pa.int64())}))
    connection.execute(
        "create or replace temp table expiring as select feedback_id from feedback semi join asked using (feedback_id) "
        "where expired_on is null"
    )
    connection.unregister("asked")
    return _expire_listed(connection, today)


def _expire_listed(connection: Connection, today: date) -> int:
    listed = "where feedback_id in (select feedback_id from expiring)"
    connection.execute(f"update feedback set {_DELETED} {listed}", {"today": today})
    connection.execute(f"delete from feedback_lemma {listed}")
    connection.execute(f"update mention set words = [], evidence = null {listed}")
    [(count,)] = connection.execute("select count(*) from expiring").fetchall()
    return int(count)


def refuse_rash(draft: Tables, today: date) -> None:
    """Raise WrongUsage where a run would end in deleting what looks like a mistake, by what is in its draft at the start.

    The newest answer is not asked yet: the run may bring a newer one.
    """
    if due(draft.connection, draft.settings, today):
        signs = replace(signs_of_time(draft.connection), newest_answer=None)
        refuse_rash_retention(draft.connection, signs, today)


def expire_draft(draft: Tables, today: date, *, confirmed: bool) -> int:
    """``expire`` in the draft of a run, by its settings; how many answers there were.

    Raises WrongUsage, unless ``confirmed``, where that looks like a mistake.
    """
    rows = due(draft.connection, draft.settings, today)
    if rows and not confirmed:
        run = draft.next_run_id
        refuse_rash_retention(draft.connection, signs_of_time(draft.connection, run), today, run)
    expired = expire(draft.connection, draft.settings, today) if rows else 0
    draft.purged = draft.purged or rows > 0
    return expired
