"""How an uploaded file is to be read, as a form: a field for each column, and what the file does not say."""

from typing import Any

import streamlit as st

from views.session import upload_jobs
from views.session.current_view import percent, plain
from views.words.strings import Words

AUDIENCES = ("customer", "employee")
SCALES = ("", "5", "10")
ENCODINGS = ("", "utf-8", "cp949", "utf-16")
KEPT_OUT = ""
NAMED_BY_USER = "named_by_user"
"""Code of the reason that a check gives for a column that was mapped in this form."""

_COLUMNS = 3


def asked(
    words: Words, found: dict[str, Any] | None, key: str, former: upload_jobs.UploadChoices
) -> upload_jobs.UploadChoices:
    """Draw the form; returns what stands in it. ``found`` is what the last check found, None where it failed."""
    with st.expander(
        words("upload.mapping"), expanded=found is not None, icon=":material/table_edit:", key=f"form_{key}"
    ):
        mapping = _mapping(words, found, key) if found else former.mapping
        left, middle, right = st.columns(_COLUMNS)
        source = left.text_input(
            words("upload.source"), max_chars=80, key=f"source_{key}", help=words("upload.source.help"),
            placeholder=found["source"] if found else "",
        )  # fmt: skip
        audience = middle.selectbox(
            words("filter.audience"),
            AUDIENCES,
            key=f"audience_{key}",
            format_func=lambda code: words(f"audience.{code}"),
        )
        touchpoint = right.text_input(
            words("upload.touchpoint"), max_chars=80, key=f"touchpoint_{key}", help=words("upload.touchpoint.help")
        )
        scale = left.selectbox(
            words("upload.scale"), SCALES, key=f"scale_{key}",
            format_func=lambda top: words("upload.scale.to", top=top) if top else words("upload.guessed"),
        )  # fmt: skip
        encoding = middle.selectbox(
            words("upload.encoding"),
            ENCODINGS,
            key=f"encoding_{key}",
            format_func=lambda one: one or words("upload.guessed"),
        )
        is_nps = right.checkbox(words("upload.is_nps"), key=f"is_nps_{key}", help=words("upload.is_nps.help"))
    return upload_jobs.UploadChoices(mapping, source.strip(), audience, touchpoint.strip(), scale, is_nps, encoding)


def _mapping(words: Words, found: dict[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    """A field for each column; only what differs from the guess is passed on."""
    st.caption(words("upload.mapping.help"))
    places = st.columns(_COLUMNS)
    fields = (KEPT_OUT, *found["fields"])
    chosen = []
    for number, guess in enumerate(found["columns"]):
        guessed = guess["field"] or KEPT_OUT
        sure = words("upload.sure", share=percent(guess["confidence"])) if guessed else words("upload.kept_out")
        field = places[number % _COLUMNS].selectbox(
            f"{plain(guess['shown'])} · :small[{sure}]", fields, index=fields.index(guessed), key=f"map_{key}_{number}",
            format_func=lambda name: words(f"upload.field.{name}") if name else words("upload.field.none"),
        )  # fmt: skip
        if field != guessed or guess["code"] == NAMED_BY_USER:
            chosen.append((guess["column"], field))
    return tuple(chosen)
