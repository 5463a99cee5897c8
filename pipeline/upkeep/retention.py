"""Retention: what could lead back to a person is deleted from older answers; their scores stay, and so do all shares."""

from collections.abc import Sequence
from datetime import date, timedelta

import pyarrow as pa

from pipeline.config.settings import AUDIENCES, Settings
from pipeline.storage.connection import Connection
from pipeline.storage.tables import Tables

_DELETED = (
    "text = null, text_folded = null, text_length = null, topics = null, other_lemmas = null, evidence = null, sensitive = false, "
    "customer_key = null, source_id = null, content_hash = 0, "
    "expired_on = $today"
)


def cutoffs(settings: Settings, today: date) -> dict[str, date]:
    """Audience -> first day whose answers keep their texts; only audiences for which ``keep_days`` is set."""
    return {audience: today - timedelta(days=days) for audience, days in settings.keep_days.items()}


def due(connection: Connection, settings: Settings, today: date) -> int:
    """How many rows ``expire`` would change; an answer without a date is as old as the run that read it."""
    firsts = cutoffs(settings, today)
    if not firsts:
        return 0
    connection.execute(
        "create or replace temp table expiring as select feedback_id from feedback left join run using (run_id) "
        "where expired_on is null and coalesce(answered_at, run.started_at)::date < "
        "case audience when 'customer' then $customer::date when 'employee' then $employee::date end",
        {audience: firsts.get(audience) for audience in AUDIENCES},
    )
    connection.execute(
        "create or replace temp table expiring_row as select rejected_row.rowid as place from rejected_row "
        "join run using (run_id) where run.started_at::date < $first",
        {"first": max(firsts.values())},
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
    [(count,)] = connection.execute("select count(*) from expiring").fetchall()
    return int(count)


def expire_draft(draft: Tables, today: date) -> int:
    """``expire`` in the draft of a run, by its settings; how many answers there were."""
    rows = due(draft.connection, draft.settings, today)
    expired = expire(draft.connection, draft.settings, today) if rows else 0
    draft.purged = draft.purged or rows > 0
    return expired
