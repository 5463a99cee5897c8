"""Colours and measures shared by charts, tables and highlighted text, for the light and the dark theme."""

from dataclasses import dataclass

FONTS = (
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', "
    "NanumGothic, 'Nanum Gothic', sans-serif"
)
"""Systems' Korean fonts first: the fonts that Streamlit brings have no Hangul. The same stack as in config.toml."""

TONE_NEGATIVE = "#b5532a"
TONE_POSITIVE = "#1f77b4"
"""Ends of the tone scale: orange-brown against blue, told apart with any common colour-vision deficiency,
3:1 on white and on #0e1117."""

CHART_HEIGHT = 320
TREND_HEIGHT = 230
SMALL_CHART_HEIGHT = 190
ROW_HEIGHT = 27
FRAME_HEIGHT = 80
"""Pixels; heights hold title and axes, which take FRAME_HEIGHT."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme: background, text, muted text, grid lines, the middle of the tone scale, the accent."""

    background: str
    text: str
    muted: str
    grid: str
    middle: str
    accent: str


LIGHT = Palette("#ffffff", "#1c2430", "#5b6675", "#e6e9ee", "#e4e6ea", "#2f5d8c")
DARK = Palette("#0e1117", "#e6e9ee", "#9aa5b4", "#262d38", "#3a424e", "#7fb0e0")


def palette(dark: bool) -> Palette:
    """The colours of the theme in use."""
    return DARK if dark else LIGHT
