"""Rows that an engine has scored, into a database: sorted, counted, checked and published as those of a run."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.cluster.batches import BATCH_ROWS, MASKED_COLUMNS, NO_CONSENT, SET_ASIDE, STORED
from pipeline.cluster.parts import ScoredPart, loadable, marks_of
from pipeline.config.settings import Settings
from pipeline.errors import DatabaseError, DataRefused, Reason
from pipeline.records import MaskedFeedback, RejectedRow, RunReport
from pipeline.run import Progress, Run, RunListener, RunSettings, run_batch
from pipeline.scoring.score_table import SCHEMA as SCORES
from pipeline.storage.secret_key import key_path, load_key

REJECTED_COLUMNS = {
    "file": "file",
    "row": "row",
    "column": "column",
    "raw": "raw",
    "customer": "customer_key",
}
"""Attribute of RejectedRow but its reason -> column of SCHEMA."""


def load_scored(folder: Path, database: Path, settings: Settings, told: RunListener | None = None) -> RunReport:
    """Take the parts of ``folder`` into a database; the report is that of a run on the files they were scored from.

    Raises DataRefused where a part is not whole or another scorer's, WrongUsage where it was made with other settings
    or another secret, DatabaseError where the database or its key cannot be used; nothing is published then.
    """
    from pipeline.scoring.scorer import Scorer

    if not key_path(database).exists():
        raise DatabaseError(
            "the key file is missing, with which the customers of these rows were hashed",
            where=str(key_path(database)),
            remedy="copy the key file that `ondo spark --db` used to this place",
        )
    parts = loadable(folder, marks_of(Scorer().version, settings, load_key(database)))
    return run_batch(RunSettings((), database, settings), parts, told, _take)


def _take(run: Run, number: int, part: ScoredPart, progress: Progress) -> None:
    run.begin_file(number)
    taken = 0
    for path in part.files():
        try:
            file = pq.ParquetFile(path)
            for batch in file.iter_batches(batch_size=BATCH_ROWS):
                _take_batch(run, part.source, pa.table(batch.columns, names=batch.schema.names))
                taken += batch.num_rows
                progress(batch.num_rows)
        except (pa.ArrowException, OSError, KeyError) as error:
            raise DataRefused(
                f"the scored rows cannot be read ({type(error).__name__})",
                where=str(path),
                remedy=f"delete {part.folder.name} and run `ondo spark` again",
            ) from error
    if taken != part.rows:
        raise DataRefused(
            f"the part has {taken} rows, its marker says {part.rows}",
            where=str(part.folder),
            remedy="delete this folder and run `ondo spark` again",
        )


def _take_batch(run: Run, source: str, table: pa.Table) -> None:
    run.report.read += table.num_rows
    groups = {outcome: table.filter(pc.equal(table["outcome"], outcome)) for outcome in (STORED, NO_CONSENT, SET_ASIDE)}
    if sum(group.num_rows for group in groups.values()) != table.num_rows:
        raise KeyError("outcome")
    rejected = run.not_forgotten(_rejected(groups[SET_ASIDE]))
    stored = groups[STORED]
    answers = [*_answers(stored), *_answers(groups[NO_CONSENT])]
    content = [*stored["content_hash"].to_pylist(), *[0] * groups[NO_CONSENT].num_rows]
    refused = ["forgotten" if run.is_forgotten(row.customer_key) else None for row in answers[: stored.num_rows]]
    refused += ["no_consent"] * groups[NO_CONSENT].num_rows
    numbered = sorted(zip(answers, content, refused, strict=True), key=lambda item: item[0].row)
    fresh, twins = run.sorted_out(numbered)
    if fresh:
        places = {answer.row: place for place, answer in enumerate(answers[: stored.num_rows])}
        chosen = stored.take(pa.array([places[row.row] for row, _ in fresh], pa.int64()))
        run.stage(fresh, lambda: (_scores(chosen), chosen["brand_words"].to_pylist()))
    run.set_aside([*rejected, *twins], source)


def _rejected(table: pa.Table) -> list[RejectedRow]:
    found = zip(table["reason"].to_pylist(), table["arguments"].to_pylist(), strict=True)
    reasons = [Reason(code, dict(arguments)) for code, arguments in found]
    records = _records(table, REJECTED_COLUMNS)
    return [RejectedRow(**row, reason=reason) for row, reason in zip(records, reasons, strict=True)]


def _records(table: pa.Table, names: dict[str, str]) -> list[dict[str, Any]]:
    columns = [table[column].to_pylist() for column in names.values()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _answers(table: pa.Table) -> Sequence[MaskedFeedback]:
    counts = [Counter(dict(found or ())) for found in table["masked"].to_pylist()]
    return [
        MaskedFeedback(**row, masked=found) for row, found in zip(_records(table, MASKED_COLUMNS), counts, strict=True)
    ]


def _scores(table: pa.Table) -> pa.Table:
    """The columns of ``Scorer.score``'s table."""
    names = {"intensity": "emotion_intensity"}
    columns = [table[names.get(item.name, item.name)].cast(item.type) for item in SCORES]
    return pa.Table.from_arrays(columns, schema=SCORES)
