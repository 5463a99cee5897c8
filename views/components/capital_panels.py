"""Emotional capital on the journey page: what it is, in one sentence, and its largest deposits and withdrawals."""

import streamlit as st

from views.access import gate
from views.files.capital import capital_line
from views.files.comment_card import comment_html
from views.session import data
from views.session.current_view import View

_COMMENTS_LISTED = 10


def line(view: View) -> tuple[str, str] | None:
    """The stock of good feeling per 100 comments: name with value, and what that says; None where there are too few."""
    return capital_line(view, data.run)


def show_ledger(view: View) -> None:
    """The largest deposits and withdrawals, fetched when somebody opens the box: the access log notes who reads them."""
    words = view.words
    if not gate.may("read") or data.row("emotional_capital", filter=view.filter).get("capital") is None:
        return
    box = st.expander(words("summary.ledger"), icon=":material/account_balance:", key="ledger", on_change="rerun")
    if not box.open:
        return
    with box:
        for column, kind in zip(st.columns(2, gap="medium"), ("deposit", "withdrawal"), strict=True):
            rows = data.run("emotional_capital_list", filter=view.filter, kind=kind, limit=_COMMENTS_LISTED).to_pylist()
            with column:
                st.markdown(f"**{words(f'summary.{kind}s')}**")
                if not rows:
                    st.caption(words("summary.ledger.none"))
                for row in rows:
                    st.html(comment_html(view, row))
