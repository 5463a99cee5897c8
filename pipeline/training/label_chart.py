"""The figures of people's own labels as a picture: an SVG or an HTML page, made without a library, without a script."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pipeline.emotions import EMOTIONS
from pipeline.errors import WrongUsage
from pipeline.training.label_report import as_text
from pipeline.training.own_labels import NOT_SCORED, READ_AS

FONTS = (
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', NanumGothic, "
    "'Nanum Gothic', sans-serif"
)
FORMATS = (".svg", ".html")

WIDTH, MARGIN = 760, 24
CELL_WIDTH, CELL_HEIGHT = 120, 44
LABEL_WIDTH, BAR_LENGTH, BAR_HEIGHT, BAR_STEP = 190, 360, 16, 26
"""Pixels."""

INK, MUTED, GROUND, GRID = "#1c2430", "#5b6675", "#ffffff", "#e6e9ee"
RIGHT, WRONG = (47, 93, 140), (181, 83, 42)
"""Full colours of the cells where score and label agree, and where they do not."""

WHITE_FROM = 0.75
"""Share of its row from which a cell is dark enough for white figures."""

_NAMES = {
    "positive": "긍정 Positive",
    "neutral": "중립 Neutral",
    "negative": "부정 Negative",
    "mixed": "복합 Mixed",
    NOT_SCORED: "분석 못 함 Not scored",
    **{emotion.code: f"{emotion.label_ko} {emotion.label_en}" for emotion in EMOTIONS},
}
_COLOURS = {emotion.code: emotion.colour for emotion in EMOTIONS}


def check_target(path: Path, source: Path) -> None:
    """Raises WrongUsage for a name without a known ending, for the labelled file itself, and for what is no file."""
    if path.suffix.lower() not in FORMATS:
        raise WrongUsage(
            f"{path.name!r} names no kind of picture that can be made",
            where="--chart",
            remedy="end the name in .svg or .html (a browser prints either, or saves it as PDF)",
        )
    target = path.resolve()
    if target == source.resolve() or (target.exists() and not target.is_file()):
        raise WrongUsage(
            f"{path.name!r} is not a file that may be written", where="--chart", remedy="name another file"
        )


def write_chart(path: Path, figures: dict[str, Any]) -> None:
    """Write the picture to ``path``; it appears whole or not at all. Raises WrongUsage where nothing can be written."""
    target = path.resolve()
    unfinished = target.with_name(f".ondo-{os.getpid()}.part")
    try:
        unfinished.write_text(page(figures) if path.suffix.lower() == ".html" else svg(figures), encoding="utf-8")
        os.replace(unfinished, target)
    except OSError as error:
        raise WrongUsage(
            f"{path.name!r} cannot be written ({error.strerror})", where="--chart", remedy="name another file"
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def svg(figures: dict[str, Any]) -> str:
    """The picture as an SVG document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(_picture(figures), encoding="unicode") + "\n"
    )


def page(figures: dict[str, Any]) -> str:
    """The picture and, under it, the report as text: one HTML page that loads nothing."""
    html = Element("html", lang="ko")
    head = SubElement(html, "head")
    SubElement(head, "meta", charset="utf-8")
    policy = {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"}
    SubElement(head, "meta", policy)
    SubElement(head, "title").text = _title(figures)
    body = SubElement(html, "body", style=f"margin: 0; color: {INK}; font-family: {FONTS}")
    body.append(_picture(figures))
    pre = SubElement(body, "pre", style=f"margin: {MARGIN}px; font-size: 13px; overflow-x: auto")
    pre.text = _clean(as_text(figures))
    return "<!DOCTYPE html>\n" + ElementTree.tostring(html, encoding="unicode", method="html") + "\n"


def _picture(figures: dict[str, Any]) -> Element:
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
    root.set("font-family", FONTS)
    root.set("aria-label", _description(figures))
    SubElement(root, "title").text = _title(figures)
    SubElement(root, "desc").text = _description(figures)
    ground = SubElement(root, "rect", width=str(WIDTH), fill=GROUND)
    _text(root, MARGIN, 36, _title(figures), size=17, weight="700")
    used = f"n = {figures['used']:,} / {figures['rows']:,} · 모델 Model {figures['version']}"
    _text(root, MARGIN, 58, _clean(used), size=12, fill=MUTED)
    y = 84
    if figures["tone"]:
        y = _heat_map(root, figures["tone"], y)
        y = _bars(root, "톤 F1 Tone", figures["tone"]["each"], y)
    if figures["emotions"]:
        y = _bars(root, "감정 F1 Emotions", figures["emotions"]["each"], y)
    for element, name in ((root, "height"), (ground, "height")):
        element.set(name, str(y))
    root.set("width", str(WIDTH))
    root.set("viewBox", f"0 0 {WIDTH} {y}")
    return root


def _heat_map(root: Element, figures: dict[str, Any], top: int) -> int:
    """Labels by scores; each cell with its count, and coloured by its share of the row. Returns where it ends."""
    _text(root, MARGIN, top + 12, "톤: 행은 라벨, 열은 점수 · Tone: labels by scores", size=14, weight="600")
    columns = (*READ_AS, NOT_SCORED)
    left, y = MARGIN + LABEL_WIDTH - 60, top + 46
    for place, name in enumerate(columns):
        _text(
            root, left + place * CELL_WIDTH + CELL_WIDTH / 2, y - 8, _NAMES[name], size=11, fill=MUTED, anchor="middle"
        )
    for name, row in figures["confusion"].items():
        _text(root, left - 10, y + CELL_HEIGHT / 2 + 4, _NAMES[name], anchor="end")
        total = sum(row.values())
        for place, column in enumerate(columns):
            share = row[column] / total if total else 0.0
            full = RIGHT if column == name else WRONG
            box = {"x": left + place * CELL_WIDTH, "y": y, "width": CELL_WIDTH - 3, "height": CELL_HEIGHT - 3}
            SubElement(root, "rect", {**_written(box), "fill": _mixed(full, share), "rx": "3"})
            ink = "#ffffff" if share >= WHITE_FROM else INK
            middle = left + place * CELL_WIDTH + CELL_WIDTH / 2
            said = f"{row[column]:,} ({100 * share:.0f}%)"
            _text(root, middle, y + CELL_HEIGHT / 2 + 4, said, fill=ink, anchor="middle")
        y += CELL_HEIGHT
    return y + 30


def _bars(root: Element, title: str, each: dict[str, Any], top: int) -> int:
    """A bar for the F1 of each class, with figure and n. Returns where they end."""
    _text(root, MARGIN, top + 12, title, size=14, weight="600")
    left, y = MARGIN + LABEL_WIDTH, top + 28
    for name, one in each.items():
        if not one["labelled"] and not one["found"]:
            continue
        f1 = one["f1"]
        _text(root, left - 10, y + 12, _NAMES[name], anchor="end")
        track = {"x": left, "y": y, "width": BAR_LENGTH, "height": BAR_HEIGHT}
        SubElement(root, "rect", {**_written(track), "fill": GRID})
        colour = _COLOURS.get(name, _mixed(RIGHT, 1.0))
        SubElement(root, "rect", {**_written({**track, "width": BAR_LENGTH * (f1 or 0)}), "fill": colour})
        said = f"{'–' if f1 is None else f'{f1:.2f}'}   n = {one['labelled']:,}"
        _text(root, left + BAR_LENGTH + 10, y + 13, said)
        y += BAR_STEP
    return y + 24


def _written(box: Mapping[str, float]) -> dict[str, str]:
    return {name: f"{value:g}" for name, value in box.items()}


def _mixed(full: tuple[int, int, int], share: float) -> str:
    """A colour between nearly white and ``full``."""
    pale = (246, 247, 249)
    parts = (round(low + (high - low) * share) for low, high in zip(pale, full, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _text(
    root: Element,
    x: float,
    y: float,
    text: str,
    *,
    size: int = 12,
    weight: str = "400",
    fill: str = INK,
    anchor: str = "start",
) -> None:
    place = {"x": f"{x:g}", "y": f"{y:g}", "font-size": str(size), "font-weight": weight, "fill": fill}
    SubElement(root, "text", {**place, "text-anchor": anchor}).text = text


def _title(figures: dict[str, Any]) -> str:
    return _clean(f"직접 붙인 라벨로 잰 정확도 · Own labels: {figures['file']}")


def _description(figures: dict[str, Any]) -> str:
    """The main figures in words, for those who do not see the picture."""
    parts = [f"{figures['used']:,} of {figures['rows']:,} rows used."]
    if figures["tone"] and figures["tone"]["accuracy"]:
        parts.append(f"Tone: {figures['tone']['accuracy']['value']:.2f} right of the three.")
    for one in ("tone", "emotions"):
        each = figures[one]["each"].items() if figures[one] else ()
        parts.extend(f"{name}: F1 {item['f1']:.2f}, n {item['labelled']:,}." for name, item in each if item["labelled"])
    return _clean(" ".join(parts))


def _clean(text: str) -> str:
    """Text without what XML may not hold."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)
