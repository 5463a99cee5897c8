"""How much memory, time and content one file may take to be read: the settings under [reading].

A file of a few kilobytes may unfold to any size. What a file may take grows with its size, so that an honest large file is
read: each limit is a number for any file, and so much more for each of its bytes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What any file may take: memory of the process that reads it, seconds of its processor time, rows, cells, characters."""

    memory_megabytes: int = 400
    seconds: int = 10
    rows: int = 500_000
    cells: int = 10_000_000
    characters: int = 20_000_000

    def of_file(self, size: int) -> "FileLimits":
        """The limits of a file of ``size`` bytes: for each of its megabytes 10 MB of memory, a second, 200,000 rows,
        2 million cells and 5 million characters more: text tables hold no more of them."""
        return FileLimits(
            memory=self.memory_megabytes * 1_000_000 + 10 * size,
            seconds=self.seconds + size // 1_000_000,
            rows=self.rows + size // 5,
            cells=self.cells + 2 * size,
            characters=self.characters + 5 * size,
        )


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What one file may take; ``memory`` in bytes."""

    memory: int
    seconds: int
    rows: int
    cells: int
    characters: int


_limits = ReadingLimits()


def reading_limits() -> ReadingLimits:
    """The limits that hold in this process."""
    return _limits


def use_limits(limits: ReadingLimits) -> None:
    """Let these limits hold in this process from now on."""
    global _limits
    _limits = limits
