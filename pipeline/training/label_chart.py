"""The figures of people's own labels as a picture: an SVG or an HTML page, without a script.

Altair takes a second to load: import this only where a picture is asked for.
"""

import io
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import altair as alt

from pipeline.emotions import EMOTIONS
from pipeline.errors import WrongUsage
from pipeline.safe_files import write_whole
from pipeline.training.label_figures import ClassFigures, LabelFigures, ToneFigures
from pipeline.training.label_report import as_text
from pipeline.training.own_labels import NOT_SCORED, READ_AS

FONTS = (
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', NanumGothic, "
    "'Nanum Gothic', sans-serif"
)
FORMATS = (".svg", ".html")
SVG = "http://www.w3.org/2000/svg"

LayeredChart = alt.LayerChart | alt.FacetChart

MARGIN, CELL_WIDTH, CELL_HEIGHT, BAR_LENGTH, BAR_STEP = 24, 120, 44, 360, 26
LABEL_LIMIT = 190
"""Pixels."""

INK, MUTED, GROUND, GRID = "#1c2430", "#5b6675", "#ffffff", "#e6e9ee"
RIGHT, WRONG = "#2f5d8c", "#b5532a"
"""Full colours of the cells where score and label agree, and where they do not."""

PALEST = 0.04
"""Opacity of a cell without a comment."""

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
    """Raises WrongUsage for a name without a known ending, for the labelled file itself, for what is no file, and where
    charts cannot be drawn."""
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
    if find_spec("vl_convert") is None:
        raise WrongUsage(
            "vl-convert, which draws charts, is not installed", where="--chart", remedy="pip install 'ondo[report]'"
        )


def write_chart(path: Path, figures: LabelFigures) -> None:
    """Write the picture to ``path``; it appears whole or not at all. Raises WrongUsage where nothing can be written."""
    content = page(figures) if path.suffix.lower() == ".html" else svg(figures)
    try:
        write_whole(path.resolve(), content)
    except OSError as error:
        raise WrongUsage(
            f"{path.name!r} cannot be written ({error.strerror})", where="--chart", remedy="name another file"
        ) from error


def svg(figures: LabelFigures) -> str:
    """The picture as an SVG document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(_picture(figures), encoding="unicode")}\n'


def page(figures: LabelFigures) -> str:
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


def _picture(figures: LabelFigures) -> Element:
    """The drawn chart with its title and its figures in words, for those who do not see it."""
    drawn = io.StringIO()
    _chart(figures).save(drawn, format="svg")
    root = ElementTree.fromstring(drawn.getvalue())
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    root.set("xmlns", SVG)
    root.set("role", "img")
    root.set("aria-label", _description(figures))
    for place, (name, text) in enumerate((("title", _title(figures)), ("desc", _description(figures)))):
        element = Element(name)
        element.text = text
        root.insert(place, element)
    return root


def _chart(figures: LabelFigures) -> alt.VConcatChart:
    """Tone's confusion, then the F1 of each tone and each emotion, as far as there are labels for them."""
    parts: list[LayeredChart] = []
    if figures["tone"]:
        parts += [_confusion(figures["tone"]), _bars("톤 F1 Tone", figures["tone"]["each"])]
    if figures["emotions"]:
        parts.append(_bars("감정 F1 Emotions", figures["emotions"]["each"]))
    used = f"n = {figures['used']:,} / {figures['rows']:,} · 모델 Model {figures['version']}"
    title = alt.TitleParams(
        _title(figures),
        subtitle=_clean(used),
        anchor="start",
        fontSize=17,
        offset=16,
        subtitleColor=MUTED,
        subtitleFontSize=12,
    )
    chart: alt.VConcatChart = (
        alt.vconcat(*parts, spacing=28, title=title)
        .properties(padding=MARGIN, background=GROUND)
        .resolve_scale(color="independent", opacity="independent", y="independent")
        .configure(font=FONTS)
        .configure_title(color=INK, anchor="start", frame="group", fontSize=14, fontWeight=600)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            labelLimit=LABEL_LIMIT,
            labelPadding=8,
            labelFontSize=12,
            title=None,
            domain=False,
            ticks=False,
        )
    )
    return chart


def _confusion(figures: ToneFigures) -> LayeredChart:
    """Labels by scores; each cell with its count, and the darker the larger its share of the row."""
    rows = list(_cells(figures["confusion"]))
    labels = [_NAMES[name] for name in figures["confusion"]]
    columns = [_NAMES[name] for name in (*READ_AS, NOT_SCORED)]
    title = alt.TitleParams("톤: 행은 라벨, 열은 점수 · Tone: labels by scores", offset=12)
    base = alt.Chart(alt.InlineData(rows)).encode(
        alt.X("score:N", sort=columns, axis=alt.Axis(orient="top", labelAngle=0, labelColor=MUTED, labelFontSize=11)),
        alt.Y("label:N", sort=labels),
    )
    cells = base.mark_rect(cornerRadius=3, stroke=GROUND, strokeWidth=3).encode(
        alt.Color("agrees:N", scale=alt.Scale(domain=[True, False], range=[RIGHT, WRONG]), legend=None),
        alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 1], range=[PALEST, 1]), legend=None),
    )
    said = base.mark_text(fontSize=12).encode(
        alt.Text("said:N"),
        color=alt.condition(alt.datum.share >= WHITE_FROM, alt.value(GROUND), alt.value(INK)),
    )
    return alt.layer(cells, said).properties(
        title=title, width=CELL_WIDTH * len(columns), height=CELL_HEIGHT * len(labels)
    )


def _cells(confusion: Mapping[str, Mapping[str, int]]) -> Iterator[dict[str, str | float | bool]]:
    for label, row in confusion.items():
        total = sum(row.values())
        for score in (*READ_AS, NOT_SCORED):
            share = row[score] / total if total else 0.0
            yield {
                "label": _NAMES[label],
                "score": _NAMES[score],
                "agrees": label == score,
                "share": share,
                "said": f"{row[score]:,} ({share:.0%})",
            }


def _bars(title: str, each: Mapping[str, ClassFigures]) -> LayeredChart:
    """A bar for the F1 of each class that is labelled or found, with figure and n."""
    rows = list(_classes(each))
    y = alt.Y("name:N", sort=[str(row["name"]) for row in rows])
    bar = alt.Chart(alt.InlineData(rows)).encode(y)
    scale = alt.Scale(domain=[0, 1])
    track = bar.mark_bar(color=GRID).encode(alt.X("full:Q", scale=scale, axis=None))
    filled = bar.mark_bar().encode(
        alt.X("f1:Q", scale=scale, axis=None), alt.Color("colour:N", scale=None, legend=None)
    )
    said = bar.mark_text(align="left", dx=10, fontSize=12, color=INK).encode(
        alt.X("full:Q", scale=scale, axis=None), alt.Text("said:N")
    )
    return alt.layer(track, filled, said).properties(
        title=alt.TitleParams(title, offset=8), width=BAR_LENGTH, height=BAR_STEP * len(rows)
    )


def _classes(each: Mapping[str, ClassFigures]) -> Iterator[dict[str, str | float]]:
    for name, one in each.items():
        if one["labelled"] or one["found"]:
            yield {
                "name": _NAMES[name],
                "full": 1,
                "f1": one["f1"] or 0,
                "colour": _COLOURS.get(name, RIGHT),
                "said": f"{_number(one['f1'])} · n = {one['labelled']:,}",
            }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _title(figures: LabelFigures) -> str:
    return _clean(f"직접 붙인 라벨로 잰 정확도 · Own labels: {figures['file']}")


def _description(figures: LabelFigures) -> str:
    """The main figures in words."""
    parts = [f"{figures['used']:,} of {figures['rows']:,} rows used."]
    tone, emotions = figures["tone"], figures["emotions"]
    if tone and tone["accuracy"]:
        parts.append(f"Tone: {tone['accuracy']['value']:.2f} right of the three.")
    for name, one in [*(tone["each"] if tone else {}).items(), *(emotions["each"] if emotions else {}).items()]:
        if one["labelled"]:
            parts.append(f"{name}: F1 {_number(one['f1'])}, n {one['labelled']:,}.")
    return _clean(" ".join(parts))


def _clean(text: str) -> str:
    """Text without what XML may not hold."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)
