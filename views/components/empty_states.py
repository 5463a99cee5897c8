"""Worlds without numbers, from no database to too few answers. Each looks different and says what to do."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

import queries
from views.access import gate
from views.components import first_run
from views.session import data
from views.session.current_view import View, count, plain
from views.words.strings import Words, has

_PAGES = Path(__file__).resolve().parents[1] / "pages"
_RUN = "ondo run reviews.csv --db {name}"
_DEMO = "ondo demo"
_UPDATE = "ondo rescore --db {name}"
_VERIFY, _BACKUPS = "ondo admin verify --db {name}", "ondo admin backup --list --db {name}"


def failure(words: Words, error: Exception) -> None:
    """What to show when the database cannot be used; names only the file, never its folder."""
    name = queries.database_path().name
    if isinstance(error, queries.DatabaseMissing):
        _say(words, "missing", name, (_RUN.format(name=name),), ":material/database_off:")
        if gate.may("upload"):
            first_run.offer(words)
    elif isinstance(error, queries.SchemaMismatch):
        _say(words, "schema", name, (_UPDATE.format(name=name), _RUN.format(name="new.duckdb")), ":material/history:")
    else:
        _say(words, "broken", name, (_VERIFY.format(name=name), _BACKUPS.format(name=name)), ":material/error:")


def query_failed(words: Words) -> None:
    """What to show when a page could not be computed."""
    _say(words, "query", queries.database_path().name, (), ":material/error:")


def empty_database(words: Words) -> None:
    """What to show when the database has no answers."""
    name = queries.database_path().name
    _say(words, "empty", name, (_RUN.format(name=name), _DEMO), ":material/inbox:")


def nothing_matches(view: View) -> bool:
    """Say so, and return True, if the filters let nothing through, or too few employees' answers to show any."""
    n = data.row("comment_count", filter=view.filter).get("n")
    if n:
        return False
    if n is None:
        too_few(view, None)
    else:
        st.info(
            f"**{view.words('world.nothing')}**  \n{view.words('world.nothing.do')}", icon=":material/filter_alt_off:"
        )
    return True


def too_few(view: View, n: int | None) -> None:
    """Say that there are answers, but fewer than may be shown."""
    words, limit = view.words, view.limits.hidden_below
    text = words("world.few.do", n=count(n), limit=limit) if n is not None else words("world.few.unknown", limit=limit)
    st.info(f"**{words('world.few')}**  \n{text}", icon=":material/visibility_off:")


def absent(view: View, key: str) -> None:
    """Say in place of a chart that the data has none of what it would show; ``key`` as in ``world.<key>``."""
    said, do = view.words(f"world.{key}"), f"world.{key}.do"
    st.info(f"**{said}**  \n{view.words(do)}" if has(do) else said, icon=":material/info:")


def _say(words: Words, world: str, name: str, commands: Sequence[str], icon: str) -> None:
    with st.container(key=f"world_{world}", border=True):
        st.subheader(words(f"world.{world}"), icon=icon, anchor=False)
        st.write(words(f"world.{world}.do"))
        for command in commands:
            st.code(command, language="bash")
        if world in ("missing", "empty"):
            _link_to_upload(words)
        st.caption(words("world.where", name=plain(name)))


def _link_to_upload(words: Words) -> None:
    """Where this installation has a page to load files in, and the reader may open it."""
    if (_PAGES / "upload.py").exists():
        with suppress(StreamlitAPIException):
            st.page_link("views/pages/upload.py", label=words("world.upload"), icon=":material/upload_file:")
