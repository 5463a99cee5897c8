"""The comparison of pictures: smoothing is no difference, a moved or recoloured part is."""

from PIL import Image, ImageDraw

from tests.browser.golden_pictures import DIFFERENT, difference


def _page(left: int = 40, colour: str = "#2459C4") -> Image.Image:
    image = Image.new("RGB", (360, 225), "white")
    ImageDraw.Draw(image).rectangle((left, 60, left + 120, 120), fill=colour)
    return image


def test_few_colours_and_a_softer_edge_are_no_difference() -> None:
    soft = _page().resize((358, 223)).resize((360, 225))
    assert difference(_page(), soft.quantize(64).convert("RGB")) <= DIFFERENT


def test_a_part_that_moved_went_or_has_another_colour_is() -> None:
    for other in (_page(left=60), Image.new("RGB", (360, 225), "white"), _page(colour="#A64F15")):
        assert difference(_page(), other) > DIFFERENT


def test_another_size_is() -> None:
    assert difference(_page(), _page().crop((0, 0, 300, 225))) == 1
