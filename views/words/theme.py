"""The tokens of the look: font, widths, colours of both themes, and the style sheet that knows them; type and spacing are in docs/design.md."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = (
    "'Ondo Sans', Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', "
    "NanumGothic, 'Nanum Gothic', sans-serif"
)
"""Ondo's own font, then systems' Korean fonts: those that Streamlit brings have no Hangul. As in streamlit.toml."""

SIDE_PANEL = 348
"""Pixels: the width of the panel beside a chart."""

CHART_HEIGHT = 320
ROW_HEIGHT = 27
FRAME_HEIGHT = 80
"""Pixels; heights hold title and axes, which take FRAME_HEIGHT."""

TONE_NEGATIVE = "#a34f08"
TONE_POSITIVE = "#149cb8"
"""Ends of the tone scale where one colour has to do for both themes: orange-brown against teal, told apart with any common
colour-vision deficiency, 3:1 on both grounds."""

GROUP_COLOURS = ("#2255ed", "#cc8102", "#17a35e", "#ae119c", "#b92623")
"""Colours of groups that are neither emotions nor tones, in the order of a legend; told apart with any common
colour-vision deficiency, 3:1 on both grounds."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, each #rrggbb.

    Grounds: ``background``, ``sidebar``, ``raised``. Neutrals from grid lines (``n100``) over borders (``n200``), controls
    (``n300``), marks (``n400``: 3:1), captions (``n500``) and second text (``n600``) to text (``n800``, ``n900``). ``accent`` with
    its tint and the text on it. ``better`` and ``worse`` are texts (4.5:1). ``tone`` is the map at -0.7, 0 and +0.7.
    ``emotions`` are by code; an emotion that is not among them has the colour of the database.
    """

    background: str
    sidebar: str
    raised: str
    n100: str
    n200: str
    n300: str
    n400: str
    n500: str
    n600: str
    n800: str
    n900: str
    accent: str
    accent_tint: str
    on_accent: str
    better: str
    worse: str
    tone: tuple[str, str, str]
    highlight: int
    emotions: Mapping[str, str]

    @property
    def text(self) -> str:
        """The colour of text."""
        return self.n900

    @property
    def muted(self) -> str:
        """The colour of captions."""
        return self.n500

    @property
    def grid(self) -> str:
        """The colour of grid lines."""
        return self.n100

    @property
    def middle(self) -> str:
        """The colour of borders, and of the middle of a scale."""
        return self.n200


LIGHT = Palette(
    background="#ffffff",
    sidebar="#fafbfc",
    raised="#f4f5f7",
    n100="#ebedf0",
    n200="#dfe2e7",
    n300="#c8cdd5",
    n400="#87909e",
    n500="#667080",
    n600="#4a5361",
    n800="#232a35",
    n900="#12171f",
    accent="#2459c4",
    accent_tint="#edf2fc",
    on_accent="#ffffff",
    better="#097583",
    worse="#a64f15",
    tone=("#e08b4c", "#f1f3f5", "#4fb3bb"),
    highlight=13,
    emotions={
        "joy": "#2a9d7e",
        "delight": "#07989e",
        "gratitude": "#1c8150",
        "trust": "#00505b",
        "satisfaction": "#127780",
        "anticipation": "#006050",
        "curiosity": "#6b5ac1",
        "surprise": "#907be1",
        "confusion": "#413194",
        "anxiety": "#be7f08",
        "disappointment": "#86002f",
        "frustration": "#ac5001",
        "anger": "#941d06",
    },
)
DARK = Palette(
    background="#0f1217",
    sidebar="#13171d",
    raised="#191e26",
    n100="#212732",
    n200="#2c333f",
    n300="#3d4655",
    n400="#667080",
    n500="#8f99a8",
    n600="#b0b8c4",
    n800="#d9dde3",
    n900="#eef0f3",
    accent="#82abf5",
    accent_tint="#1a2438",
    on_accent="#0f1217",
    better="#18bcb5",
    worse="#e0954a",
    tone=("#a3521a", "#1d232c", "#0a727b"),
    highlight=22,
    emotions={
        "joy": "#95f3bc",
        "delight": "#79f1f2",
        "gratitude": "#56805d",
        "trust": "#67a9b6",
        "satisfaction": "#3a8089",
        "anticipation": "#4bc6af",
        "curiosity": "#9c84e8",
        "surprise": "#adb7ff",
        "confusion": "#875abe",
        "anxiety": "#ffb14e",
        "disappointment": "#db828b",
        "frustration": "#de7c35",
        "anger": "#c34725",
    },
)


def palette(dark: bool) -> Palette:
    """The colours of the theme in use."""
    return DARK if dark else LIGHT


@cache
def logo_address(dark: bool) -> str:
    """The wordmark as an address of itself, which takes Streamlit the least time."""
    return "data:image/svg+xml;base64," + base64.b64encode(logo(dark).encode()).decode()


def logo(dark: bool) -> str:
    """The wordmark as SVG: a thermometer, and the name in both scripts in the theme's text colours."""
    ground = palette(dark)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="104" height="24" viewBox="0 0 104 24">'
        f'<path d="M4 4.500a3 3 0 0 1 6 0v8.700a5 5 0 1 1-6 0z" fill="none" stroke="{ground.n900}" stroke-width="1.600"/>'
        f'<path d="M7 9v6" stroke="{ground.worse}" stroke-width="2" stroke-linecap="round"/>'
        f'<circle cx="7" cy="17.200" r="2.400" fill="{ground.worse}"/>'
        f'<g font-family="{FONTS}"><text x="22" y="18" font-size="16" font-weight="700" fill="{ground.n900}">Ondo</text>'
        f'<text x="68" y="17.500" font-size="13" font-weight="500" fill="{ground.n500}">온도</text></g></svg>'
    )


@cache
def style_sheet(dark: bool) -> str:
    """The theme's colours as variables, then the rules of theme.css, as a ``<style>`` element."""
    ground = palette(dark)
    named = {
        "bg": ground.background,
        "side": ground.sidebar,
        "n50": ground.raised,
        **{f"n{step}": getattr(ground, f"n{step}") for step in (100, 200, 300, 400, 500, 600, 800, 900)},
        "acc": ground.accent,
        "acc-tint": ground.accent_tint,
        "on-acc": ground.on_accent,
        "better": ground.better,
        "worse": ground.worse,
        "hl": f"{ground.highlight}%",
    }
    variables = "".join(f"--{name}:{value};" for name, value in named.items())
    return f"<style>:root{{{variables}}}{_rules()}</style>"


def _rules() -> str:
    """The rules, each on one line: Streamlit looks through every line in every run."""
    return re.sub(r"\n\s*", " ", Path(__file__).with_name("theme.css").read_text(encoding="utf-8"))
