"""The cells of a file that are left empty since they cannot be read."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.errors import Reason

MOST_EXAMPLES = 3
"""Different unread cells of a column that are shown."""


@dataclass(slots=True)
class UnreadCells:
    """By the place of their column: how many, the reason of the first, and different ones as ``examples``, masked."""

    counts: Counter[int] = field(default_factory=Counter)
    reasons: dict[int, Reason] = field(default_factory=dict)
    examples: dict[int, list[str]] = field(default_factory=dict)

    def add(self, place: int, reason: Reason, example: Callable[[], str]) -> None:
        """Count a cell; ``example`` quotes it, and is asked for only as long as there are few."""
        self.counts[place] += 1
        self.reasons.setdefault(place, reason.without_value)
        shown = self.examples.setdefault(place, [])
        if len(shown) < MOST_EXAMPLES and (text := example()) not in shown:
            shown.append(text)
