"""Measuring how long each step of a run takes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.records import RunReport


@contextmanager
def timed(report: RunReport, step: str) -> Iterator[None]:
    """Add the seconds that pass meanwhile to a step of the report."""
    started = time.perf_counter()
    try:
        yield
    finally:
        report.seconds[step] = report.seconds.get(step, 0.0) + time.perf_counter() - started
