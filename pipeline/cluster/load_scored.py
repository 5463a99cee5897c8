"""Rows that an engine has scored, into a database: compared, counted, checked and published as those of a run."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.brand_words.scoring import ScoredTexts
from pipeline.cluster.batches import BATCH_ROWS, MASKED_COLUMNS, NO_CONSENT, REJECTED, REJECTED_COLUMNS, STORED
from pipeline.cluster.parts import ScoredPart, loadable, marks_of
from pipeline.config.settings import Settings
from pipeline.errors import DatabaseError, DataRefused, Reason
from pipeline.listener import Progress, RunListener
from pipeline.masking.file_masker import MaskedBatch
from pipeline.records import MaskedFeedback, RejectedRow, RunReport
from pipeline.run import RunSettings, run_inputs
from pipeline.scoring.score_table import SCHEMA as SCORES
from pipeline.steps.run_steps import RunSteps
from pipeline.storage.matching_key import load_matching_key
from pipeline.storage.secret_key import key_path
from pipeline.storage.settings_of_database import settings_for
from pipeline.upkeep.own_stars import stored_layer


def load_scored(
    folder: Path,
    database: Path,
    settings: Settings,
    listener: RunListener | None = None,
    *,
    confirmed: bool = False,
) -> RunReport:
    """Bring the parts of ``folder`` into a database; the report is that of a run on the files they were scored from.

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
    settings = settings_for(database, settings)
    scorer = Scorer(layer=stored_layer(database))
    parts = loadable(folder, marks_of(scorer.version, settings, load_matching_key(database)))
    return run_inputs(RunSettings((), database, settings, confirmed=confirmed), parts, _read_part, listener)


def _read_part(run: RunSteps, part: ScoredPart, progress: Progress) -> None:
    """Put the rows of a part into a run."""
    count, last = 0, 0
    for path in part.files():
        try:
            for batch in pq.ParquetFile(path).iter_batches(batch_size=BATCH_ROWS):
                table = pa.Table.from_batches([batch]).sort_by("row")
                _add_batch(run, part.source, table)
                new = len(set(table["row"].to_pylist()) - {last})
                count, last = count + new, table["row"][-1].as_py()
                progress(new)
        except (pa.ArrowException, OSError, KeyError) as error:
            raise DataRefused(
                f"the scored rows cannot be read ({type(error).__name__})",
                where=str(path),
                remedy=f"delete {part.folder.name} and run `ondo spark` again",
            ) from error
    if count != part.rows:
        raise DataRefused(
            f"the part has {count} rows, its marker says {part.rows}",
            where=str(part.folder),
            remedy="delete this folder and run `ondo spark` again",
        )


def _add_batch(run: RunSteps, source: str, table: pa.Table) -> None:
    """The steps of ``pipeline.run.read_file`` for rows that are masked and scored."""
    run.report.read += table.num_rows
    groups = {outcome: table.filter(pc.equal(table["outcome"], outcome)) for outcome in (STORED, NO_CONSENT, REJECTED)}
    if sum(group.num_rows for group in groups.values()) != table.num_rows:
        raise KeyError("outcome")
    stored = groups[STORED]
    comments = zip(stored["row"].to_pylist(), stored["feedback_id"].to_pylist(), strict=True)
    places = {comment: place for place, comment in enumerate(comments)}
    contents = stored["content_hash"].to_pylist()
    refused = _rejected(groups[REJECTED])
    answers, rejected = run.leave_out(MaskedBatch(_answers(stored), _answers(groups[NO_CONSENT]), refused))
    fresh, conflicting = run.deduplicate(answers, [contents[places[_place(answer)]] for answer in answers])
    if fresh:
        chosen = stored.take(pa.array([places[_place(row)] for row, _ in fresh], pa.int64()))
        run.store(fresh, lambda: ScoredTexts(_scores(chosen), chosen["brand_words"].to_pylist()))
    run.reject([*rejected, *conflicting], source)


def _place(row: MaskedFeedback) -> tuple[int, int]:
    """What tells a comment from the others of its part."""
    return row.row, row.feedback_id


def _rejected(table: pa.Table) -> list[RejectedRow]:
    codes = zip(table["reason"].to_pylist(), table["arguments"].to_pylist(), strict=True)
    reasons = [Reason(code, dict(arguments)) for code, arguments in codes]
    records = _records(table, REJECTED_COLUMNS)
    return [RejectedRow(**row, reason=reason) for row, reason in zip(records, reasons, strict=True)]


def _records(table: pa.Table, names: dict[str, str]) -> list[dict[str, Any]]:
    columns = [table[column].to_pylist() for column in names.values()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _answers(table: pa.Table) -> list[MaskedFeedback]:
    counts = [Counter(dict(found or ())) for found in table["masked"].to_pylist()]
    return [
        MaskedFeedback(**row | {"attributes": tuple(row["attributes"] or ())}, masked=found)
        for row, found in zip(_records(table, MASKED_COLUMNS), counts, strict=True)
    ]


def _scores(table: pa.Table) -> pa.Table:
    """The columns of ``Scorer.score``'s table."""
    names = {"intensity": "emotion_intensity"}
    columns = [table[names.get(item.name, item.name)].cast(item.type) for item in SCORES]
    return pa.Table.from_arrays(columns, schema=SCORES)
