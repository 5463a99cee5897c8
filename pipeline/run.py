"""One run of the pipeline, from files to a published database: the page to read first.

A batch of rows is read, masked, compared with what is there, scored and stored; then all of it is merged, what was kept
long enough expires, stored comments are rescored where needed, and the new database takes the place of the old one. What
was withdrawn goes from its backups, too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.listener import Progress, RunListener
from pipeline.records import Inspection, ReadOptions, RunReport
from pipeline.sources import inspect
from pipeline.steps.fitting_journey import fitting_journey
from pipeline.steps.known_files import as_known
from pipeline.steps.masking_ahead import masked_ahead
from pipeline.steps.opening import opened_run
from pipeline.steps.run_input import RunInput, RunSettings, row_count
from pipeline.steps.run_steps import RunSteps

__all__ = ["ReadInput", "RunInput", "RunListener", "RunSettings", "inspect_files", "run_batch", "run_inputs"]

Input = TypeVar("Input", bound=RunInput)

ReadInput = Callable[[RunSteps, Input, Progress], None]
"""Puts the rows of one input into a run."""


def inspect_files(files: Sequence[Path], options: ReadOptions) -> list[Inspection]:
    """Look at every file before any is read, so that a file that cannot be used is refused early (DataRefused)."""
    return [inspect(path, options) for path in files]


def run_batch(asked: RunSettings, inspections: Sequence[Inspection], listener: RunListener | None = None) -> RunReport:
    """Read inspected files, mask, score, store and publish; the report accounts for every row read.

    Comments whose stored scores are another model's, or whose brand words have changed, are scored again from their
    stored texts; without any file that is all that is done. Raises DataRefused where nothing could be used or a file
    breaks midway, WrongUsage where retention looks like a mistake, DatabaseError where the database cannot be written. Nothing is published then, and the former
    database stays as it was.
    """
    asked = replace(asked, fitting_journey=fitting_journey(asked.database, asked.settings, inspections))
    known = as_known(asked.database, inspections, (listener or RunListener()).say)
    return run_inputs(asked, known, read_file, listener)


def run_inputs(
    asked: RunSettings, inputs: Sequence[Input], read_input: ReadInput[Input], listener: RunListener | None = None
) -> RunReport:
    """As ``run_batch``, for inputs of any kind whose rows ``read_input`` puts into the run."""
    listener = listener or RunListener()
    with opened_run(asked, inputs) as run:
        run.look_at_clock(listener.say)
        run.announce_rescoring(listener.say)
        run.keep_out_forgotten()
        _read_all(run, inputs, read_input, listener)
        run.refuse_or_warn(listener.say)
        run.merge(inputs)
        run.expire()
        run.rescore(listener.progress_bar)
        if run.has_changes():
            run.check()
            run.publish()
        run.clean_backups(listener.say)
    return run.report


def _read_all(run: RunSteps, inputs: Sequence[Input], read_input: ReadInput[Input], listener: RunListener) -> None:
    if not inputs:
        return
    run.load_key()
    with listener.progress_bar(row_count(inputs)) as progress:
        for number, each in enumerate(inputs):
            run.start_file(number)
            read_input(run, each, progress)


def read_file(run: RunSteps, inspection: Inspection, progress: Progress) -> None:
    """Put the rows of an inspected file into a run."""
    for batch, masking in masked_ahead(run.read(inspection), run.workers, run.key):
        answers, rejected = run.leave_out(run.mask(batch, masking))
        fresh, conflicting = run.deduplicate(answers)
        run.score(fresh)
        run.reject([*rejected, *conflicting], inspection.source)
        progress(len(batch))
    run.store_waiting()
