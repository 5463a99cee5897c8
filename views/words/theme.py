"""Colours and measures shared by charts, tables and highlighted text, for the light and the dark theme."""

from dataclasses import dataclass

FONTS = (
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', "
    "NanumGothic, 'Nanum Gothic', sans-serif"
)
"""Systems' Korean fonts first: the fonts that Streamlit brings have no Hangul. The same stack as in streamlit.toml."""

TONE_NEGATIVE = "#b5532a"
TONE_POSITIVE = "#1f77b4"
"""Ends of the tone scale: orange-brown against blue, told apart with any common colour-vision deficiency,
3:1 on white and on #0e1117."""

GROUP_COLOURS = ("#2255ed", "#cc8102", "#17a35e", "#ae119c", "#b92623")
"""Colours of groups that are neither emotions nor tones, in the order of a legend; told apart with any common
colour-vision deficiency, 3:1 on white and on #0e1117."""

CHART_HEIGHT = 320
TREND_HEIGHT = 230
SMALL_CHART_HEIGHT = 190
ROW_HEIGHT = 27
FRAME_HEIGHT = 80
LABEL_WIDTH = 30
"""Pixels; heights hold title and axes, which take FRAME_HEIGHT. Cells narrower than LABEL_WIDTH, as on a phone, go without
their number."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme: background, text, muted text, grid lines, the middle of the tone scale, the accent."""

    background: str
    text: str
    muted: str
    grid: str
    middle: str
    accent: str


LIGHT = Palette("#ffffff", "#0b1017", "#5b6675", "#e6e9ee", "#e4e6ea", "#2f5d8c")
DARK = Palette("#0e1117", "#e6e9ee", "#9aa5b4", "#262d38", "#3a424e", "#7fb0e0")


def palette(dark: bool) -> Palette:
    """The colours of the theme in use."""
    return DARK if dark else LIGHT


def logo(dark: bool) -> str:
    """The wordmark as SVG: a thermometer in the accent, the name in both scripts in the theme's text colours."""
    ground = palette(dark)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="32" viewBox="0 0 132 32">'
        f'<path d="M9 4a3 3 0 0 1 6 0v14.2a6 6 0 1 1-6 0z" fill="none" stroke="{ground.accent}" stroke-width="2"/>'
        f'<circle cx="12" cy="23.4" r="3.4" fill="{ground.accent}"/>'
        f'<path d="M12 9v12" stroke="{ground.accent}" stroke-width="2.4" stroke-linecap="round"/>'
        f'<g font-family="{FONTS}"><text x="27" y="24" font-size="21" font-weight="700" fill="{ground.text}">Ondo</text>'
        f'<text x="86" y="23.5" font-size="15" fill="{ground.muted}">온도</text></g></svg>'
    )


def list_style() -> str:
    """CSS for lists of comments on a phone: the button of a comment is close below it."""
    lists = ':is([class*="st-key-comment_"], [class*="st-key-customer_"], [class*="st-key-similar_"]) [data-testid="stHorizontalBlock"]'
    return (
        f"<style>@media (max-width: 640px) {{ {lists} {{ gap: 0 !important; }} "
        f'{lists} [data-testid="stColumn"]:last-child {{ margin-top: -.4rem; }} }}</style>'
    )


def link_style(dark: bool) -> str:
    """CSS for links to other pages: a line of text breaks where it is too long, and a ``boxed_`` one looks like the buttons."""
    link = '[data-testid="stPageLink-NavLink"]'
    return (
        f"<style>{link} span {{ white-space: normal !important; }} "
        f"@media (max-width: 640px) {{ {link} {{ padding-top: .35rem; padding-bottom: .35rem; }} }} "
        f'[class*="st-key-boxed_"] {link} {{ justify-content: center !important; min-height: 2.5rem; '
        f"padding: .25rem .75rem !important; border: 1px solid {palette(dark).middle}; border-radius: 6px; }}</style>"
    )


def text_style() -> str:
    """CSS for text: Korean breaks between words, figures side by side are on one line whatever font has their minus sign."""
    return (
        '<style>:is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]) :is(p, li), [data-testid="stTable"] td, '
        '[data-testid="stHtml"] { word-break: keep-all !important; overflow-wrap: anywhere; } '
        '[data-testid="stMetricValue"], [data-testid="stMetricValue"] p { line-height: 1.25; }</style>'
    )


def focus_style(dark: bool) -> str:
    """CSS that shows where the keyboard is: Streamlit marks its buttons, but neither links nor the fields of a form well."""
    return (
        '<style>a:focus-visible, main:focus-visible, [role="group"]:has(input:focus-visible), '
        '[data-testid="stTextInputRootElement"]:has(input:focus-visible) '
        f"{{ outline: 2px solid {palette(dark).accent} !important; outline-offset: -2px !important; }}</style>"
    )
