"""How an uploaded file is to be read, as a form: a field for each column, and what the file does not say."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from views.session import upload_jobs
from views.session.current_view import count, plain
from views.words import reasons
from views.words.strings import Words

AUDIENCES = ("customer", "employee")
SCALES = ("", "5", "7", "10", "100")
ENCODINGS = ("", "utf-8", "cp949", "utf-16", "cp1252")
KEPT_OUT = ""
NAMED_BY_USER = "named_by_user"
"""Code of the reason that a check gives for a column that was mapped in this form."""

MOST_COLUMNS = 24
"""Columns that the form shows at once; others are asked for by name."""

LONGEST_NAME = 80
"""Characters of a column's name that are shown."""

_COLUMNS = 3
_INTEREST = {"another_fits_better": 0, "values_do_not_fit": 0, "longest_texts": 0, "not_recognised": 2}
"""Order of the columns that are kept out, by the code of the reason; those that look like something come first."""


def asked(
    words: Words, found: dict[str, Any] | None, key: str, former: upload_jobs.UploadChoices
) -> upload_jobs.UploadChoices:
    """Draw the form; returns what stands in it. ``found`` is what is known of the columns, None where that is nothing."""
    mapping = former.mapping
    if found:
        with st.expander(words("upload.mapping"), expanded=True, icon=":material/table_edit:", key=f"form_{key}"):
            mapping = _mapping(words, found, key, dict(former.mapping))
    with st.expander(words("upload.more"), expanded=not found, icon=":material/tune:", key=f"further_{key}"):
        left, middle, right = st.columns(_COLUMNS)
        source = left.text_input(
            words("upload.source"), max_chars=80, key=f"source_{key}", help=words("upload.source.help"),
            placeholder=found.get("source", "") if found else "",
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
            help=words("upload.encoding.help"),
        )
        is_nps = right.checkbox(words("upload.is_nps"), key=f"is_nps_{key}", help=words("upload.is_nps.help"))
    return upload_jobs.UploadChoices(mapping, source.strip(), audience, touchpoint.strip(), scale, is_nps, encoding)


def _mapping(words: Words, found: dict[str, Any], key: str, former: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A field for each column; only what differs from the guess is passed on."""
    st.caption(words("upload.mapping.help"))
    fields = (KEPT_OUT, *found["fields"])
    guesses = dict(enumerate(found["columns"]))
    chosen: dict[int, str] = {}
    for row in _in_rows(_shown(words, guesses, key)):
        for place, number in zip(st.columns(_COLUMNS), row, strict=False):
            guess = guesses[number]
            guessed = guess.get("field") or former.get(guess["column"]) or KEPT_OUT
            with place:
                field = _field(words, guess, fields, guessed, f"map_{key}_{number}")
            if field != guessed or guess.get("code") == NAMED_BY_USER or guess["column"] in former:
                chosen[number] = field
    return tuple((guesses[number]["column"], field) for number, field in sorted(chosen.items()))


def _shown(words: Words, guesses: Mapping[int, dict[str, Any]], key: str) -> Sequence[int]:
    """The columns that can be changed: those in use, the likeliest others, and those that are asked for by name."""
    order = sorted(guesses, key=lambda number: (_interest(guesses[number]), number))
    first = sum(_interest(guess) < 0 for guess in guesses.values())
    shown, others = order[: max(first, MOST_COLUMNS)], order[max(first, MOST_COLUMNS) :]
    if not others:
        return shown
    more = st.multiselect(
        words("upload.more_columns", n=count(len(others))), others, key=f"more_{key}", select_all=False,
        format_func=lambda number: plain(guesses[number]["shown"][:LONGEST_NAME]),
    )  # fmt: skip
    return [*shown, *more]


def _interest(guess: Mapping[str, Any]) -> int:
    is_used = guess.get("field") or guess.get("code") == NAMED_BY_USER
    return -1 if is_used else _INTEREST.get(guess.get("code", ""), 1)


def _in_rows(numbers: Sequence[int]) -> Sequence[Sequence[int]]:
    return [numbers[start : start + _COLUMNS] for start in range(0, len(numbers), _COLUMNS)]


def _field(words: Words, guess: Mapping[str, Any], fields: Sequence[str], guessed: str, key: str) -> str:
    """One column: what it is read as, how surely, and why."""
    name = plain(guess["shown"][:LONGEST_NAME])
    certainty = guess.get("certainty")
    sure = words(f"upload.certainty.{certainty}") if certainty else words("upload.kept_out")
    field: str = st.selectbox(
        f"{name} · :small[{sure}]", fields, index=fields.index(guessed), key=key,
        format_func=lambda one: words(f"upload.field.{one}") if one else words("upload.field.none"),
    )  # fmt: skip
    if evidence := _evidence(words, guess):
        st.caption(" · ".join(map(plain, evidence)))
    return field


def _evidence(words: Words, guess: Mapping[str, Any]) -> list[str]:
    """What speaks for what a column is read as, and against it."""
    evidence = guess.get("evidence")
    said = [reasons.found_here(words, evidence["code"], evidence["arguments"])] if evidence else []
    if unread := guess.get("unread"):
        filled, examples = count(guess["read"] + unread), ", ".join(guess["unread_examples"])
        rows = ", ".join(map(str, guess["unread_rows"])) + (", …" if len(guess["unread_rows"]) < unread else "")
        where = f" ({words('upload.unread.rows', rows=rows)})" if guess["unread_rows"] else ""
        said.append(words("upload.unread", n=count(unread), of=filled, examples=examples) + where)
    if rivals := guess.get("rivals"):
        said.append(words("upload.rivals", columns=", ".join(name[:LONGEST_NAME] for name in rivals)))
    return said
