"""The tables of a draft: rows are staged beside them, then merged into them; SQL on the draft's connection alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
import pyarrow as pa

from pipeline.config.settings import Settings
from pipeline.records import RunReport
from pipeline.storage.answer_parts import STAGED_TABLES, put_in, take_out
from pipeline.storage.attribute_places import AttributePlaces
from pipeline.storage.connection import Connection, insert
from pipeline.storage.content_index import ContentIndex, SeenContent
from pipeline.storage.database_file import FINGERPRINT, JOURNEY, MENTION_RULE, fingerprint_in, journey_in
from pipeline.storage.dimensions import DIMENSIONS, dimension_rows
from pipeline.storage.lemma_codes import LemmaCodes, drop_unused_lemmas
from pipeline.storage.pair_codes import PairCodes, drop_unused_pairs

FILLED_AT_ONCE = 100
"""Rows of a small table that one statement writes: DuckDB plans each statement anew."""

_TEXTS_GONE = """
select feedback_id from feedback where text is not null and (feedback_id in (select feedback_id from emptied)
  or feedback_id in (select feedback_id from new_feedback where text is null))
"""
"""Ids of stored answers whose texts the source no longer has."""


class Tables:
    """The tables on ``connection`` and those in which a run stages what it adds to them."""

    def __init__(self, connection: Connection, settings: Settings, scorer_version: str) -> None:
        self.connection = connection
        self.settings = settings
        self.scorer_version = scorer_version
        self.mention_rule = ""
        """Tells the rules by which mentions are placed from others; empty where none is said."""
        self.rescored = 0
        """Stored rows that got new scores."""
        self.wasteful = False
        """Whether so much was replaced that publishing should leave out the room of the former rows."""
        self.purged = False
        """Whether something was erased that must not stay in the bytes of the file either."""
        self.texts_gone = np.zeros(0, np.int64)
        """Ids of the answers of which ``merge`` has found that the source no longer has their texts."""
        self.key_fingerprint = fingerprint_in(connection)
        """Tells the key with which the rows are hashed from others; None until it is noted."""
        self.journey = journey_in(connection)
        """The journey chosen by the comments of the first run; None where none was."""
        self._stage()
        self.rows_before = self.count("select count(*) from feedback")
        self.rows_expected = self.rows_before
        """How many rows of table feedback there have to be once staged rows are merged."""
        self._in_run = ContentIndex()
        self._stored_ids: np.ndarray | None = None
        self._stored: ContentIndex | None = None
        self.attributes = AttributePlaces(connection)
        self.dimensions_before = self._dimensions()
        self.lemma_codes = LemmaCodes(connection)
        self.pair_codes = PairCodes(connection)

    def _stage(self) -> None:
        for table in STAGED_TABLES:
            self.connection.execute(f"create temp table new_{table} as from {table} limit 0")
        for table in ("withdrawn", "emptied"):
            self.connection.execute(f"create temp table {table} (feedback_id bigint)")
        self.connection.execute("create temp table new_unread_cell as from unread_cell limit 0")
        for state in ("new", "former"):
            self.connection.execute(f"create temp table {state}_rejected_row as from rejected_row limit 0")

    def count(self, sql: str) -> int:
        """The one number that a query gives."""
        [(count,)] = self.connection.execute(sql).fetchall()
        return int(count)

    def _dimensions(self) -> list[list[tuple[object, ...]]]:
        return [
            self.connection.execute(f"from {table} order by all").fetchall() for table in (*DIMENSIONS, "attribute")
        ]

    @property
    def next_run_id(self) -> int:
        """Number of the run that is being written."""
        return self.count("select coalesce(max(run_id), 0) + 1 from run")

    def seen_before(self, ids: Sequence[int]) -> tuple[dict[int, SeenContent], dict[int, SeenContent]]:
        """What these feedback ids had in this run's files so far, and in the published database (all as of file 0)."""
        return self._in_run.find(ids), self._in_database(ids)

    def _in_database(self, ids: Sequence[int]) -> dict[int, SeenContent]:
        """What is published under the ids; contents are loaded once an id is looked for that is published."""
        if not self.rows_before:
            return {}
        if self._stored is None:
            if self._stored_ids is None:
                self._stored_ids = np.sort(
                    self.connection.execute("select feedback_id from feedback").fetchnumpy()["feedback_id"]
                )
            asked = np.asarray(ids, np.int64)
            if not (self._stored_ids.take(np.searchsorted(self._stored_ids, asked), mode="clip") == asked).any():
                return {}
            self._stored_ids, self._stored = None, ContentIndex()
            stored = self.connection.execute("select feedback_id, content_hash from feedback").fetchnumpy()
            self._stored.note(stored["feedback_id"], stored["content_hash"], np.zeros(self.rows_before))
        return self._stored.find(ids)

    def note_seen(self, seen: Mapping[int, SeenContent]) -> None:
        """Note the ids of this run; of several notes of an id the last one counts."""
        self._in_run.note(
            [*seen],
            [item.content for item in seen.values()],
            [item.file_number for item in seen.values()],
            [item.second for item in seen.values()],
        )

    def unstage(self, ids: Sequence[int]) -> None:
        """Remove staged rows, because a later file has newer versions of them."""
        if ids:
            self.connection.register("asked", pa.table({"feedback_id": pa.array(ids, pa.int64())}))
            take_out(self.connection, "asked", "new_")
            self.connection.unregister("asked")

    def count_foreign_ids(self, updates: int) -> int:
        """How many staged rows have another text and another date than the published row of the same id.

        0 where it cannot be half of ``updates``, so that texts are compared only where it matters.
        """
        self.connection.execute(
            "create or replace temp table doubtful as select feedback_id, text from new_feedback as mine join ("
            "select feedback_id, answered_at from feedback semi join new_feedback using (feedback_id)) as other "
            "using (feedback_id) where mine.answered_at <> other.answered_at and text is not null"
        )
        if 2 * self.count("select count(*) from doubtful") <= updates:
            return 0
        return self.count(
            "select count(*) from doubtful join feedback using (feedback_id) where doubtful.text <> feedback.text"
        )

    def withdraw(self, ids: Sequence[int]) -> None:
        """Have rows removed whose customers do not agree to analysis, or are forgotten."""
        self.insert("withdrawn", pa.table({"feedback_id": pa.array(ids, pa.int64())}))

    def empty(self, ids: Sequence[int]) -> None:
        """Have rows removed whose answers say nothing any more."""
        self.insert("emptied", pa.table({"feedback_id": pa.array(ids, pa.int64())}))

    def list_outdated(self) -> None:
        """Add to ``withdrawn`` the further comments of what is withdrawn, and to ``emptied`` what their answers no longer have.

        To be called once, after all rows are staged and before anything is unstaged.
        """
        stored, staged = (
            f"select feedback_id, answer_id from {table} where answer_id is not null"
            for table in ("feedback", "new_feedback")
        )
        self.connection.execute(f"create temp table further as {stored} union {staged}")
        self.connection.execute(
            "insert into withdrawn select feedback_id from further where answer_id in (select feedback_id from withdrawn)"
        )
        found = self.connection.execute(stored).fetchnumpy()
        seen = self._in_run.find([*found["feedback_id"].tolist(), *found["answer_id"].tolist()])
        pairs = zip(found["feedback_id"].tolist(), found["answer_id"].tolist(), strict=True)
        self.empty([number for number, answer in pairs if answer in seen and number not in seen])
        self.connection.execute(
            "insert into emptied select feedback_id from further where answer_id in (select feedback_id from emptied)"
        )
        self.connection.execute("delete from emptied where feedback_id in (select feedback_id from new_feedback)")

    def stage(self, feedback: pa.Table, emotions: pa.Table, lemmas: pa.Table, mentions: pa.Table | None = None) -> None:
        """Add scored rows; columns as in schema.sql, by name, lemmas and pairs being given codes here."""
        coded = self.pair_codes.listed(feedback, mentions)
        self.insert("new_feedback", self.lemma_codes.listed(coded, lemmas))
        self.insert("new_feedback_emotion", emotions)
        self.insert("new_feedback_lemma", lemmas)
        if mentions is not None:
            self.insert("new_mention", mentions)

    def insert(self, table: str, rows: pa.Table) -> None:
        """Add rows to a table, columns by name."""
        insert(self.connection, table, rows)

    def unstage_withdrawn(self) -> tuple[int, int]:
        """Remove staged rows that another row of this run withdraws; how many of them were new, how many updates."""
        self.connection.execute(
            "create temp table dropped as select distinct feedback_id from new_feedback semi join withdrawn using (feedback_id)"
        )
        dropped = self.count("select count(*) from dropped")
        if not dropped:
            return 0, 0
        take_out(self.connection, "dropped", "new_")
        updates = self.count("select count(*) from feedback semi join dropped using (feedback_id)")
        return dropped - updates, updates

    def unstage_withdrawn_rejected(self) -> list[tuple[int, str, dict[str, str]]]:
        """Remove staged rejected rows that another row of this run withdraws; id of the answer, code and arguments of each."""
        chosen = "feedback_id in (select feedback_id from withdrawn)"
        query = f"select feedback_id, reason, arguments from new_rejected_row where {chosen}"
        found = self.connection.execute(query).fetchall()
        if found:
            self.connection.execute(f"insert into dropped select feedback_id from new_rejected_row where {chosen}")
            self.connection.execute(f"delete from new_rejected_row where {chosen}")
        return [(number, code, dict(arguments)) for number, code, arguments in found]

    def staged_states(self) -> dict[str, int]:
        """How many staged rows there are of each state."""
        return dict(self.connection.execute("select state, count(*) from new_feedback group by state").fetchall())

    def holds_keyed_rows(self) -> bool:
        """Whether anything is published, or forgotten, that is only met again with the same key."""
        query = "select 1 from feedback union all select 1 from rejected_row union all select 1 from forgotten limit 1"
        return bool(self.connection.execute(query).fetchall())

    def merge(self, files: Sequence[tuple[str, str]]) -> None:
        """Bring staged rows into the tables in place of their older versions.

        ``files`` are (source, file name) of the files read, whose former rejected rows go.
        """
        run = self.connection.execute
        run("begin")
        run(
            "create temp table replaced as select feedback_id from feedback where feedback_id in "
            "(select feedback_id from new_feedback union all select feedback_id from withdrawn "
            "union all select feedback_id from emptied)"
        )
        replaced = self.count("select count(*) from replaced")
        self.texts_gone = run(_TEXTS_GONE).fetchnumpy()["feedback_id"]
        self.purged = self.purged or len(self.texts_gone) > 0
        self.rows_expected = (
            self.count("select (select count(*) from feedback) + (select count(*) from new_feedback)") - replaced
        )
        if replaced:
            take_out(self.connection, "replaced")
        self._fill_again("emotion", dimension_rows(self.settings, self.scorer_version, ())["emotion"])
        put_in(self.connection, "new_feedback", "new_")
        if replaced:
            drop_unused_lemmas(self.connection)
            drop_unused_pairs(self.connection)
        for source, name in files:
            place = {"source": source, "name": name}
            run("insert into former_rejected_row from rejected_row where source = $source and file = $name", place)
            run("delete from rejected_row where source = $source and file = $name", place)
            run("delete from unread_cell where source = $source and file = $name", place)
        run('insert into rejected_row from new_rejected_row order by source, file, "row"')
        run('insert into unread_cell from new_unread_cell order by source, file, "column"')
        self.write_dimensions()
        run("commit")

    def write_dimensions(self) -> None:
        """Write the small tables as the settings have them now; facts of meta that no setting says stay."""
        found = self.connection.execute(
            "select touchpoint from feedback where touchpoint is not null "
            "union select touchpoint from mention where touchpoint is not null"
        ).fetchall()
        rows = dimension_rows(self.settings, self.scorer_version, sorted(code for (code,) in found))
        if self.key_fingerprint is not None:
            rows["meta"].append((FINGERPRINT, self.key_fingerprint))
        if self.mention_rule:
            rows["meta"].append((MENTION_RULE, self.mention_rule))
        if self.journey:
            rows["meta"].append((JOURNEY, self.journey))
        for table in DIMENSIONS:
            written = [name for name, *_ in rows[table]]
            only = "where list_contains($written, name)" if table == "meta" else ""
            self.connection.execute(f"delete from {table} {only}", {"written": written} if only else {})
            self._fill(table, rows[table])

    def _fill_again(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        self.connection.execute(f"delete from {table}")
        self._fill(table, rows)

    def _fill(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        for first in range(0, len(rows), FILLED_AT_ONCE):
            part = rows[first : first + FILLED_AT_ONCE]
            marks = f"({', '.join('?' for _ in part[0])})"
            values = [value for row in part for value in row]
            self.connection.execute(f"insert into {table} values {', '.join([marks] * len(part))}", values)

    def changed(self) -> bool:
        """Whether rows were merged or rescored, or the settings or the rejected rows are others than before."""
        touched = self.count("select (select count(*) from replaced) + (select count(*) from new_feedback)")
        return bool(
            touched
            or self.rescored
            or self.purged
            or self._dimensions() != self.dimensions_before
            or self._rejects_other_rows()
        )

    def _rejects_other_rows(self) -> bool:
        new, former = (f"select * exclude (run_id) from {state}_rejected_row" for state in ("new", "former"))
        differing = f"(({new}) except all ({former})) union all (({former}) except all ({new}))"
        return self.count(f"select count(*) from ({differing})") > 0

    def record_run(self, report: RunReport, run_id: int, started_at: datetime, finished_at: datetime) -> None:
        """Write this run's line in the run table; times are wall clock in the configured zone."""
        kinds = pa.array([sorted(report.masked.items())], pa.map_(pa.string(), pa.int64()))
        line = {
            "run_id": [run_id],
            "started_at": [started_at],
            "finished_at": [finished_at],
            "files": [report.files],
            "scorer_version": [self.scorer_version],
            "rows_read": [report.read],
            "rows_scored": [report.scored],
            "rows_new": [report.new],
            "rows_updated": [report.updated],
            "rows_unchanged": [report.unchanged],
            "rows_repeated": [report.repeated],
            "rows_no_consent": [report.no_consent],
            "rows_set_aside": [report.rejected],
            "rows_rescored": [report.rescored],
            "rows_forgotten": [report.forgotten],
            "rows_expired": [report.expired],
            "seconds": [max(0.0, (finished_at - started_at).total_seconds())],
        }
        self.insert("run", pa.table(line).append_column("masked", kinds))
