"""Ratings as they are written, and the ends of their scales."""


def rating_text(rating: float | None, top: int | None) -> str:
    """A mean rating with the top of its scale; ``top`` 1 is that of mixed scales, which are brought to 0 to 1."""
    if rating is None or top is None:
        return "–"
    return f"{rating_number(rating, top)} (0–1)" if top == 1 else f"{rating_number(rating, top)}/{top}"


RANGES = {"nps": (-100.0, 100.0), "tone": (-1.0, 1.0), "share": (0.0, 1.0)}
"""What a measure can be, but a rating."""


def range_of(kind: str, top: int) -> tuple[float, float]:
    """The least and the largest that nps, tone, share or a rating up to ``top`` can be."""
    return RANGES[kind] if kind != "rating" else rating_ends(top)


def rating_ends(top: int) -> tuple[int, int]:
    """The ends of a scale of ratings, as queries/macros/ratings.sql has them."""
    return (0 if top == 1 or top > 10 else 1), top


def rating_scale(top: int) -> str:
    """A scale of ratings by its ends."""
    return "{}–{}".format(*rating_ends(top))


def rating_number(rating: float | None, top: int | None) -> str:
    """A mean rating alone, where its scale stands beside it."""
    return "–" if rating is None or top is None else f"{rating:.{2 if top <= 10 else 1}f}"
