"""A database in which a quarter differs from the one before."""

from tests import sample_databases


def _year(day: str, anxious: int, nps: int, size: int = 40) -> list[sample_databases.Answer]:
    return [
        sample_databases.Answer(
            day,
            f"결제 화면에 대해 적은 {number}번째 말",
            -0.5 if number < anxious else 0.5,
            {"anxiety": 2} if number < anxious else {"trust": 1},
            nps=nps,
            touchpoint="payment",
        )
        for number in range(size)
    ]


CHANGED = (*_year("2026-03-10", 4, 9), *_year("2026-06-10", 24, 3))
"""Forty answers each in two quarters, up to 10 June: anxiety at payment 10 % and 60 %, NPS 100 and -100."""
