"""What is around every page: the bar before it, the panel beside it, what is said where it fails."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import streamlit as st

import queries
from views.access import gate
from views.components import (
    browser_habits,
    empty_states,
    filter_bar,
    filter_widgets,
    keeping,
    page_counts,
    print_head,
    side_panel,
    sign_in,
    streamlit_words,
    tour,
)
from views.session import current_view, data, share_link, url_state
from views.session.upload_jobs import UploadJob
from views.words.periods import DEFAULT_GRAIN
from views.words.strings import LANGUAGES, Words, words_in


def language() -> str:
    """The language of this session: from the address, else from the browser, else Korean. Shows the switch."""
    chosen = url_state.one(url_state.LANGUAGE_KEY, LANGUAGES) or url_state.browser_language()
    with st.sidebar, st.container(key="sidebar_end"):
        filter_widgets.show_one(
            url_state.LANGUAGE_KEY, LANGUAGES, chosen, words_in(chosen), chosen, is_label_shown=False
        )
        streamlit_words.show(chosen)
        browser_habits.show()
    return chosen


@st.fragment(run_every=timedelta(days=1))
def run_again_when_reconnected() -> None:
    """Have the browser ask for a run whenever it has lost the server and found it again.

    It does so only on pages that run something by the clock, hence this, which does nothing. A server that has been started
    again, or has forgotten a reader who was away, knows no callback until it has run: the first click would be lost.
    """


def run_again_when_imported(imports: Sequence[UploadJob]) -> None:
    """Run again as soon as one of the imports that went on when the page began has ended: its numbers are other ones then."""

    @st.fragment(run_every=timedelta(seconds=2))
    def watch() -> None:
        if any(job.is_done for job in imports):
            st.rerun()

    if imports:
        watch()


def show_filters(page: str, language: str, words: Words) -> filter_bar.ChosenView | None:
    """Show the bar and make the view of this run; None where there is nothing to show, which the page then says."""
    try:
        dark = current_view.is_dark()
        labels = current_view.Labels(
            language, data.emotions(language, dark), data.touchpoints(language), data.attributes()
        )
        facts = data.facts()
        if facts.n == 0:
            empty_states.show_empty_database(words)
            return None
        chosen = filter_bar.show(page, labels, data.allowed_values(), facts)
    except queries.OndoError as error:
        logging.getLogger("ondo").warning("%s", error)
        empty_states.show_failure(words, error)
        return None
    current_view.set_view(current_view.make_view(labels, chosen.filter, chosen.grain, facts, chosen.comparison))
    return chosen


def show_counts_over_all(language: str) -> None:
    """The numbers beside the pages, where the page looks at no data; none where there is no database."""
    try:
        labels = current_view.Labels(language, data.emotions(language, False), data.touchpoints(language), {})
        page_counts.show(current_view.make_view(labels, queries.Filter(), DEFAULT_GRAIN, data.facts()))
    except queries.OndoError:
        return


def redirect_to(page: str) -> Callable[[], None]:
    """A page that leads to the page of this file, with all that its address says."""

    def redirect() -> None:
        st.switch_page(page, query_params=url_state.values())

    return redirect


def run_page(page: st.Page, name: str, words: Words, view: current_view.View | None = None) -> None:
    """Run the page, below the tour where it looks at data (``view``); where it fails, say so in words, and the reason in the
    server's log alone."""
    try:
        if view is not None:
            side_panel.show_first()
            tour.show(view, name)
        with st.spinner(words("empty.loading")):
            page.run()
    except gate.AccessDenied:
        sign_in.show_not_allowed(words, name)
    except Exception:
        logging.getLogger("ondo").exception("the page %s failed", name)
        empty_states.show_query_failed(words)


def run_page_in_frame(
    page: st.Page, name: str, words: Words, chosen: filter_bar.ChosenView, pages: Mapping[str, str]
) -> None:
    """Run a page of the view that was entered, beside the panel of what is selected; ``pages``: name -> file."""
    share_link.begin()
    keeping.show_confirmation(current_view.current())
    print_head.show(current_view.current())
    with side_panel.beside_page():
        run_page(page, name, words, current_view.current())
        filter_widgets.say_ignored(words)
    filter_bar.show_end(current_view.current(), name, pages, chosen.end)
