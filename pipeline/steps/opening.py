"""Opening a run: the database's lock, the draft of its next version, and the processes that score."""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline.brand_words.finder import BrandWordFinder
from pipeline.config.added_words import with_words_beside
from pipeline.config.ondo_toml.presets import with_journey
from pipeline.mentions.placer import placer_of
from pipeline.records import RunReport
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.own_layer import OwnLayer
from pipeline.scoring.workers import parallel
from pipeline.sources.source_kind import shown_name
from pipeline.steps.run_input import RunInput, RunSettings, row_count
from pipeline.steps.run_steps import RunSteps
from pipeline.storage.draft import Draft, drafted
from pipeline.storage.lock import locked
from pipeline.storage.own_layer_tables import write_layer
from pipeline.upkeep.own_stars import layer_in

_NOT_KNOWN_YET = ""
"""Version of a scorer that is made once the draft has said which layer it has."""

FEW_COLLECTIONS = 50_000
"""Objects made from which on Python looks for cycles during a run: it makes many objects and hardly any cycle."""


@contextmanager
def opened_run(asked: RunSettings, inputs: Sequence[RunInput]) -> Iterator[RunSteps]:
    """A run under way; what it has not published at the end is discarded. Raises DatabaseError."""
    report = RunReport(files=[shown_name(each.path) for each in inputs])
    started_at, started = asked.settings.now(), time.perf_counter()
    finder, database = BrandWordFinder(asked.settings.brand_words), asked.database.resolve()
    with _rare_collections(), locked(database), drafted(database, asked.settings, _NOT_KNOWN_YET) as draft:
        if draft.is_new:
            draft.journey = report.journey = asked.fitting_journey
        draft.settings = settings = with_words_beside(with_journey(asked.settings, draft.journey), database)
        placer = placer_of(settings.touchpoints)
        with parallel(settings.workers, _layer(asked, draft), placer, asked.running) as workers:
            draft.scorer_version, draft.mention_rule = workers.version, placer.fingerprint
            if draft.is_new:
                workers.expect(row_count(inputs) or 0)
            scorer = CachingScorer(workers)
            report.seconds["start"] = time.perf_counter() - started
            yield RunSteps(settings, draft, workers, scorer, finder, report, started_at, asked.confirmed)


def _layer(asked: RunSettings, draft: Draft) -> OwnLayer | None:
    """The company's own layer that a run scores with: what is asked for takes the place of that in the draft."""
    if asked.layer_change is not None:
        write_layer(draft.connection, asked.layer_change.rows)
        return asked.layer_change.layer
    return layer_in(draft.connection)


@contextmanager
def _rare_collections() -> Iterator[None]:
    former = gc.get_threshold()
    gc.set_threshold(FEW_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*former)
