"""The first run: the sample goes through the pipeline, as a process of its own, into the database that is not there yet."""

import re
import subprocess
import sys
from pathlib import Path

import streamlit as st

import queries
from views.session.current_view import plain
from views.words.strings import Words

COMMAND = "ondo demo --no-dashboard --db {name}"
_ROOT = Path(__file__).resolve().parents[2]
_DONE = re.compile(r"(\d+)/(\d+) \[")
"""Rows done and rows in all, as the command's progress bar writes them; what else it says is English."""


def show_offer(words: Words) -> None:
    """A button that makes the sample's database, with its progress, and then shows it."""
    database = queries.database_path().absolute()
    with st.container(key="sample"):
        asked = st.button(words("sample.offer"), key="make_sample", icon=":material/explore:")
        st.caption(words("sample.what"), help=words("sample.what.help", name=plain(database.name)))
        if asked and not database.exists():
            _make(words, database)


def _make(words: Words, database: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "demo", "--no-dashboard", "--db", str(database)]
    with st.status(words("sample.running"), expanded=True) as status:
        bar = st.progress(0.0, text=words("sample.begun"))
        with subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            for line in process.stderr or ():
                found = _DONE.search(line)
                if found:
                    done, of = map(int, found.groups())
                    bar.progress(done / of if of else 0.0, text=words("sample.doing", done=done, of=of))
        if process.returncode == 0:
            status.update(label=words("sample.done"), state="complete")
        else:
            status.update(label=words("sample.failed"), state="error")
    if process.returncode == 0:
        st.rerun()
