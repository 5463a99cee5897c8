"""What a page shows where it has no numbers, from no database to too few answers. Each looks different and says what to do."""

from collections.abc import Mapping, Sequence

import streamlit as st

import queries
from views.access import gate
from views.components import first_run
from views.session import data
from views.session.current_view import View, plain
from views.words import reasons
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
        has_period = view.filter.date_from or view.filter.date_until
        do = view.words("empty.nothing.do" if has_period else "empty.nothing.narrow")
        st.info(f"**{view.words('empty.nothing')}**  \n{do}", icon=":material/filter_alt_off:")
    return True


def show_too_few(view: View) -> None:
    """Say that there are fewer answers than may be shown."""
    words = view.words
    text = words("empty.few.do", limit=view.limits.hidden_below)
    st.info(f"**{words('empty.few')}**  \n{text}", icon=":material/visibility_off:")


def show_absent(view: View, key: str) -> None:
    """Say in place of a chart that the data has none of what it would show; ``key`` as in ``empty.<key>``."""
    text, do = view.words(f"empty.{key}"), f"empty.{key}.do"
    st.info(f"**{text}**  \n{view.words(do)}" if has(do) else text, icon=":material/info:")


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
