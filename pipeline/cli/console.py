"""The one place that writes to stderr and turns errors into exit codes; stdout is for data. Neither steers a terminal."""

import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from pipeline.config.journeys import GENERAL, presets
from pipeline.errors import ExitCode, OndoError, Reason
from pipeline.records import STATE_WORDS, RunReport, UnreadColumn

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it, marks that turn the direction of writing included; ends of lines and tabs are text."""


def json_text(value: object) -> str:
    """What `--json` prints of one value: indented, letters of all languages as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def shown(text: str) -> str:
    """A text with control characters as \\u001b, the way JSON writes them: a cell or a file's name may hold any."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _ShownText(io.TextIOWrapper):
    """stdout or stderr on which whatever is written is shown."""

    def write(self, text: str) -> int:
        """Write text, control characters escaped."""
        return super().write(shown(text))

    def write_as_it_is(self, text: str) -> int:
        """Write text that may steer the terminal."""
        return super().write(text)


class _Patient:
    """stderr as far as somebody listens: what cannot be written is dropped, the work goes on."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        """Write text, or drop it."""
        with suppress(OSError, ValueError):
            getattr(sys.stderr, "write_as_it_is", sys.stderr.write)(text)
            sys.stderr.flush()
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        """Whether a person looks on."""
        return sys.stderr.isatty()

    def fileno(self) -> int:
        """stderr's descriptor."""
        return sys.stderr.fileno()


_PATIENT = _Patient()


def open_missing_streams() -> None:
    """Put the null device where the shell has closed stdin, stdout or stderr, which Python then leaves out."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def show_control_characters() -> None:
    """From now on what is written to stdout and stderr shows control characters; bytes to their buffers go as they are."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is io.TextIOWrapper:
            encoding, errors, by_line = stream.encoding, stream.errors, stream.line_buffering
            through = stream.write_through
            setattr(sys, name, _ShownText(stream.detach(), encoding, errors, None, by_line, through))


def say(message: str) -> None:
    """Tell a person something, on stderr; where nobody listens, go on."""
    _PATIENT.write(shown(message) + "\n")


def say_of_file(name: str, reason: Reason) -> None:
    """Tell a person what is to be noted about a file."""
    say(f"{name}: {reason.found}")


def say_beside_bar(message: str) -> None:
    """As ``say``, while a progress bar may stand on stderr: above it."""
    from tqdm import tqdm

    tqdm.write(shown(message), file=_PATIENT)


def flush_or_drop() -> None:
    """Write out what stdout and stderr still hold; what cannot be written is dropped, so that Python ends in peace."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def exit_code_of(error: BaseException) -> ExitCode:
    """Tell the error on stderr and give its exit code; anything that is no OndoError or interruption is raised on.

    An interruption may say what it has ended; else it is that of a run.
    """
    if isinstance(error, OndoError):
        say(f"Error: {error}")
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        say(str(error) or "Interrupted: nothing was published.")
        return ExitCode.INTERRUPTED
    if isinstance(error, OSError):
        say(
            f"Error: the output cannot be written ({error.strerror}).\n  What to do: check where it goes, and free space"
        )
        return ExitCode.DATABASE
    raise error


@contextmanager
def progress_bar(rows: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr with rows, rows/s and time left, where a person looks on; ``rows`` is the total where it is known."""
    from tqdm import tqdm

    look = {"smoothing": 0.1, "dynamic_ncols": True, "mininterval": 0.5}
    with tqdm(total=rows, unit=" rows", file=_PATIENT, disable=not _PATIENT.isatty(), **look) as bar:
        yield bar.update


def report_text(report: RunReport, database: str) -> str:
    """The closing report of a run."""
    lines = [
        f"Read            {report.read:>9,} rows from {len(report.files)} file(s)",
        f"  new           {report.new:>9,}",
        f"  updated       {report.updated:>9,}",
        f"  unchanged     {report.unchanged:>9,}{_stay_expired(report)}",
        f"  repeated      {report.repeated:>9,}",
        f"  no consent    {report.no_consent:>9,}   (not stored)",
        *(
            [f"  forgotten     {report.forgotten:>9,}   (customers and answers that are forgotten; not stored)"]
            if report.forgotten
            else []
        ),
        f"  rejected      {report.rejected:>9,}",
        *_counts(by_sentence(report.reasons), indent=4),
        *_places(report),
        *(
            f"Not read        {one.cells:>9,} cells of {one.column} in {one.file} as {one.field}: {one.example}{_row_of(one)}, {_instead(one.field)}"
            for one in report.unread
        ),
        f"Scored          {report.scored:>9,}",
        f"Not scored      {sum(report.not_scored.values()):>9,}",
        *_counts(Counter({STATE_WORDS.get(state, state): n for state, n in report.not_scored.items()}), indent=4),
        f"Masked          {sum(report.masked.values()):>9,} personal items",
        *_counts(report.masked, indent=4),
        *_rescored(report),
        *_expired(report),
        *_same_words(report),
        *_journey(report),
        "Seconds         " + ", ".join(f"{step} {seconds:.1f}" for step, seconds in report.seconds.items()),
        f"Published {database}" if report.published else f"Nothing changed: {database} stays as it was",
    ]
    return "\n".join(lines)


def _row_of(unread: UnreadColumn) -> str:
    """Where the cell that is shown stands, as the file's own program counts rows."""
    if unread.first_row is None:
        return ""
    return f" ({'row' if unread.cells == 1 else 'first in row'} {unread.first_row})"


def _instead(field: str) -> str:
    """What becomes of cells that are not read."""
    return "taken for no" if field.startswith("consent_") else "left empty"


def rescored_text(report: RunReport, database: str) -> str:
    """The closing report where no file was read."""
    done = f"Published {database}" if report.published else f"Nothing to do: {database} is up to date"
    return "\n".join([*_rescored(report), *_expired(report), done])


def by_sentence(reasons: Counter[Reason]) -> Counter[str]:
    """How often each English sentence is said, of reasons that are counted."""
    counts: Counter[str] = Counter()
    for reason, count in reasons.items():
        counts[reason.found] += count
    return counts


def _stay_expired(report: RunReport) -> str:
    return (
        f"   ({report.stay_expired:,} of them past keep_days: their texts stay deleted)" if report.stay_expired else ""
    )


def _expired(report: RunReport) -> list[str]:
    if not report.expired:
        return []
    return [f"Text deleted    {report.expired:>9,} answers past keep_days; their scores stay"]


def _same_words(report: RunReport) -> list[str]:
    if not report.same_words:
        return []
    return [
        f"Same words      {report.same_words:>9,} comments in the database repeat the words of over 30 others, and of over 3 %; "
        "the dashboard says so and can count them once"
    ]


def _journey(report: RunReport) -> list[str]:
    if not report.journey:
        return []
    return [
        f"Journey         {report.journey}: the comments look like those of {presets()[report.journey].en.lower()} customers.",
        f'                In ondo.toml, journey = "{report.journey}" keeps it for good, journey = "{GENERAL}" takes the usual one',
    ]


def _rescored(report: RunReport) -> list[str]:
    if not report.rescored:
        return []
    reasons = {
        "scored by another model before": report.rescored_for_model,
        "changed brand words": report.rescored_for_words,
    }
    counts = Counter({reason: count for reason, count in reasons.items() if count})
    return [f"Scored anew     {report.rescored:>9,} stored comments", *_counts(counts, indent=4)]


def _places(report: RunReport) -> list[str]:
    lines = []
    for row in report.first_rejected:
        column = f", column {row.column}" if row.column else ""
        lines.append(f"    {row.file}, row {row.row}{column}: {row.reason.found}. What to do: {row.reason.remedy}")
    if len(report.first_rejected) < report.rejected:
        lines.append("    ... all of them, with what to do, stand on the dashboard's data page")
    return lines


def _counts(counts: Counter[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{count:>7,}  {what}" for what, count in counts.most_common()]
