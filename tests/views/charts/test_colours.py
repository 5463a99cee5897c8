"""Colours: contrast on both grounds, told apart by people who see colours otherwise, and never alone."""

import math
from itertools import combinations

import numpy as np
import pytest

from pipeline.emotions import EMOTIONS
from views.charts import bar_specs, emotion_curve, group_specs, heat_map
from views.charts.specs import ChartTexts, Measure
from views.server import start
from views.words import theme

GROUNDS = (theme.LIGHT.background, theme.DARK.background)
TONES = (theme.TONE_NEGATIVE, theme.TONE_POSITIVE)
COLOURS = {emotion.code: emotion.colour for emotion in EMOTIONS}

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# Ottosson 2020, Oklab.
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099), (0.0259040371, 0.7827717662, -0.8086757660))  # fmt: skip

ANY, ALIKE, GROUPS, TONE = 4, 8, 6, 18
"""Least distances in Oklab (x 100): of any two emotions, of two of one valence, of two groups, of the ends of the tone."""


def linear(colour: str) -> np.ndarray:
    share = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2."""
    dark, light = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    labs = [
        TO_LAB @ np.cbrt(TO_CONES @ np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)) for colour in (one, other)
    ]
    return 100 * float(np.linalg.norm(labs[0] - labs[1]))


def too_near(colours: dict[str, str], least: float) -> list[tuple[str, str, str]]:
    return [
        (one, other, sight)
        for one, other in combinations(colours, 2)
        for sight in SIGHTS
        if distance(colours[one], colours[other], sight) < least
    ]


def test_the_formulas_find_what_is_known() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert distance("#ff0000", "#00ff00", "normal") > 50
    assert distance("#b98300", "#5d9000", "protanopia") < 1 < 10 < distance("#b98300", "#5d9000", "normal")


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_colour_stands_out_from_both_grounds(ground: str) -> None:
    shown = [*COLOURS.values(), *theme.GROUP_COLOURS, *TONES]
    assert not [colour for colour in shown if contrast(colour, ground) < 3]


def test_emotions_are_told_apart_with_every_sight() -> None:
    assert not too_near(COLOURS, ANY)
    for valence in (1, 0, -1):
        alike = {emotion.code: emotion.colour for emotion in EMOTIONS if emotion.valence == valence}
        assert not too_near(alike, ALIKE)


def test_groups_and_tones_are_told_apart_with_every_sight() -> None:
    assert not too_near({colour: colour for colour in theme.GROUP_COLOURS}, GROUPS)
    assert not too_near({colour: colour for colour in TONES}, TONE)


def _lab(colour: str, sight: str) -> np.ndarray:
    """CIELAB under D65, of the colour as it is seen."""
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    share = np.array(to_xyz) @ np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1) / (0.95047, 1.0, 1.08883)
    curved = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array((116 * curved[1] - 16, 500 * (curved[0] - curved[1]), 200 * (curved[1] - curved[2])))


def _difference(one: np.ndarray, other: np.ndarray) -> float:
    """CIEDE2000 of two colours in CIELAB (Sharma, Wu and Dalal 2005)."""
    chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    (c1, h1), (c2, h2) = (
        (math.hypot(stretch * a, b), math.degrees(math.atan2(b, stretch * a)) % 360) for _, a, b in (one, other)
    )
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    lightness, hue = (one[0] + other[0]) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    c, gap = (c1 + c2) / 2, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    cosines = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    t = 1 + sum(weight * math.cos(math.radians(times * hue + shift)) for weight, times, shift in cosines)
    parts = (
        (other[0] - one[0]) / (1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)),
        (c2 - c1) / (1 + 0.045 * c),
        gap / (1 + 0.015 * c * t),
    )
    turned = math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    rotation = -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(turned)
    return math.sqrt(sum(part**2 for part in parts) + rotation * parts[1] * parts[2])


def test_the_difference_of_colours_is_the_published_one() -> None:
    """Pairs 1, 7, 17 and 25 of Sharma, Wu and Dalal 2005, table 1."""
    for one, other, known in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert _difference(np.array(one), np.array(other)) == pytest.approx(known, abs=1e-4)


BOTH = pytest.mark.parametrize("ground", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


@BOTH
def test_the_shipped_emotions_are_told_apart_with_every_usual_sight(ground: theme.Palette) -> None:
    assert ground.emotions.keys() == COLOURS.keys()
    for sight in ("normal", "deuteranopia", "protanopia"):
        seen = {code: _lab(colour, sight) for code, colour in ground.emotions.items()}
        near = {(one, other): _difference(seen[one], seen[other]) for one, other in combinations(seen, 2)}
        assert min(near.values()) >= 10, (sight, min(near, key=near.__getitem__))


@BOTH
def test_what_is_drawn_stands_out_from_its_grounds(ground: theme.Palette) -> None:
    for place in (ground.background, ground.raised):
        assert not [code for code, colour in ground.emotions.items() if contrast(colour, place) < 3]
    assert contrast(ground.n400, ground.background) >= 3


@BOTH
def test_text_can_be_read(ground: theme.Palette) -> None:
    assert contrast(ground.n900, ground.background) >= 7
    for place in (ground.background, ground.sidebar, ground.raised):
        assert min(contrast(ink, place) for ink in (ground.n500, ground.n600, ground.n800)) >= 4.5
    texts = (ground.better, ground.worse, ground.accent)
    assert min(contrast(ink, ground.background) for ink in texts) >= 4.5
    assert contrast(ground.on_accent, ground.accent) >= 4.5
    assert min(contrast(ink, ground.accent_tint) for ink in (ground.n600, ground.n900)) >= 4.5


def test_streamlit_draws_in_the_same_colours() -> None:
    settings = start.settings()
    for name, ground in (("light", theme.LIGHT), ("dark", theme.DARK)):
        shown = [settings[f"theme.{name}.{part}"] for part in ("backgroundColor", "textColor", "primaryColor")]
        assert shown == [ground.background, ground.n900, ground.accent]
        assert settings[f"theme.{name}.sidebar.backgroundColor"] == ground.sidebar
    assert settings["theme.font"] == theme.FONTS


WORDS = ChartTexts("제목", "설명", "기간", "접점", "감정", "값", "구간", "n")
MEASURE = Measure("비율 (%)", ".0%", (0, 1))


def test_bars_carry_their_names_and_values() -> None:
    spec = bar_specs.emotion_bars_spec(WORDS, MEASURE, ("기쁨",), (), False)
    assert {layer["encoding"]["y"]["field"] for layer in spec["layer"]} == {"emotion_text"}
    assert [layer["encoding"]["text"]["field"] for layer in spec["layer"] if layer["mark"]["type"] == "text"] == [
        "value_text"
    ]


def test_groups_differ_in_shape_too() -> None:
    spec = group_specs.group_dots_spec(WORDS, MEASURE, ("기쁨",), ("가", "나"), False)
    assert spec["layer"][0]["encoding"]["shape"]["field"] == "group_text"


def test_cells_carry_their_number() -> None:
    layout = heat_map.MapLayout(("결제",), (heat_map.Tick("2026-01", "1월"),))
    spec = heat_map.heat_map_spec(WORDS, MEASURE, "#123456", layout, False)
    texts = [layer["encoding"]["text"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert texts[0]["field"] == "short_text"
    assert texts[1] == {"value": "·"}, "few enough to be hidden"


@pytest.mark.parametrize("dark", [False, True])
def test_numbers_can_be_read_on_every_cell(dark: bool) -> None:
    ground = theme.palette(dark)
    for colour in (None, *ground.emotions.values()):
        shades = heat_map.legend_colours(MEASURE, colour, dark)
        assert min(contrast(ground.n900, shade) for shade in shades) >= 4.5, colour


def test_the_felt_emotion_is_named_where_it_is_tinted() -> None:
    heads = emotion_curve.CurveTexts("의도", "실제")
    spec = emotion_curve.emotion_curve_spec(WORDS, heads, MEASURE, ("결제",), False)
    fields = [layer["encoding"].get("text", {}).get("field") for layer in spec["layer"]]
    assert "intended_text" in fields and "felt_text" in fields
