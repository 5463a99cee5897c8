"""The upload page's panels: the choice of files, and for each the progress, what was found, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

import streamlit as st

import queries
from views.access import gate
from views.components import upload_findings, upload_form
from views.session import upload_jobs
from views.session.current_view import count, current_language, plain
from views.session.upload_jobs import UploadJob
from views.session.uploads import ChosenFile, Upload
from views.words import reasons
from views.words.strings import Words

_POLL_S = 1.0
"""Seconds between two looks at a process."""

_RESULTS = {"summary": ":material/dashboard:", "comments": ":material/forum:"}
"""Pages to which an import leads, with their signs."""


def choose_files(words: Words) -> Sequence[ChosenFile]:
    """The uploader, with its texts in the page's language; the files that are chosen."""
    megabytes = gate.megabytes()
    return st.file_uploader(
        words("upload.choose"),
        type=list(upload_jobs.SUFFIXES),
        accept_multiple_files=True,
        max_upload_size=megabytes,
        key="upload_files",
        help=words("upload.choose.help", megabytes=megabytes),
    )


def answer(words: Words, uploads: Collection[Upload]) -> str:
    """Where the chosen files are, in a sentence: what has been brought in, else what can be."""
    if running := {upload.doing for upload in uploads} - {""}:
        return words("upload.answer.importing" if "run" in running else "upload.answer.reading")
    if reports := list(filter(None, (upload.report for upload in uploads))):
        return _done(words, reports)
    if checked := list(chain.from_iterable(upload.checked for upload in uploads)):
        return _checked(words, checked)
    return words("upload.answer.failed" if any(upload.failure for upload in uploads) else "upload.answer.choose")


def _done(words: Words, reports: Sequence[dict[str, Any]]) -> str:
    """What has been brought in."""
    if any(report["new"] or report["updated"] for report in reports):
        return _counted(words, "done", reports, sum(report["new"] for report in reports))
    return words("upload.answer.known")


def _checked(words: Words, checked: Sequence[dict[str, Any]]) -> str:
    """What can be brought in."""
    if all(map(upload_findings.is_known, checked)):
        return words("upload.answer.known")
    return _counted(words, "checked", checked, sum(map(upload_findings.new_answers, checked)))


def _counted(words: Words, state: str, found: Sequence[dict[str, Any]], n: int) -> str:
    """How many answers of all files there are, and how many rows are left out if any is."""
    set_aside = sum(one["set_aside"] for one in found)
    key = f"upload.answer.{state}.{'some' if set_aside else 'all'}"
    return words(key, n=count(n), set_aside=count(set_aside))


def show_failed(words: Words, files: Sequence[ChosenFile], uploads: Mapping[str, Upload]) -> None:
    """Which of several files could not be read, above what came of the others."""
    failed = [upload_jobs.safe_name(file.name) for file in files if uploads[file.file_id].failure]
    if failed and len(files) > 1:
        st.error(plain(words("upload.failed.files", names=", ".join(failed))), icon=":material/error:")


def show_file(words: Words, file: ChosenFile, upload: Upload) -> None:
    """One file: the process over it, or what came of it with the form to correct how it is read."""
    st.subheader(plain(upload.name or upload_jobs.safe_name(file.name)), anchor=False, icon=":material/description:")
    if file.size > gate.megabytes() * 1_000_000:
        st.error(words("upload.too_large", megabytes=gate.megabytes()), icon=":material/error:")
        return
    if not upload.has_begun:
        upload.start("check", file, upload.choices)
    if _show_import(words, upload, file.file_id):
        return
    _show_answers(words, upload, file.file_id)
    _show_form(words, file, upload)


def show_left(words: Words, upload: Upload, key: str) -> None:
    """An import that goes on, or has ended, though its file is no longer chosen."""
    st.subheader(plain(upload.name), anchor=False, icon=":material/description:")
    if not _show_import(words, upload, key) and upload.failure:
        _show_failure(words, *upload.failure)


def _show_import(words: Words, upload: Upload, key: str) -> bool:
    """The process over a file, or what its import has brought, if either is there to show."""
    if upload.job is not None and upload.is_running:
        _show_progress(words, upload.job, key, sum(found["rows"] for found in upload.checked))
        return True
    upload.keep_answer()
    if not upload.report or upload.failure:
        return False
    _show_report(words, upload.report)
    return True


def _show_progress(words: Words, job: UploadJob, key: str, rows: int) -> None:
    """What a process is doing; ``rows`` are those of a file that has been checked."""

    @st.fragment(run_every=_POLL_S)
    def watch() -> None:
        if job.is_done:
            st.rerun()
        done, of = job.progress()
        of = of or rows
        if job.kind == "check" or not done or not of:
            st.info(
                words(f"upload.doing.{'check' if job.kind == 'check' else 'begin'}"), icon=":material/hourglass_top:"
            )
        else:
            state = "run" if done < of else "score"
            st.progress(min(1.0, done / of), text=words(f"upload.doing.{state}", n=count(done), of=count(of)))
        if st.button(words("upload.cancel"), key=f"cancel_{key}", icon=":material/close:"):
            job.cancel()

    watch()


def _show_answers(words: Words, upload: Upload, key: str) -> None:
    if upload.failure:
        _show_failure(words, *upload.failure)
        if upload.columns:
            st.caption(words("upload.failed.refused.columns"))
    if len(upload.checked) > 1:
        st.caption(words("upload.several", n=count(len(upload.checked))))
    for number, found in enumerate(upload.checked):
        if len(upload.checked) > 1:
            st.markdown(f"**{plain(found['file'])}**")
        upload_findings.show_check(words, found, f"{key}_{number}" if number else key)


def _show_form(words: Words, file: ChosenFile, upload: Upload) -> None:
    """The form and the buttons, as far as there is something to correct or to load."""
    if not upload.can_be_helped:
        return
    key = file.file_id
    if upload.columns is None and upload.checked:
        st.caption(words("upload.several.columns"))
    choices = upload_form.asked(words, upload.columns, key, upload.choices)
    left, right, _ = st.columns([1, 1, 3])
    if left.button(words("upload.again"), key=f"again_{key}", icon=":material/preview:", width="stretch"):
        upload.start("check", file, choices)
        st.rerun()
    if not upload.can_be_loaded:
        if upload.checked:
            st.caption(words("upload.nothing_to_load"))
        return
    is_known = all(map(upload_findings.is_known, upload.checked))
    kind: Literal["primary", "secondary"] = "secondary" if is_known else "primary"
    label = words("upload.load_again" if is_known else "upload.load")
    if right.button(label, key=f"load_{key}", type=kind, icon=":material/play_arrow:", width="stretch"):
        upload.start("run", file, choices)
        st.rerun()
    st.caption(words("upload.undo", name=queries.database_path().name))


def _show_failure(words: Words, why: str, error: dict[str, Any]) -> None:
    lines = [f"**{words(f'upload.failed.{why}')}**", words(f"upload.failed.{why}.do")]
    if error:
        found, remedy = (said and plain(upload_jobs.tidied(said)) for said in _sentences(words, error))
        place = plain(upload_jobs.tidied(error.get("where") or ""))
        lines += [words("upload.said", text=found)] if found else []
        lines += [words("upload.where", place=place)] if place else []
        lines += [words("upload.remedy", text=remedy)] if remedy else []
    st.error("  \n".join(lines), icon=":material/error:")


def _sentences(words: Words, error: dict[str, Any]) -> tuple[str | None, str | None]:
    """What was found and what to do: in the words of the page where the error has a code, else as the process said it, which
    is English; others read what ``upload.failed`` says of it."""
    code = error.get("reason_code")
    if not code:
        return (error.get("message"), error.get("remedy")) if current_language() == "en" else (None, None)
    arguments = error["arguments"]
    found = reasons.found_here(words, code, arguments)
    return found, error["remedy_code"] and reasons.remedy_here(words, error["remedy_code"], arguments)


def _show_report(words: Words, report: dict[str, Any]) -> None:
    """What came of an import, with the ways to it."""
    is_new = report["new"] or report["updated"]
    told = "done" if is_new else "nothing_new"
    n = report["new"] if is_new else report["unchanged"] + report["repeated"]
    st.success(words(f"upload.{told}", n=count(n)), icon=":material/check_circle:")
    with st.container(horizontal=True, key="upload_results"):
        for page, icon in _RESULTS.items():
            st.page_link(f"views/pages/{page}.py", label=words(f"upload.see.{page}"), icon=icon)
    numbers = {name: report[name] for name in ("new", "updated", "unchanged", "repeated", "no_consent", "set_aside")}
    numbers |= {"scored": report["scored"], "masked": sum(report["masked"].values())}
    with st.container(horizontal=True, key="upload_report"):
        for name, number in numbers.items():
            if number or name == "new":
                st.metric(words(f"upload.report.{name}"), count(number), border=True)
    st.caption(words("upload.next_file"))
