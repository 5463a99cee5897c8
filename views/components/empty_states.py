"""What a page shows where it has no numbers, from no database to too few answers. Each looks different and says what to do."""

from collections.abc import Mapping, Sequence

import streamlit as st

import queries
from views.access import gate
from views.components import filter_widgets, first_run
from views.session import data
from views.session.current_view import View, plain
from views.words import reasons
from views.words.filter_fields import NONE
from views.words.strings import Words, has

UPLOAD_PAGE = "views/pages/upload.py"
_RUN = "ondo run reviews.csv --db {name}"
_DEMO, _SAMPLE = "ondo demo", first_run.COMMAND
_UPDATE = "ondo rescore --db {name}"
_VERIFY, _BACKUPS = "ondo admin verify --db {name}", "ondo admin backup --list --db {name}"


def show_failure(words: Words, error: Exception) -> None:
    """What to show when the database cannot be used; names only the file, never its folder."""
    name = queries.database_path().name
    if isinstance(error, queries.DatabaseMissing):
        _show_without_data(words, "missing", name, (_RUN.format(name=name), _SAMPLE.format(name=name)))
    elif isinstance(error, queries.FormerSchema):
        _show_box(words, "schema", name, (_UPDATE.format(name=name),))
    elif isinstance(error, queries.OndoError) and error.reason is not None:
        _show_refusal(words, error.reason.code, error.reason.remedy_code, error.reason.arguments, name)
    else:
        _show_box(words, "broken", name, (_VERIFY.format(name=name), _BACKUPS.format(name=name)))


def _show_refusal(words: Words, code: str, remedy: str, arguments: Mapping[str, object], name: str) -> None:
    """That the file is no database of this version, or not whole: what it is, and what to do."""
    with st.container(key="empty_refused"):
        st.title(reasons.found(words, code, arguments), anchor=False)
        st.write(reasons.remedy(words, remedy, arguments))
        st.caption(words("empty.where", name=plain(name)))


def show_query_failed(words: Words) -> None:
    """What to show when a page could not be computed."""
    _show_box(words, "query", queries.database_path().name, ())


def show_empty_database(words: Words) -> None:
    """What to show when the database has no answers."""
    name = queries.database_path().name
    _show_without_data(words, "empty", name, (_RUN.format(name=name), _DEMO))


def nothing_matches(view: View) -> bool:
    """Say so, and return True, if the filters let nothing through, or too few answers to show any."""
    n = data.row("comment_count", filter=view.filter).get("n")
    if n:
        return False
    if n is None:
        show_too_few(view)
    else:
        st.info(f"**{view.words('empty.nothing')}**", icon=":material/filter_alt_off:")
        _offer_more(view, "nothing")
    return True


def show_too_few(view: View) -> None:
    """Say that there are fewer answers than may be shown."""
    words = view.words
    text = words("empty.few.do", limit=view.limits.hidden_below)
    st.info(f"**{words('empty.few')}**  \n{text}", icon=":material/visibility_off:")
    _offer_more(view, "few")


def say_undated(view: View) -> None:
    """Say in one quiet line that no answer has a date, and what to do."""
    st.caption(f"{view.words('empty.no_dates')}. {view.words('empty.no_dates.do')}")


def show_absent(view: View, key: str) -> None:
    """Say in place of a chart that the data has none of what it would show, ``key`` as in ``empty.<key>``; or that the filters
    leave too few answers for it, and offer to remove them."""
    if not _is_of_data(view, key):
        st.info(f"**{view.words('empty.left')}**", icon=":material/filter_alt_off:")
        _offer_more(view, key)
        return
    text, do = view.words(f"empty.{key}"), f"empty.{key}.do"
    st.info(f"**{text}**  \n{view.words(do)}" if has(do) else text, icon=":material/info:")


def _is_of_data(view: View, key: str) -> bool:
    """Whether the data lack what ``key`` says, whatever the filters are."""
    if key == "no_dates":
        return view.facts.first_day is None
    if key == "no_touchpoints":
        return set(data.allowed_values()["touchpoints"]) <= {NONE}
    if key in ("no_nps", "no_rating"):
        return key.removeprefix("no_") not in view.scores
    return key == "no_rolling" or not (_has_filters(view) or _has_period(view))


def _has_filters(view: View) -> bool:
    plain_filter = queries.Filter(
        audience=view.filter.audience, date_from=view.filter.date_from, date_until=view.filter.date_until
    )
    return view.filter != plain_filter


def _has_period(view: View) -> bool:
    return view.filter.date_from is not None or view.filter.date_until is not None


def offer_all_dates(view: View) -> None:
    """Below an answer that has too few comments to say anything: the way to all dates, where days are chosen."""
    if _has_period(view):
        label = view.words("empty.all_dates")
        st.button(label, key="all_dates_answer", on_click=filter_widgets.reset_period)


def _offer_more(view: View, key: str) -> None:
    """The ways to more answers: without filters, and over all dates, as far as these are limited."""
    with st.container(horizontal=True, gap="small", key=f"offer_{key}"):
        if _has_filters(view):
            st.button(view.words("empty.without_filters"), key=f"without_filters_{key}", on_click=filter_widgets.reset)
        if _has_period(view):
            st.button(view.words("empty.all_dates"), key=f"all_dates_{key}", on_click=filter_widgets.reset_period)


def _show_box(words: Words, state: str, name: str, commands: Sequence[str]) -> None:
    with st.container(key=f"empty_{state}"):
        st.title(words(f"empty.{state}"), anchor=False)
        st.write(words(f"empty.{state}.do"))
        _show_commands(commands)
        st.caption(words("empty.where", name=plain(name)))


def _show_without_data(words: Words, state: str, name: str, commands: Sequence[str]) -> None:
    """That there is no data yet, and the two ways to some: files of one's own, or the sample; commands are folded."""
    is_for_loaders = gate.may_open("upload")
    with st.container(key=f"empty_{state}"):
        st.title(words(f"empty.{state}"), anchor=False)
        st.write(words("empty.bring" if is_for_loaders else "empty.ask"))
        if is_for_loaders:
            with st.container(key="to_upload"):
                st.page_link(UPLOAD_PAGE, label=words("empty.upload"), icon=":material/upload_file:")
            if state == "missing":
                first_run.show_offer(words)
        with st.expander(words("empty.terminal"), icon=":material/terminal:", key="empty_terminal"):
            _show_commands(commands)
        st.caption(words("empty.where", name=plain(name)))


def _show_commands(commands: Sequence[str]) -> None:
    for command in commands:
        st.code(command, language="bash")
