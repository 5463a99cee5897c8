"""From the scorer's figures to rows for charts and tables; unknown or missing figures do no harm."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from views.words.labels import View, count, percent
from views.words.strings import has

FigureRow = dict[str, Any]
CardFigures = Mapping[str, Any]

BASELINE = "baseline_"
"""How the names of plain methods begin that the figures compare the model with."""

_CUSTOMERS = "_customers"
"""How the names of corpora of real customers' comments end, behind the language."""

WEAKEST = 4
"""Emotions that are named as the weakest of a corpus."""


@dataclass(frozen=True, slots=True)
class CorpusFigures:
    """One corpus in the figures: its name in them, its label, and its figures."""

    name: str
    label: str
    figures: CardFigures


def corpora(view: View, figures: CardFigures, section: str) -> list[CorpusFigures]:
    """The corpora of a section (tone or emotions) in the order of the figures, leaving out what has no texts."""
    found = [(name, one) for name, one in _mapping(figures.get(section)).items() if isinstance(one, Mapping)]
    usable = [(name, one) for name, one in found if isinstance(one.get("texts"), int)]
    return [CorpusFigures(name, _label(view, f"model.{section}.{name}", name), one) for name, one in usable]


def answer(view: View, found: Sequence[CorpusFigures]) -> str:
    """How often the tone is right on the corpus that says most of customers' comments; or that nobody knows."""
    chosen, _ = _first_and_others(view, found)
    if chosen is None:
        return view.words("model.answer.none")
    return view.words("model.answer", corpus=chosen.label, share=_whole(chosen))


def basis(view: View, found: Sequence[CorpusFigures]) -> str:
    """On how many texts that was measured, and how often the tone is right on the other corpora; '' where nobody knows."""
    chosen, others = _first_and_others(view, found)
    if chosen is None:
        return ""
    words, n = view.words, count(chosen.figures["texts"])
    if not others:
        return words("model.answer.texts", n=n)
    lowest, highest = (_whole(end(others, key=_accuracy)) for end in (min, max))
    return words("model.answer.others", n=n, low=lowest, high=highest)


def _first_and_others(
    view: View, found: Sequence[CorpusFigures]
) -> tuple[CorpusFigures | None, Sequence[CorpusFigures]]:
    """The corpus of real customers' comments in the reader's language, else in another one, else the first; and the others."""
    measured = [one for one in found if _is_number(one.figures.get("accuracy"))]
    own = f"{view.language}{_CUSTOMERS}"
    ranked = sorted(measured, key=lambda one: (one.name != own, not one.name.endswith(_CUSTOMERS)))
    return (ranked[0], ranked[1:]) if ranked else (None, ())


def _accuracy(one: CorpusFigures) -> float:
    return float(one.figures["accuracy"])


def _whole(one: CorpusFigures) -> str:
    return f"{_accuracy(one):.0%}"


def own_layer_line(view: View, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The cells of one language of a company's own layer: what it learned from, and the tone's figures before and after."""
    gain = 100 * (row["right_after"] - row["right_before"])
    interval = f"{100 * row['gain_low']:+.1f} – {100 * row['gain_high']:+.1f}"
    return (
        view.words(f"comment_language.{row['language']}"),
        view.words("model.own.counts", complaints=count(row["complaints"]), praise=count(row["praise"])),
        percent(row["right_before"]),
        percent(row["right_after"]),
        f"{gain:+.1f} ({interval})",
        count(row["measured"]),
    )


def tone_rows(view: View, found: Sequence[CorpusFigures], measure: str) -> list[FigureRow]:
    """Chart rows of the tone: the model's figure for each corpus, and those of plain methods on it."""
    model = view.words("model.ours")
    rows = [_row(part, part.label, model, part.figures.get(measure)) for part in found]
    for part in found:
        for name, one in part.figures.items():
            if name.startswith(BASELINE) and isinstance(one, Mapping):
                label = _label(view, f"model.{name}", name.removeprefix(BASELINE))
                rows.append(_row(part, part.label, label, one.get(measure)))
    return [row for row in rows if row["value"] is not None]


def emotion_rows(view: View, found: Sequence[CorpusFigures], measure: str) -> list[FigureRow]:
    """Chart rows of the emotions: one for each emotion and corpus, in the product's order."""
    rows = [
        _row(part, view.emotion(code), part.label, _mapping(_mapping(part.figures.get("each")).get(code)).get(measure))
        for code in view.emotions
        for part in found
    ]
    return [row for row in rows if row["value"] is not None]


def tone_table(view: View, found: Sequence[CorpusFigures]) -> dict[str, list[Any]]:
    """The tone's figures, a line for each corpus."""
    words = view.words
    names = {"accuracy": percent, "auc": decimals, "confidence_error": three_decimals}
    columns: dict[str, list[Any]] = {words("model.corpus"): [part.label for part in found]}
    columns[words("word.n_comments")] = [count(part.figures["texts"]) for part in found]
    for name, write in names.items():
        columns[words(f"model.{name}")] = [_format_figure(part.figures.get(name), write) for part in found]
    return columns


def corpus_table(view: View, found: Sequence[CorpusFigures]) -> dict[str, list[Any]]:
    """The emotions' figures taken together, a line for each corpus."""
    words = view.words
    columns: dict[str, list[Any]] = {words("model.corpus"): [part.label for part in found]}
    columns[words("word.n_comments")] = [count(part.figures["texts"]) for part in found]
    writers = {"macro_f1": decimals, "mean_auc": decimals, "calibration_error": three_decimals}
    for name, write in {**writers, "share_error_points": decimals}.items():
        columns[words(f"model.{name}")] = [_format_figure(part.figures.get(name), write) for part in found]
    return columns


def emotion_table(view: View, part: CorpusFigures) -> dict[str, list[Any]]:
    """Every emotion's figures on one corpus."""
    words, each = view.words, _mapping(part.figures.get("each"))
    columns: dict[str, list[Any]] = {words("word.emotion"): [view.emotion(code) for code in view.emotions]}
    writers = {"f1": decimals, "auc": decimals, "share_true": percent, "share_found": percent}
    for name, write in writers.items():
        columns[words(f"model.{name}")] = [
            _format_figure(_mapping(each.get(code)).get(name), write) for code in view.emotions
        ]
    return columns


def weakest(view: View, part: CorpusFigures) -> str:
    """The names of the emotions with the lowest F1 on a corpus, the worst first; '' where there are no figures.

    An emotion that no text of the corpus has cannot be found there, and is left out.
    """
    each = {code: one for code, one in _mapping(part.figures.get("each")).items() if isinstance(one, Mapping)}
    found = [
        (one["f1"], code) for code, one in each.items() if _is_number(one.get("f1")) and one.get("share_true") != 0
    ]
    return ", ".join(f"{view.emotion(code)} {decimals(f1)}" for f1, code in sorted(found)[:WEAKEST])


def decimals(value: float) -> str:
    """A figure with two decimals."""
    return f"{value:.2f}"


def three_decimals(value: float) -> str:
    """A small error with three decimals."""
    return f"{value:.3f}"


def chart_table(view: View, rows: Sequence[FigureRow], names: tuple[str, str, str]) -> pa.Table:
    """The rows of a chart as a table to read and to download; ``names`` are those of line, group and value."""
    columns = dict(
        zip(names, ([row[key] for row in rows] for key in ("line_text", "group_text", "value")), strict=True)
    )
    return pa.table(columns | {view.words("word.n_comments"): [row["n"] for row in rows]})


def labels_of(rows: Sequence[FigureRow], name: str) -> tuple[str, ...]:
    """The distinct values of a column in order of appearance."""
    return tuple(dict.fromkeys(row[name] for row in rows))


def training_sources(view: View) -> Iterator[dict[str, str]]:
    """What the model learned from: name, use and terms of each."""
    place = 1
    while has(f"model.source.{place}"):
        ends = {"name": "", "use": ".use", "terms": ".terms"}
        yield {name: view.words(f"model.source.{place}{end}") for name, end in ends.items()}
        place += 1


def _row(part: CorpusFigures, line: str, group: str, value: Any) -> FigureRow:
    number = float(value) if _is_number(value) else None
    return {
        "line_text": line,
        "group_text": group,
        "value": number,
        "value_text": "–" if number is None else decimals(number),
        "few": False,
        "n": part.figures["texts"],
        "n_text": count(part.figures["texts"]),
    }


def _label(view: View, key: str, name: str) -> str:
    return view.words(key) if has(key) else name


def _mapping(value: Any) -> CardFigures:
    return value if isinstance(value, Mapping) else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _format_figure(value: Any, write: Any) -> str:
    return write(value) if _is_number(value) else "–"
