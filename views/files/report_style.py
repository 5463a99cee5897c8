"""How a report looks: the one place of its colours, measures and style sheet, for paper and screen alike."""

from html import escape

from views.words.theme import FONTS, LIGHT

FAMILY, REST = "OndoReport", "OndoReportRest"
"""Names of the embedded fonts: the first, and that of the letters which it does not have."""

STACK = f"{FAMILY}, {REST}, {FONTS}"
"""The fonts of a text, the embedded ones first."""

PAGE_WIDTH, PAGE_HEIGHT = 688, 1030
"""Pixels (96 to the inch) between the margins of an A4 page: 182 by 272.5 mm."""


PAPER = LIGHT
"""The colours of paper."""

TONE_END = 0.7
"""Tone, either way, from which a cell has the full colour of its side."""


def tone_colour(tone: float) -> str:
    """The ground of a cell of this tone, as #rrggbb, from orange over grey to teal."""
    low, middle, high = PAPER.tone
    part = min(1.0, abs(tone) / TONE_END)
    return mixed(high if tone > 0 else low, middle, part)


def mixed(colour: str, ground: str, part: float) -> str:
    """A colour of which so much (0 to 1) lies over a ground, as #rrggbb."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * over + (1 - part) * under):02x}" for over, under in pairs)


def dot(colour: str) -> str:
    """A dot in a colour, which a name follows."""
    return f'<span class="dot" style="background:{escape(colour, quote=True)}"></span>'


_ARROWS = {1: "M8 13V3.5M4 7.5l4-4 4 4", -1: "M8 3v9.5M4 8.5l4 4 4-4", 0: "M3 8h9.5M8.5 4l4 4-4 4"}


def arrow(direction: int, colour: str) -> str:
    """An arrow where a number went: up, down, or level."""
    return (
        f'<svg class="sign" width="13" height="13" viewBox="0 0 16 16" aria-hidden="true"><path d="{_ARROWS[direction]}" '
        f'fill="none" stroke="{colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def certainty_mark(is_clear: bool) -> str:
    """A filled check for what is clear, a dashed ring for what is not yet."""
    inside = (
        f'<circle cx="8" cy="8" r="6.2" fill="{PAPER.n800}"/><path d="m5.2 8.2 2 2 3.6-4.2" fill="none" stroke="#ffffff" '
        'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>'
        if is_clear
        else f'<circle cx="8" cy="8" r="5.6" fill="none" stroke="{PAPER.n600}" stroke-width="1.6" stroke-dasharray="2.2 2.2"/>'
    )
    return f'<svg class="sign" width="13" height="13" viewBox="0 0 16 16" aria-hidden="true">{inside}</svg>'


_MORE_BESIDE = ", ".join(
    f"linear-gradient(to {way}, {colours}) {side} / {size} 100% no-repeat {how}"
    for colours, size, how in (("#ffffff 30%, #ffffff00", "36px", "local"), ("#17203338, #17203300", "14px", "scroll"))
    for side, way in (("left", "right"), ("right", "left"))
)
"""A shadow at the end beyond which there is more to scroll to, which what lies there covers once it is reached."""


STYLE = f"""
@page {{ size: A4 portrait; margin: 12mm 14mm 12mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 9pt {STACK}; color: {PAPER.n500}; }} }}
* {{ box-sizing: border-box; margin: 0; }}
html {{ -webkit-text-size-adjust: 100%; }}
body {{ font: 400 13px/20px {STACK}; color: {PAPER.n900}; background: {PAPER.raised};
  word-break: keep-all; overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
a {{ color: inherit; text-decoration: none; }}
.sheet {{ width: 210mm; min-height: 297mm; margin: 16px auto; padding: 12mm 14mm; background: #ffffff;
  border: 1px solid {PAPER.n200}; }}
header {{ display: flex; justify-content: space-between; gap: 16px; font-size: 12px; line-height: 16px; color: {PAPER.n500}; }}
header span:first-child {{ flex: none; white-space: nowrap; }}
header b {{ color: {PAPER.n800}; font-weight: 700; }} header span + span {{ text-align: right; }}
h1 {{ font-size: 22px; line-height: 31px; font-weight: 700; letter-spacing: -.02em; margin-top: 10px; }}
h2 {{ font-size: 15px; line-height: 22px; font-weight: 700; letter-spacing: -.01em; break-after: avoid; }}
h3 {{ font-size: 12px; line-height: 16px; font-weight: 500; color: {PAPER.n500}; }}
.head {{ display: flex; justify-content: space-between; align-items: baseline; gap: 12px; margin-top: 16px; }}
.cap {{ font-size: 12px; line-height: 16px; color: {PAPER.n500}; }}
.word {{ white-space: nowrap; }}
.head h2 {{ white-space: nowrap; flex: none; }}
.second {{ color: {PAPER.n600}; }} .go {{ color: {PAPER.accent}; white-space: nowrap; }}
.signs {{ white-space: normal; }}
.signs > span {{ display: inline-block; white-space: nowrap; margin-right: 10px; font-size: 12px; line-height: 18px; }}
.line > *, .topic .signs {{ flex: none; white-space: nowrap; }} .line > .long {{ flex: 0 1 auto; white-space: normal; }}
.better {{ color: {PAPER.better}; }} .worse {{ color: {PAPER.worse}; }} .neither {{ color: {PAPER.n600}; }}
.sure {{ color: {PAPER.n800}; }} .unsure {{ color: {PAPER.n600}; }}
.sign {{ vertical-align: -2px; margin-right: 4px; }}
.dot {{ display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin-right: 6px; }}
.line {{ display: flex; flex-wrap: wrap; align-items: center; gap: 2px 12px; margin-top: 4px; }}
.said .cap {{ display: block; }}
.said {{ margin-top: 6px; padding-left: 10px; border-left: 2px solid {PAPER.n200}; color: {PAPER.n800}; }}
.four {{ display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px; margin-top: 14px; }}
.three {{ display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 10px; margin-top: 6px; }}
.two {{ display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 28px; }}
.card {{ border: 1px solid {PAPER.n200}; border-radius: 10px; padding: 9px 12px; min-width: 0; break-inside: avoid; }}
.name {{ display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 6px; font-size: 12px; line-height: 18px; color: {PAPER.n600}; }}
.name > span:last-child {{ color: {PAPER.n500}; white-space: nowrap; }}
.value {{ font-size: 26px; line-height: 33px; font-weight: 700; letter-spacing: -.02em; }}
.range {{ position: relative; height: 14px; margin: 5px 0 6px; }}
.range span {{ position: absolute; }}
.range .axis {{ left: 0; right: 0; top: 6.5px; height: 1px; background: {PAPER.n200}; }}
.range .zero {{ width: 1px; height: 14px; top: 0; background: {PAPER.n300}; }}
.range .bar {{ height: 4px; border-radius: 2px; }}
.range .point {{ width: 8px; height: 8px; border-radius: 50%; margin-left: -4px; }}
.was.bar {{ top: 1px; background: {PAPER.n400}; }} .was.point {{ top: -1px; background: #ffffff; border: 1.5px solid {PAPER.n400}; }}
.is.bar {{ top: 9px; background: {PAPER.n800}; }} .is.point {{ top: 7px; background: {PAPER.n800}; }}
.legend {{ display: flex; flex-wrap: wrap; gap: 0 14px; margin-top: 6px; }}
.legend i {{ display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: {PAPER.n800}; margin-right: 5px; }}
.legend i.was {{ background: #ffffff; border: 1.5px solid {PAPER.n400}; }}
figure svg {{ display: block; width: 100%; height: auto; margin-top: 4px; }}
ul {{ list-style: none; padding: 0; margin-top: 2px; }}
.rest {{ padding-top: 5px; border-top: 1px solid {PAPER.n100}; }}
li {{ padding: 5px 0; border-top: 1px solid {PAPER.n100}; break-inside: avoid; }} li:first-child {{ border-top: 0; }}
.look {{ display: grid; grid-template-columns: 46px minmax(0, 1fr); gap: 0 8px; }} .look > b {{ font-weight: 700; white-space: nowrap; }}
.topic {{ display: grid; grid-template-columns: minmax(0, 1fr) 172px; gap: 0 10px; }}
.topic .share {{ color: {PAPER.n600}; white-space: nowrap; }} .topic .share b {{ color: {PAPER.n900}; font-weight: 700; }}
.topic .gauge {{ position: relative; height: 4px; align-self: center; background: {PAPER.n100}; border-radius: 2px; }}
.gauge .now {{ position: absolute; left: 0; top: 0; height: 4px; border-radius: 2px; background: {PAPER.n600}; }}
.gauge .then {{ position: absolute; top: -3px; width: 2px; height: 10px; background: {PAPER.n400}; }}
table.map {{ width: 100%; border-collapse: separate; border-spacing: 2px; table-layout: fixed; margin-top: 4px; }}
.map th {{ font-weight: 400; text-align: left; font-size: 12px; line-height: 16px; color: {PAPER.n900}; }}
.map thead th {{ text-align: center; color: {PAPER.n500}; }}
.map td {{ height: 24px; padding: 0; text-align: center; font-size: 11.5px; line-height: 16px; border-radius: 3px; }}
.map td a {{ display: block; }} .map td.hidden {{ color: {PAPER.n500}; }}
mark {{ color: inherit; padding: 1px 0; border-bottom: 1.5px solid; border-radius: 2px 2px 0 0; }}
.quote {{ background: {PAPER.raised}; border-radius: 10px; padding: 10px 12px; min-width: 0; break-inside: avoid; }}
.quote p {{ margin: 5px 0; }} .felt {{ font-size: 12px; line-height: 18px; color: {PAPER.n600}; }}
.felt > span:not(.word) {{ white-space: nowrap; margin-right: 10px; }}
footer {{ margin-top: 14px; padding-top: 8px; border-top: 1px solid {PAPER.n200}; }}
.story {{ margin-top: 24px; }} .story:first-child {{ margin-top: 0; }} .together {{ break-inside: avoid; margin-top: 10px; }}
.gapped {{ gap: 10px; margin-top: 6px; break-inside: avoid; }} .said-by {{ margin-top: 6px; }}
blockquote {{ margin: 4px 0 0; }}
@media print {{
  body {{ background: #ffffff; }}
  .sheet {{ width: auto; min-height: 0; margin: 0; padding: 0; border: 0; break-after: page; }}
  .sheet:last-child {{ break-after: auto; }}
}}
@media screen and (max-width: 820px) {{
  .sheet {{ width: auto; min-height: 0; margin: 0; padding: 16px; border-width: 0 0 1px; }}
  .four, .two {{ grid-template-columns: repeat(2, minmax(0, 1fr)); }} .three {{ grid-template-columns: minmax(0, 1fr); }}
  .scroll {{ overflow-x: auto; direction: rtl; background: {_MORE_BESIDE}; }} .scroll > * {{ min-width: 640px; direction: ltr; }}
  .map tbody th {{ position: sticky; left: 0; background: #ffffff; }}
}}
@media screen and (max-width: 560px) {{ .two {{ grid-template-columns: minmax(0, 1fr); }} header {{ flex-direction: column; gap: 2px; }}
  header span + span {{ text-align: left; }} }}
"""
