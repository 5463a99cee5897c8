"""The upload page's panels: the choice of files, and for each the progress, what was found, and what came of it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from views.access import gate
from views.components import tables, upload_form
from views.session import upload_jobs
from views.session.current_view import count, plain
from views.session.upload_jobs import UploadJob
from views.session.uploads import ChosenFile, Upload
from views.words import reasons
from views.words.strings import Words

_TEXTS = """<style>
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p,
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {{ content: "{button}"; font-size: 0.875rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: "{limits}"; font-size: 0.875rem; }}
</style>"""
"""Streamlit's uploader speaks English only; this puts the page's own words in the place of its two texts."""

_POLL_S = 1.0
"""Seconds between two looks at a process."""

_REJECTED_COLUMNS = ("file", "row", "column", "reason", "remedy", "raw")


def choose_files(words: Words) -> Sequence[ChosenFile]:
    """The uploader, with its texts in the page's language; the files that are chosen."""
    megabytes = gate.megabytes()
    kinds = ", ".join(suffix.removeprefix(".").upper() for suffix in upload_jobs.SUFFIXES)
    limits = words("upload.limits", megabytes=megabytes, kinds=kinds)
    st.html(_TEXTS.format(button=words("upload.button"), limits=limits))
    return st.file_uploader(
        words("upload.choose"),
        type=list(upload_jobs.SUFFIXES),
        accept_multiple_files=True,
        max_upload_size=megabytes,
        key="upload_files",
        help=words("upload.choose.help", megabytes=megabytes),
    )


def show_file(words: Words, file: ChosenFile, upload: Upload) -> None:
    """One file: the process over it, or what came of it with the form to correct how it is read."""
    st.subheader(plain(upload.name or upload_jobs.safe_name(file.name)), anchor=False, icon=":material/description:")
    if file.size > gate.megabytes() * 1_000_000:
        st.error(words("upload.too_large", megabytes=gate.megabytes()), icon=":material/error:")
        return
    if not upload.has_begun:
        upload.start("check", file, upload.choices)
    if upload.job is not None and upload.is_running:
        _show_progress(words, upload.job, file.file_id)
        return
    upload.keep_answer()
    _show_answers(words, upload, file.file_id)
    _show_form(words, file, upload)


def _show_progress(words: Words, job: UploadJob, key: str) -> None:
    @st.fragment(run_every=_POLL_S)
    def watch() -> None:
        if job.is_done:
            st.rerun()
        done, of = job.progress()
        text = words(f"upload.doing.{job.kind}", n=count(done))
        st.progress(min(1.0, done / of) if of else 0.0, text=text)
        if st.button(words("upload.cancel"), key=f"cancel_{key}", icon=":material/close:"):
            job.cancel()

    watch()


def _show_answers(words: Words, upload: Upload, key: str) -> None:
    if upload.failure:
        _show_failure(words, *upload.failure)
    if upload.report:
        _show_report(words, upload.report)
    if upload.checked:
        _show_check(words, upload.checked, key)


def _show_form(words: Words, file: ChosenFile, upload: Upload) -> None:
    key = file.file_id
    choices = upload_form.asked(words, upload.checked, key, upload.choices)
    left, right, _ = st.columns([1, 1, 3])
    if left.button(words("upload.again"), key=f"again_{key}", icon=":material/preview:", width="stretch"):
        upload.start("check", file, choices)
        st.rerun()
    if right.button(
        words("upload.load"), key=f"load_{key}", type="primary", icon=":material/play_arrow:",
        disabled=not upload.can_be_loaded, width="stretch",
    ):  # fmt: skip
        upload.start("run", file, choices)
        st.rerun()


def _show_failure(words: Words, why: str, error: dict[str, Any]) -> None:
    st.error(f"**{words(f'upload.failed.{why}')}**  \n{words(f'upload.failed.{why}.do')}", icon=":material/error:")
    if error:
        message = ". ".join(filter(None, _sentences(words, error)))
        st.caption(words("upload.said", text=plain(upload_jobs.tidied(message))))


def _sentences(words: Words, error: dict[str, Any]) -> tuple[str | None, str | None]:
    """What was found and what to do: in the words of the page where the error has a code, else as the process said it."""
    code = error.get("reason_code")
    if not code:
        return error.get("message"), error.get("remedy")
    arguments = error["arguments"]
    return reasons.found(words, code, arguments), reasons.remedy(words, error["remedy_code"], arguments)


def _show_check(words: Words, found: dict[str, Any], key: str) -> None:
    """What a check found: the kind of file, notes, examples of how rows are read, and the rejected rows."""
    st.markdown(_format_facts(words, found))
    for note in found["note_reasons"]:
        st.caption(words("upload.said", text=plain(reasons.found(words, note["code"], note["arguments"]))))
    if found["examples"]:
        _show_examples(words, found["examples"], key)
    _show_rejected(words, found, key)


def _format_facts(words: Words, found: dict[str, Any]) -> str:
    facts = {
        "kind": found["kind_label"],
        "rows": count(found["rows"]),
        "source": found["source"],
        "encoding": found["encoding"],
        "sheet": found["sheet"],
        "scale": f"1–{found['rating_max']}" if found["rating_max"] else None,
    }
    return " · ".join(f"{words(f'upload.{name}')} {plain(str(value))}" for name, value in facts.items() if value)


def _show_examples(words: Words, examples: list[dict[str, Any]], key: str) -> None:
    """The first rows, without the fields that none of them has."""
    title = words("upload.examples")
    st.markdown(f"**{title}**")
    names = [name for name in examples[0] if any(row[name] is not None for row in examples)]
    columns = {words(f"upload.example.{name}"): [row[name] for row in examples] for name in names}
    st.dataframe(columns, hide_index=True, alt=title, key=f"examples_{key}")


def _show_rejected(words: Words, found: dict[str, Any], key: str) -> None:
    total, rows = found["set_aside"], found["first_set_aside"]
    if not total:
        st.caption(words("upload.none_aside"))
        return
    st.warning(words("upload.aside", n=count(total)), icon=":material/rule:")
    table = reasons.in_words(words, reasons.table_of(rows)).select(_REJECTED_COLUMNS)
    table = table.rename_columns([words(f"column.{name}") for name in _REJECTED_COLUMNS])
    st.dataframe(table, hide_index=True, alt=words("data.rejected"), key=f"aside_{key}")
    if len(rows) < total:
        st.caption(words("upload.aside.first", n=count(len(rows))))
    tables.show_plain_downloads(words, table, "ondo-set-aside", f"aside_{key}")


def _show_report(words: Words, report: dict[str, Any]) -> None:
    st.success(words("upload.done" if report["published"] else "upload.nothing_new"), icon=":material/check_circle:")
    numbers = {name: report[name] for name in ("new", "updated", "unchanged", "repeated", "no_consent", "set_aside")}
    numbers |= {"scored": report["scored"], "masked": sum(report["masked"].values())}
    with st.container(horizontal=True, key="upload_report"):
        for name, n in numbers.items():
            st.metric(words(f"upload.report.{name}"), count(n), border=True)
