"""Measures the scorer on people's own labelled comments: tone against tone, emotion against emotion. numpy alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.corrections.events import TONE_LIMIT
from pipeline.emotions import EMOTION_CODES
from pipeline.errors import DataRefused, WrongUsage
from pipeline.masking.mask import mask_text, quoted
from pipeline.records import ReadOptions
from pipeline.scoring.own_layer import OwnLayer
from pipeline.scoring.scorer import Scorer
from pipeline.sources.cells.header import HEADER_AGAIN, check_header, repeats_header
from pipeline.sources.kinds import SOURCES, kind_of
from pipeline.sources.source_kind import Cell, FileLayout, SourceRow, UnreadableCell, is_blank, shown_name
from pipeline.training.label_figures import (
    EmotionFigures,
    LabelFigures,
    RejectedCount,
    ToneFigures,
    counted,
    macro_f1,
    share,
)
from pipeline.training.label_words import (
    MIXED,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    TONES,
    CellLabel,
    are_ratings,
    are_zero_or_one,
    as_text,
    known_words,
    read_label,
)

READ_AS = (POSITIVE, NEUTRAL, NEGATIVE)
NOT_SCORED = "not_scored"
SHOWN_ROWS = 20
"""Row numbers given for each reason why rows were rejected."""


class RejectedLabel(NamedTuple):
    """One row that cannot be used."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class LabelledRows:
    """The usable rows of a file, masked, and those that are not."""

    texts: list[str]
    labels: list[CellLabel]
    rejected: list[RejectedLabel]
    notes: tuple[str, ...] = ()


def evaluate_file(
    path: Path, text: str, label: str, folder: Path | None = None, layer: OwnLayer | None = None
) -> LabelFigures:
    """Figures of the scorer (default: the committed model) on the labels of a table of any kind that can be read.

    With a company's own ``layer``, those of the tone without it are beside them.
    Raises WrongUsage for a column that is not there, and DataRefused where no row can be used or labels are ratings.
    """
    return evaluate_rows(read_labelled(path, text, label), shown_name(path), folder, layer)


def evaluate_rows(
    found: LabelledRows, name: str, folder: Path | None = None, layer: OwnLayer | None = None
) -> LabelFigures:
    """As ``evaluate_file``, for labelled comments that are called ``name``."""
    scorer = Scorer(folder, layer)
    table = scorer.score(found.texts)
    shipped = Scorer(folder).score(found.texts) if scorer.layer else None
    states = np.array(table["state"].to_pylist())
    scored = states == "scored"
    tones = [one.tone for one in found.labels]
    present = np.array([[code in row for code in EMOTION_CODES] for row in table["present"].to_pylist()], dtype=bool)
    return {
        "version": scorer.version,
        "file": name,
        "rows": len(found.texts) + len(found.rejected),
        "used": len(found.texts),
        "scored": int(scored.sum()),
        "not_scored": dict(Counter(states[~scored].tolist())),
        "set_aside": _reasons(found.rejected),
        "notes": list(found.notes),
        "tone": tone_figures(tones, _tone(table), present_sides(table), scored),
        "tone_as_shipped": tone_figures(tones, _tone(shipped), present_sides(shipped), scored) if shipped else None,
        "emotions": emotion_figures([one.emotions for one in found.labels], present, scored),
    }


def _tone(table: pa.Table) -> NDArray[np.float64]:
    """The tone of each row, 0 where not scored."""
    tone: NDArray[np.float64] = np.nan_to_num(table["tone"].to_numpy(zero_copy_only=False).astype(float))
    return tone


def present_sides(table: pa.Table) -> NDArray[np.bool_]:
    """Which comments have both a positive and a negative emotion."""
    return np.array([value == MIXED for value in table["valence"].to_pylist()], dtype=bool)


def read_labelled(path: Path, text: str, label: str) -> LabelledRows:
    """The rows of a file that have a text and a known label, text masked as `ondo run` masks it."""
    rows, notes = _read_columns(path, text, label)
    _refuse_scales([as_text(cells[1]) for _, cells, fault in rows if not fault], path, label)
    found = LabelledRows([], [], [], notes)
    for number, cells, fault in rows:
        one = None if fault else read_label(as_text(cells[1]))
        reason = fault or _fault(cells, one)
        if reason or one is None:
            found.rejected.append(RejectedLabel(number, reason))
        else:
            found.texts.append(mask_text(as_text(cells[0]))[0])
            found.labels.append(one)
    if not found.texts:
        raise _nothing_usable(path, found.rejected)
    return found


def _read_columns(path: Path, text: str, label: str) -> tuple[list[tuple[int, list[Cell], str]], tuple[str, ...]]:
    """The rows of a file as ``_cells`` gives them, with the cells of two columns, and notes about the file."""
    options = ReadOptions()
    kind, layout = kind_of(path, options)
    names = {name: place for place, name in enumerate(layout.columns)}
    check_header(layout, path, ReadOptions(mapping={name: "" for name in (text, label) if name in names}))
    places = [_place(names, name, option, path) for name, option in ((text, "--text"), (label, "--label"))]
    return list(_cells(SOURCES[kind].file_format.rows(path, layout), layout, places)), tuple(
        note.found for note in layout.notes
    )


def _place(names: dict[str, int], name: str, option: str, path: Path) -> int:
    """The number of a column, by its name or by that in other case and spacing."""
    wanted = " ".join(name.split()).casefold()
    for column in (name, *(column for column in names if column.casefold() == wanted)):
        if column in names:
            return names[column]
    columns = ", ".join(_shown(mask_text(column)[0]) for column in names)
    raise WrongUsage(
        f"{option} {name!r}: there is no such column", where=shown_name(path), remedy=f"the columns are: {columns}"
    )


def _cells(
    rows: Iterator[SourceRow], layout: FileLayout, places: Sequence[int]
) -> Iterator[tuple[int, list[Cell], str]]:
    """Row number, the two cells, and why the row as such cannot be used ('' where it can)."""
    for row in rows:
        fault = row.fault or (HEADER_AGAIN if repeats_header(row, layout) else None)
        cells = [row.cells[place] if place < len(row.cells) else None for place in places]
        yield row.number, cells, fault.found if fault else ""


def _fault(cells: Sequence[Cell], label: CellLabel | None) -> str:
    if is_blank(cells[0]):
        return "no text"
    if isinstance(cells[0], UnreadableCell):
        return f"the text is {cells[0]}"
    if is_blank(cells[1]) or not as_text(cells[1]).strip():
        return "no label"
    return "" if label else f"unknown label {_shown(quoted(as_text(cells[1])))}"


def _shown(text: str) -> str:
    """Text of a file for a terminal: nothing that is no character."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _refuse_scales(labels: Sequence[str], path: Path, label: str) -> None:
    """Refuse a column of ratings, and one of 0 and 1, in which 0 could be negative or neutral."""
    filled = [text for text in labels if text.strip()]
    where = f"{shown_name(path)}, column {_shown(mask_text(label)[0])}"
    if are_ratings(filled):
        raise DataRefused(
            "the labels are ratings, not tones or emotions",
            where=where,
            remedy="add a column with tones, for example 1-2 negative, 3 neutral, 4-5 positive, and name it as --label",
        )
    if are_zero_or_one(filled):
        raise DataRefused(
            "the labels are only 0 and 1, and 0 may mean negative or neutral",
            where=where,
            remedy="write -1 (or negative, 부정) or neutral (중립) for 0",
        )


def _nothing_usable(path: Path, rejected: Sequence[RejectedLabel]) -> DataRefused:
    if not rejected:
        return DataRefused("the file has no rows", where=shown_name(path), remedy="export it again with its rows")
    most = Counter(one.reason for one in rejected).most_common(3)
    commonest = "; ".join(f"{reason} ({count:,} rows)" for reason, count in most)
    return DataRefused(
        f"none of its {len(rejected):,} rows can be used: {commonest}",
        where=shown_name(path),
        remedy=f"a label is one of {known_words()}",
    )


def _reasons(rejected: Sequence[RejectedLabel]) -> list[RejectedCount]:
    """Each reason with its count and its first rows, the commonest first."""
    counts = Counter(one.reason for one in rejected)
    return [
        {
            "reason": reason,
            "count": count,
            "first_rows": [one.row for one in rejected if one.reason == reason][:SHOWN_ROWS],
        }
        for reason, count in counts.most_common()
    ]


def tone_figures(
    labels: Sequence[str | None], tone: NDArray[np.float64], has_both: NDArray[np.bool_], scored: NDArray[np.bool_]
) -> ToneFigures | None:
    """Confusion, precision, recall and F1 of tone; None where no row has one.

    A tone from TONE_LIMIT on is read as positive, from -TONE_LIMIT down as negative, between as neutral. Comments that
    are not scored stand in the confusion but count for nothing else; comments labelled mixed likewise, they are
    measured by whether both a positive and a negative emotion are found. ``sign`` is over those labelled positive or
    negative, whatever the size of their tone.
    """
    truth = np.array([label or "" for label in labels])
    if not (truth != "").any():
        return None
    found = np.select([~scored, tone >= TONE_LIMIT, tone <= -TONE_LIMIT], [NOT_SCORED, POSITIVE, NEGATIVE], NEUTRAL)
    confusion = {
        one: {other: int(((truth == one) & (found == other)).sum()) for other in (*READ_AS, NOT_SCORED)}
        for one in TONES
    }
    used = scored & np.isin(truth, READ_AS)
    polar = scored & np.isin(truth, (POSITIVE, NEGATIVE))
    each = {one: counted(truth[used] == one, found[used] == one) for one in READ_AS}
    mixed = (truth == MIXED) & scored
    return {
        "limit": round(TONE_LIMIT, 4),
        "confusion": {one: row for one, row in confusion.items() if one != MIXED or any(row.values())},
        "each": each,
        "macro_f1": macro_f1(each),
        "accuracy": share(int((truth == found)[used].sum()), int(used.sum())),
        "sign": share(int(((tone > 0) == (truth == POSITIVE))[polar].sum()), int(polar.sum())),
        "mixed": share(int(has_both[mixed].sum()), int(mixed.sum())),
    }


def emotion_figures(
    labels: Sequence[frozenset[str] | None], present: NDArray[np.bool_], scored: NDArray[np.bool_]
) -> EmotionFigures | None:
    """Precision, recall and F1 of each emotion over the scored comments with emotion labels; None where there are none.

    ``present`` is bool [n, len(EMOTIONS)]. The mean of F1 is over the emotions that are in the labels.
    """
    if not any(labels):
        return None
    used = scored & np.array([label is not None for label in labels])
    truth = np.array([[code in (label or ()) for code in EMOTION_CODES] for label in labels], dtype=bool)[used]
    each = {code: counted(truth[:, place], present[used, place]) for place, code in enumerate(EMOTION_CODES)}
    return {"rows": int(used.sum()), "macro_f1": macro_f1(each), "each": each}
