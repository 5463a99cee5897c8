"""Emotional capital in one sentence."""

from views.files.printed import printed
from views.files.summary_parts import RunQuery, one_row
from views.words.labels import View


def capital_sentence(view: View, run: RunQuery) -> str:
    """The stock of good feeling per 100 comments, said in words; "" where there are too few. Raises queries.DatabaseError."""
    capital = one_row(run, "emotional_capital", filter=view.filter)["capital"]
    if capital is None:
        return ""
    return view.words(
        "summary.capital.line",
        value=printed("capital", capital),
        amount=f"{abs(capital):.0f}",
        way=view.words("summary.capital.more" if capital >= 0 else "summary.capital.less"),
        **view.emotion_names,
    )
