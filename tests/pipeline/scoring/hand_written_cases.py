"""The comments of ``cases.tsv``, each with what is expected of it."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """One comment and what is expected of it."""

    language: str
    kind: str
    tone: str
    emotions: tuple[str, ...]
    text: str


def _case(line: str) -> Case:
    language, kind, tone, emotions, text = line.split("\t")
    return Case(language, kind, tone, tuple(filter(None, emotions.split("|"))), text)


CASES = [_case(line) for line in (HERE / "cases.tsv").read_text("utf-8").splitlines()[1:]]
