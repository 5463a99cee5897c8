"""Pictures of pages as they were looked at and found good, and how far a page of today is from its own.

Pictures are kept small (a quarter of the size, 64 colours): what moved, came, went or changed its colour is seen in them, how a
machine smooths its letters is not. ``ONDO_DRAW=1`` draws them anew, to be looked at before they are kept.
"""

import io
import os
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

FOLDER = Path(__file__).with_name("golden")
SHRUNK = 4
"""How many pixels of the screen are one of a kept picture, along each side."""
BLOCK = 8
"""Pixels of a kept picture along a side of the squares that are compared."""
TOLERANCE = 20
"""How far a square's mean may be off, of 255, before it counts as different."""
DIFFERENT = 0.02
"""The share of a page's squares that may be different."""


def compared(page: Any, name: str) -> list[str]:
    """What is to be said of the page as it is now beside its kept picture; nothing where they agree."""
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    now = shot.resize((shot.width // SHRUNK, shot.height // SHRUNK), Image.Resampling.BOX)
    kept = FOLDER / f"{name}.png"
    if os.environ.get("ONDO_DRAW"):
        FOLDER.mkdir(exist_ok=True)
        now.quantize(64).save(kept, optimize=True)
        return []
    share = difference(Image.open(kept).convert("RGB"), now)
    return [f"{kept.name}: {share:.1%} of the picture is not as it was kept"] if share > DIFFERENT else []


def difference(kept: Image.Image, now: Image.Image) -> float:
    """The share of squares whose mean is off by more than TOLERANCE in any colour; 1 where the sizes differ."""
    if kept.size != now.size:
        return 1.0
    squares = (now.width // BLOCK, now.height // BLOCK)
    apart = [
        image.resize(squares, Image.Resampling.BOX)
        for image in (ImageChops.subtract(kept, now), ImageChops.subtract(now, kept))
    ]
    worst = [max(pixel) for pixel in ImageChops.lighter(*apart).get_flattened_data()]
    return sum(value > TOLERANCE for value in worst) / len(worst)
