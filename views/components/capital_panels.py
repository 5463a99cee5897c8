"""Emotional capital on the journey page: what it is, in one sentence, and its largest deposits and withdrawals."""

import streamlit as st

from views.access import gate
from views.files.capital import capital_sentence
from views.files.comment_card import comment_html
from views.session import data
from views.session.current_view import View, plain

_COMMENTS_LISTED = 10


def show_capital(view: View) -> None:
    """The stock of good feeling per 100 comments, said in words; nothing where there are too few."""
    line = capital_sentence(view, data.run)
    if not line:
        return
    st.markdown(plain(line), help=view.words("summary.capital.help", **view.emotion_names))
    if gate.may("read"):
        _show_ledger(view)


def _show_ledger(view: View) -> None:
    """The largest deposits and withdrawals, fetched when somebody opens the box: the access log notes who reads them."""
    words = view.words
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
