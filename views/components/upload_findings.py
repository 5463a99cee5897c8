"""What a check found in an uploaded file: what becomes of its rows, what to look at, and how the first rows are read."""

from typing import Any

import streamlit as st

from views.components import tables
from views.session.current_view import count, current_language, plain
from views.words import reasons
from views.words.masks import masks_shown
from views.words.strings import Words, has

_REJECTED_COLUMNS = ("file", "row", "column", "reason", "remedy", "raw")

TOLD_BY_THE_FORM = frozenset(("cells_not_read", "text_is_a_guess", "column_not_read", "scores_not_read"))
"""Codes of notes that the form says beside the columns, of all rows, or that the advice repeats."""

TOTALS = "totals_row"
"""Code of the reason for which a row is left out that sums up those above."""

_METRIC = 180
"""Pixels that a number takes."""

MOST_SENTENCES = 12
"""Notes and advice that are shown."""


def show_check(words: Words, found: dict[str, Any], key: str) -> None:
    """What a check found: the kind of file, what becomes of the rows, what to look at, examples, and the rejected rows."""
    _show_known(words, found)
    st.markdown(_format_facts(words, found))
    _show_outcome(words, found)
    _show_sentences(words, found)
    _show_groups(words, found)
    _show_journey(words, found.get("journey"))
    if found["examples"]:
        _show_examples(words, found["examples"], key)
    _show_rejected(words, found, key)


def new_answers(found: dict[str, Any]) -> int:
    """How many of the answers that would be stored the database does not have."""
    compared, known = found.get("compared") or 0, found.get("known") or 0
    return min(found["stored"], max(0, compared - known)) if known else int(found["stored"])


def is_known(found: dict[str, Any]) -> bool:
    """Whether the database has all answers of a file."""
    return bool(found.get("known")) and not new_answers(found)


def _show_known(words: Words, found: dict[str, Any]) -> None:
    """How many of the answers are there already, and from which file where its name is another; first those that would count twice."""
    if found.get("elsewhere"):
        twice = words("upload.known.elsewhere", n=count(found["elsewhere"]), source=found["elsewhere_source"])
        st.warning(plain(twice), icon=":material/content_copy:")
    if not found.get("known"):
        return
    key = f"upload.known.{'all' if is_known(found) else 'some'}{'_of' if found['known_source'] else ''}"
    told = words(key, n=count(found["known"]), source=found["known_source"] or "", new=count(new_answers(found)))
    st.info(plain(told), icon=":material/content_copy:")


def _format_facts(words: Words, found: dict[str, Any]) -> str:
    facts = {
        "kind": words(f"upload.kind.{found['kind']}") if has(f"upload.kind.{found['kind']}") else found["kind_label"],
        "rows": count(found["rows"]),
        "source": found.get("known_source") or found["source"],
        "encoding": found["encoding"],
        "sheet": found["sheet"],
        "scale": f"1–{found['rating_max']}" if found["rating_max"] else None,
    }
    return " · ".join(f"{words(f'upload.{name}')} {plain(str(value))}" for name, value in facts.items() if value)


def _show_outcome(words: Words, found: dict[str, Any]) -> None:
    """How many rows would be stored, and how many not."""
    numbers = {"stored": new_answers(found), "known": found.get("known") or 0}
    numbers |= {name: found[name] for name in ("repeated", "no_consent", "set_aside")}
    with st.container(horizontal=True):
        for name, n in numbers.items():
            if n or name == "stored":
                st.metric(words(f"upload.outcome.{name}"), count(n), border=True, width=_METRIC)
    if found["stored"]:
        st.caption(plain(_fillings(words, found)))


def _fillings(words: Words, found: dict[str, Any]) -> str:
    """How many answers have a text, a rating, ..., and from when they are."""
    parts = ", ".join(
        words("upload.with.part", field=words(f"upload.field.{name}"), n=count(n))
        for name, n in found["filled"].items()
    )
    if not found["first_date"]:
        return words("upload.with.undated", parts=parts)
    return words("upload.with", parts=parts, first=found["first_date"][:10], last=found["last_date"][:10])


def _show_sentences(words: Words, found: dict[str, Any]) -> None:
    """Notes and advice, as a list."""
    notes = [note for note in found["note_reasons"] if note["code"] not in TOLD_BY_THE_FORM]
    said = [reasons.found_here(words, one["code"], one["arguments"]) for one in (*found["advice"], *notes)]
    if said:
        lines = (f"- {plain(one)}" for one in dict.fromkeys(said[:MOST_SENTENCES]))
        st.info("\n".join((f"**{words('upload.notes')}**\n", *lines)), icon=":material/lightbulb:")


def _show_groups(words: Words, found: dict[str, Any]) -> None:
    """By what the answers can be split and compared, with the most frequent values."""
    groups = found["groups"]
    if groups:
        named = ((_group_name(words, one["field"]), plain(_values(words, one))) for one in groups)
        lines = (f"- **{name}** {values}" for name, values in named)
        st.markdown("\n".join((f"**{words('upload.groups')}**\n", *lines)))


def _show_journey(words: Words, journey: dict[str, Any] | None) -> None:
    """Which stages the first import gives the journey."""
    if not journey:
        return
    if journey["code"] == "general":
        st.caption(words("upload.journey.general"), help=words("places.stages.help"))
        return
    language = current_language()
    stages = " · ".join(journey["stages"][language])
    st.caption(plain(words("upload.journey", kind=journey[language], stages=stages)), help=words("places.stages.help"))


def _group_name(words: Words, field: str) -> str:
    """A field's name, or the name of a column that is kept under its own."""
    return words(f"upload.field.{field}") if has(f"upload.field.{field}") else plain(field)


def _values(words: Words, group: dict[str, Any]) -> str:
    shown = [f"{one['value']} ({count(one['count'])})" for one in group["most"]]
    more = group["values"] - len(shown)
    return ", ".join(shown) + (f" {words('upload.groups.more', n=count(more))}" if more > 0 else "")


def _show_examples(words: Words, examples: list[dict[str, Any]], key: str) -> None:
    """The first rows, without the fields that none of them has."""
    title, language = words("upload.examples"), current_language()
    st.markdown(f"**{title}**")
    rows = [
        {
            **row,
            "audience": words(f"audience.{row['audience']}"),
            "text": row["text"] and masks_shown(language, row["text"]),
        }
        for row in examples
    ]
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    columns = {words(f"upload.example.{name}"): _without_none([row[name] for row in rows]) for name in names}
    st.dataframe(columns, hide_index=True, alt=title, key=f"examples_{key}")


def _without_none(cells: list[Any]) -> list[Any]:
    """Texts with nothing where there is none; Streamlit writes None there."""
    return ["" if cell is None else cell for cell in cells] if any(isinstance(cell, str) for cell in cells) else cells


def _show_rejected(words: Words, found: dict[str, Any], key: str) -> None:
    total, rows = found["set_aside"], found["first_set_aside"]
    if not total:
        st.caption(words("upload.none_aside"))
        return
    totals = found["reason_codes"].get(TOTALS, 0)
    _show_totals(words, totals, rows)
    if total == totals:
        return
    st.warning(words("upload.aside", n=count(total - totals)), icon=":material/rule:")
    said = (reasons.found_here, reasons.remedy_here)
    shown = [{**row, "column": row["column"] or "", "raw": row["raw"] or ""} for row in rows]
    table = reasons.in_words(words, reasons.table_of(shown), said).select(_REJECTED_COLUMNS)
    table = table.rename_columns([words(f"column.{name}") for name in _REJECTED_COLUMNS])
    st.dataframe(table, hide_index=True, alt=words("data.rejected"), key=f"aside_{key}")
    if len(rows) < total:
        st.caption(words("upload.aside.first", n=count(len(rows))))
    tables.show_plain_downloads(words, table, "ondo-set-aside", f"aside_{key}")


def _show_totals(words: Words, n: int, rows: list[dict[str, Any]]) -> None:
    """Which rows sum up those above, and are left out for that."""
    if n:
        places = ", ".join(str(row["row"]) for row in rows if row["code"] == TOTALS)
        st.caption(words("upload.totals", n=count(n), rows=places))
