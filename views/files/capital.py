"""Emotional capital in words."""

from views.files.printed import printed
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View


def capital_line(view: View, run: RunQuery) -> tuple[str, str] | None:
    """The stock of good feeling per 100 comments: name with value, and what that says; None where there are too few.

    Raises queries.DatabaseError.
    """
    words, capital = view.words, one_row(run, "emotional_capital", filter=view.filter)["capital"]
    if capital is None:
        return None
    way = words("summary.capital.more" if capital >= 0 else "summary.capital.less")
    said = words("journey.capital", amount=f"{abs(capital):.0f}", way=way)
    return f"{words('summary.capital')} {printed('capital', capital)}", said
