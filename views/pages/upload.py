"""Upload: choose files, see how they would be read, correct that, load them; for admins."""

import logging
from typing import Any

import streamlit as st

from views.access import access_log, gate
from views.components import tables, upload_form
from views.session import current_view, upload_jobs
from views.words import reasons
from views.words.strings import Words

_STATE = "uploads"
_WORDED = """<style>
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p,
[data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {{ content: "{button}"; font-size: 0.875rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: "{limits}"; font-size: 0.875rem; }}
</style>"""
"""Streamlit's uploader speaks English only; this puts the page's own words in the place of its two texts."""

_POLL_S = 1.0
"""Seconds between two looks at a process."""


def draw_page() -> None:
    """The whole page."""
    gate.require("upload")
    words = current_view.current_words()
    st.title(words("page.upload"), anchor=False)
    st.write(words("upload.what"))
    megabytes = gate.megabytes()
    kinds = ", ".join(suffix.removeprefix(".").upper() for suffix in upload_jobs.SUFFIXES)
    st.html(
        _WORDED.format(button=words("upload.button"), limits=words("upload.limits", megabytes=megabytes, kinds=kinds))
    )
    files = st.file_uploader(
        words("upload.choose"),
        type=list(upload_jobs.SUFFIXES),
        accept_multiple_files=True,
        max_upload_size=megabytes,
        key="upload_files",
        help=words("upload.choose.help", megabytes=megabytes),
    )
    st.caption(words("upload.privacy"))
    known = st.session_state.setdefault(_STATE, {})
    for gone in set(known) - {file.file_id for file in files}:
        _drop(known.pop(gone))
    for file in files:
        with st.container(border=True, key=f"upload_{file.file_id}"):
            _file(words, file, known.setdefault(file.file_id, {}))


def _drop(state: dict[str, Any]) -> None:
    job = state.get("job")
    if job is not None and not job.is_done:
        job.cancel()


def _file(words: Words, file: Any, state: dict[str, Any]) -> None:
    """One file: what goes on with it, what was found in it, how to read it, and what came of it."""
    name = state.get("shown") or upload_jobs.safe_name(file.name)
    st.subheader(current_view.plain(name), anchor=False, icon=":material/description:")
    if file.size > gate.megabytes() * 1_000_000:
        st.error(words("upload.too_large", megabytes=gate.megabytes()), icon=":material/error:")
        return
    if not state:
        _start(words, state, "check", file, upload_jobs.UploadChoices())
    job = state.get("job")
    if job is not None and not job.is_done:
        _watching(words, job, file.file_id)
        return
    if job is not None:
        _take(state, job)
    if state.get("failure"):
        _failed(words, *state["failure"])
    if state.get("report"):
        _report(words, state)
    found = state.get("checked")
    if found:
        _found(words, found, file.file_id)
    asked = upload_form.asked(words, found, file.file_id, state.get("asked", upload_jobs.UploadChoices()))
    left, right, _ = st.columns([1, 1, 3])
    if left.button(words("upload.again"), key=f"again_{file.file_id}", icon=":material/preview:", width="stretch"):
        _start(words, state, "check", file, asked)
        st.rerun()
    can_load = found is not None and found["set_aside"] < found["rows"]
    load = words("upload.load")
    if right.button(load, key=f"load_{file.file_id}", type="primary", icon=":material/play_arrow:", disabled=not can_load,
                    width="stretch"):  # fmt: skip
        _start(words, state, "run", file, asked)
        st.rerun()


def _start(words: Words, state: dict[str, Any], kind: str, file: Any, asked: upload_jobs.UploadChoices) -> None:
    visitor = gate.require("upload")
    facts = {"kind": kind, "bytes": file.size, "ending": upload_jobs.safe_name(file.name).rpartition(".")[2]}
    try:
        gate.note(visitor, "upload", **facts)
        state["job"] = upload_jobs.start(kind, file.name, file.getvalue(), asked)
        state["asked"], state["kind"] = asked, kind
        state.pop("failure", None)
        state.pop("report", None)
    except (upload_jobs.TooManyJobs, access_log.LogFailed, OSError) as error:
        state["failure"] = ("busy" if isinstance(error, upload_jobs.TooManyJobs) else "no_place", {})
        logging.getLogger("ondo").warning("%s", error)


def _take(state: dict[str, Any], job: upload_jobs.UploadJob) -> None:
    """Keep what an ended process said."""
    state["job"] = None
    answer = job.answer()
    if answer is None or job.process.returncode:
        state["failure"] = job.failure()
        return
    state["shown"] = (answer.get("file") or (answer.get("files") or [""])[0]) or state.get("shown")
    state["checked" if job.kind == "check" else "report"] = answer
    if job.kind == "run":
        counts = {name: answer[name] for name in ("read", "new", "updated", "set_aside")}
        gate.note_quietly(gate.visitor(), "loaded", files=answer["files"], **counts)


def _watching(words: Words, job: upload_jobs.UploadJob, key: str) -> None:
    @st.fragment(run_every=_POLL_S)
    def watch() -> None:
        if job.is_done:
            st.rerun()
        done, of = job.progress()
        text = words(f"upload.doing.{job.kind}", n=current_view.count(done))
        st.progress(min(1.0, done / of) if of else 0.0, text=text)
        if st.button(words("upload.cancel"), key=f"cancel_{key}", icon=":material/close:"):
            job.cancel()

    watch()


def _failed(words: Words, why: str, error: dict[str, Any]) -> None:
    st.error(f"**{words(f'upload.failed.{why}')}**  \n{words(f'upload.failed.{why}.do')}", icon=":material/error:")
    if error:
        said = ". ".join(filter(None, _sentences(words, error)))
        st.caption(words("upload.said", text=current_view.plain(upload_jobs.tidied(said))))


def _sentences(words: Words, error: dict[str, Any]) -> tuple[str | None, str | None]:
    """What was found and what to do: in the words of the page where the error has a code, else as the process said it."""
    code, arguments = error.get("reason_code"), error.get("arguments", {})
    if not code:
        return error.get("message"), error.get("remedy")
    return reasons.found(words, code, arguments), reasons.remedy(words, error["remedy_code"], arguments)


def _found(words: Words, found: dict[str, Any], key: str) -> None:
    facts = {
        "kind": found["kind_label"],
        "rows": current_view.count(found["rows"]),
        "source": found["source"],
        "encoding": found["encoding"],
        "sheet": found["sheet"],
        "scale": f"1–{found['rating_max']}" if found["rating_max"] else None,
    }
    shown = " · ".join(
        f"{words(f'upload.{name}')} {current_view.plain(str(value))}" for name, value in facts.items() if value
    )
    st.markdown(shown)
    for note in found["note_reasons"]:
        said = reasons.found(words, note["code"], note["arguments"])
        st.caption(words("upload.said", text=current_view.plain(said)))
    if found["examples"]:
        st.markdown(f"**{words('upload.examples')}**")
        names = [name for name in found["examples"][0] if any(row[name] is not None for row in found["examples"])]
        st.dataframe(
            {words(f"upload.example.{name}"): [row[name] for row in found["examples"]] for name in names},
            hide_index=True,
            alt=words("upload.examples"),
            key=f"examples_{key}",
        )
    _rejected(words, found, key)


def _rejected(words: Words, found: dict[str, Any], key: str) -> None:
    total, rows = found["set_aside"], found["first_set_aside"]
    if not total:
        st.caption(words("upload.none_aside"))
        return
    st.warning(words("upload.aside", n=current_view.count(total)), icon=":material/rule:")
    names = ("file", "row", "column", "reason", "remedy", "raw")
    table = reasons.in_words(words, reasons.table_of(rows)).select(names)
    table = table.rename_columns([words(f"column.{name}") for name in names])
    st.dataframe(table, hide_index=True, alt=words("data.rejected"), key=f"aside_{key}")
    if len(rows) < total:
        st.caption(words("upload.aside.first", n=current_view.count(len(rows))))
    tables.plain_downloads(words, table, "ondo-set-aside", f"aside_{key}")


def _report(words: Words, state: dict[str, Any]) -> None:
    report = state["report"]
    st.success(words("upload.done" if report["published"] else "upload.nothing_new"), icon=":material/check_circle:")
    numbers = {name: report[name] for name in ("new", "updated", "unchanged", "repeated", "no_consent", "set_aside")}
    numbers |= {"scored": report["scored"], "masked": sum(report["masked"].values())}
    with st.container(horizontal=True, key="upload_report"):
        for name, n in numbers.items():
            st.metric(words(f"upload.report.{name}"), current_view.count(n), border=True)


draw_page()
