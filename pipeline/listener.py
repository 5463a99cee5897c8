"""What is shown while a run goes on: sentences for a person, and progress bars."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

Say = Callable[[str], None]
"""Shows a sentence to a person."""

Progress = Callable[[int], None]
"""Called with the number of rows done since the last call."""

ProgressBar = Callable[[int | None], AbstractContextManager[Progress]]
"""Makes a progress bar for a number of rows, or for None where nobody has counted them."""


@dataclass(slots=True)
class RunListener:
    """Where a run's sentences go, and its progress bars: one for rows read, one for comments scored again."""

    say: Say = lambda sentence: None
    progress_bar: ProgressBar = lambda rows: nullcontext(lambda done: None)
