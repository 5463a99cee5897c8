"""The figures of people's own labels as plain text."""

from collections.abc import Iterator

from pipeline.emotions import EMOTIONS
from pipeline.records import STATE_WORDS
from pipeline.training.label_figures import ClassFigures, EmotionFigures, LabelFigures, Share, ToneFigures
from pipeline.training.own_labels import NOT_SCORED, READ_AS

BAR_WIDTH = 20
"""Characters of a bar for an F1 of 1."""

SHOWN_REASONS = 10
"""Reasons for setting rows aside that are printed; the rest is counted."""

FEW = 30
"""Labelled comments under which a line is marked: its figures say little."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_NAMES = {emotion.code: emotion.label_en for emotion in EMOTIONS}


def as_text(figures: LabelFigures) -> str:
    """The whole report, ending in a line break."""
    blocks = [_head(figures)]
    if figures["tone"]:
        blocks.append(_tone(figures["tone"], figures["tone_as_shipped"]))
    if figures["emotions"]:
        blocks.append(_emotions(figures["emotions"]))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(figures: LabelFigures) -> Iterator[str]:
    yield (
        f"{figures['file']}: {figures['used']:,} of {figures['rows']:,} rows used, "
        f"{figures['scored']:,} scored by model {figures['version']}"
    )
    yield from (f"  note: {note}" for note in figures["notes"])
    for one in figures["set_aside"][:SHOWN_REASONS]:
        shown = ", ".join(f"{row:,}" for row in one["first_rows"])
        more = ", ..." if one["count"] > len(one["first_rows"]) else ""
        yield f"  rejected  {one['count']:>8,}  {one['reason']} (row {shown}{more})"
    rest = sum(one["count"] for one in figures["set_aside"][SHOWN_REASONS:])
    if rest:
        yield f"  rejected  {rest:>8,}  for other reasons (--json has all of them)"
    for state, count in figures["not_scored"].items():
        yield f"  not scored {count:>7,}  {STATE_WORDS.get(state, state)}"


def _tone(figures: ToneFigures, shipped: ToneFigures | None) -> Iterator[str]:
    limit = f"{figures['limit']:.2f}"
    yield f"Tone: rows are labels, columns are scores (positive from +{limit}, negative from -{limit} on)"
    columns = (*READ_AS, NOT_SCORED)
    yield f"{'':<16}" + "".join(f"{name.replace('_', ' '):>12}" for name in columns)
    for name, row in figures["confusion"].items():
        yield f"{name:<16}" + "".join(f"{row[column]:>12,}" for column in columns)
    yield ""
    yield from _lines({name: (name, one) for name, one in figures["each"].items()})
    yield ""
    yield f"{'right of the three':<38}{_share(figures['accuracy'])}"
    yield f"{'sign right where positive or negative':<38}{_share(figures['sign'])}"
    if shipped is not None:
        yield f"{'sign right without the own layer':<38}{_share(shipped['sign'])}"
    if figures["mixed"]:
        yield f"{'mixed: both kinds of emotion found':<38}{_share(figures['mixed'])}"
    yield f"{'mean F1':<38}{_number(figures['macro_f1'])}"


def _emotions(figures: EmotionFigures) -> Iterator[str]:
    yield f"Emotions: {figures['rows']:,} comments with emotion labels"
    yield from _lines({code: (_NAMES[code], one) for code, one in figures["each"].items()})
    yield ""
    yield f"{'mean F1 of the emotions in the labels':<38}{_number(figures['macro_f1'])}"


def _lines(each: dict[str, tuple[str, ClassFigures]]) -> Iterator[str]:
    """A line for each class, under a header; classes that are neither labelled nor found are left out."""
    yield f"{'':<16}{'labelled':>9}{'found':>8}   {'precision':<20}{'recall':<20}F1"
    for name, one in each.values():
        if not one["labelled"] and not one["found"]:
            continue
        mark = " (few)" if one["labelled"] < FEW else ""
        spans = "".join(f"{_span(share):<20}" for share in (one["precision"], one["recall"]))
        bar = bar_of(one["f1"])
        yield f"{name:<16}{one['labelled']:>9,}{one['found']:>8,}   {spans}{_number(one['f1'])} {bar}{mark}".rstrip()


def bar_of(value: float | None) -> str:
    """A bar of block characters for a value from 0 to 1, in eighths of a character."""
    eighths = round((value or 0) * BAR_WIDTH * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _number(value: float | None) -> str:
    return "   –" if value is None else f"{value:.2f}"


def _span(share: Share | None) -> str:
    return "–" if share is None else f"{share['value']:.2f} ({share['low']:.2f}-{share['high']:.2f})"


def _share(share: Share | None) -> str:
    if share is None:
        return "–"
    return f"{share['value']:.2f} (95 % interval {share['low']:.2f} to {share['high']:.2f}, n = {share['n']:,})"
