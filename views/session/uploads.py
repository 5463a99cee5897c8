"""What each file chosen on the upload page is going through in this session: checked, corrected, loaded."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Protocol

import streamlit as st

from views.access import access_log, gate
from views.session import upload_jobs
from views.session.upload_jobs import UploadChoices, UploadJob

_STATE = "uploads"

HELPED_BY_FORM = frozenset(
    "save_as_utf8 save_as_utf8_or_correct_line name_known_encoding name_own_source name_consent_question".split()
)
"""Codes of remedies of refused files that stand in the form."""


class ChosenFile(Protocol):
    """A file in the browser's hands, as Streamlit's uploader gives it."""

    name: str
    size: int
    file_id: str

    def getvalue(self) -> bytes:
        """Its bytes."""


@dataclass(slots=True)
class Upload:
    """One chosen file: the process over it, how it is to be read, and what came of the last check and the last run.

    ``checked`` (one for each table in the file) and ``report`` are answers of a process, ``named`` are the columns of a file
    that cannot be read until somebody says what they are, ``failure`` is why a process failed and its error event; ``name`` is
    the file's as the process knows it.
    """

    job: UploadJob | None = None
    choices: UploadChoices = field(default_factory=UploadChoices)
    has_begun: bool = False
    name: str = ""
    checked: list[dict[str, Any]] = field(default_factory=list)
    named: dict[str, Any] | None = None
    report: dict[str, Any] | None = None
    failure: tuple[str, dict[str, Any]] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a process is at work on it."""
        return self.job is not None and not self.job.is_done

    @property
    def doing(self) -> str:
        """What the process at work on it does (check or run); empty where there is none."""
        return self.job.kind if self.job is not None and self.is_running else ""

    @property
    def can_be_loaded(self) -> bool:
        """Whether the last check found a row that would be kept."""
        return any(found["set_aside"] < found["rows"] for found in self.checked)

    @property
    def can_be_helped(self) -> bool:
        """Whether another choice in the form, or another try, may have another end."""
        if self.failure is None or self.checked or self.named:
            return True
        why, error = self.failure
        return why != "refused" or error.get("remedy_code") in HELPED_BY_FORM

    @property
    def columns(self) -> dict[str, Any] | None:
        """What is known of the columns, where they are those of all tables in the file."""
        headers = {tuple(guess["column"] for guess in found["columns"]) for found in self.checked}
        return self.checked[0] if len(headers) == 1 else self.named

    def start(self, kind: str, file: ChosenFile, choices: UploadChoices) -> None:
        """Start a check or a run (``kind``) of the file; what keeps it from starting becomes the ``failure``."""
        visitor, self.has_begun = gate.require("upload"), True
        ending = upload_jobs.safe_name(file.name).rpartition(".")[2]
        try:
            gate.note(visitor, "upload", kind=kind, bytes=file.size, ending=ending)
            self.job = upload_jobs.start(kind, file.name, file.getvalue(), choices)
            self.choices, self.failure, self.report = choices, None, None
        except (upload_jobs.TooManyJobs, access_log.LogFailed, OSError) as error:
            self.failure = ("busy" if isinstance(error, upload_jobs.TooManyJobs) else "no_place", {})
            logging.getLogger("ondo").warning("%s", error)

    def keep_answer(self) -> None:
        """Keep what an ended process answered, if one has ended since the last look."""
        job, self.job = self.job, None
        if job is None:
            return
        answers = job.answers()
        if job.kind == "check":
            self._keep_check(job, answers)
        elif not answers or job.process.returncode:
            self.failure = job.failure()
        else:
            answer = answers[-1]
            self.name, self.report = next(iter(answer.get("files") or ()), "") or self.name, answer
            counts = {name: answer[name] for name in ("read", "new", "updated", "set_aside")}
            gate.note_quietly(gate.visitor(), "loaded", files=answer["files"], **counts)

    def _keep_check(self, job: UploadJob, answers: list[dict[str, Any]]) -> None:
        is_good = bool(answers) and not job.process.returncode
        self.checked, self.named = answers if is_good else [], job.columns()
        if not is_good:
            self.failure = job.failure()
        elif len(answers) == 1:
            self.name = answers[0].get("file") or self.name


def of_files(chosen: Collection[str]) -> dict[str, Upload]:
    """The uploads of the chosen files by file id, and the imports that go on though their files are no longer chosen, as after a
    look at another page; other processes over such files are cancelled."""
    uploads: dict[str, Upload] = st.session_state.setdefault(_STATE, {})
    for file_id in set(uploads) - set(chosen):
        gone = uploads[file_id].job
        if gone is not None and gone.kind == "run":
            continue
        del uploads[file_id]
        if gone is not None:
            gone.cancel()
    for file_id in chosen:
        uploads.setdefault(file_id, Upload())
    return uploads


def running_imports() -> list[UploadJob]:
    """The imports of this session that have not ended."""
    uploads: dict[str, Upload] = st.session_state.get(_STATE, {})
    return [one.job for one in uploads.values() if one.job is not None and one.doing == "run"]
