"""No question is an oracle: what may be asked tells nothing of texts that may not be read.

The game: two files that differ in nothing but the texts. Whoever could put a text together from answers could tell the
files apart by them; so every answer to a permitted question must be the same in both.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

import queries
from pipeline.config.settings import DATABASE_VARIABLE
from pipeline.corrections import file as corrections_file
from pipeline.corrections.events import Correction, mark_of_text, masked_name
from queries import QUERIES, Filter
from tests import sample_databases
from views.access import access_log, gate, roles
from views.session import data

QUESTIONS = 2_000
SECRETS = (
    "소송을 준비하고 있습니다 비밀번호는 말 못해요",
    "팀장 때문에 이직합니다",
    "My lawyer has the letter, call Mr Kim",
    "배송이 두 번 늦었고 환불도 안 됐어요",
)
PLAIN = ("그냥 그래요", "좋아요", "nothing to say", "잘 쓰고 있습니다")
READS = frozenset(
    {
        *roles.READS_TEXT,
        "quote_list",
        "export_list",
        "mention_list",
        "lemma_list",
        "unplaced_lemma_list",
        "rejected_row_list",
    }
)
"""Queries that answer with texts or words to those who may read them."""


def answers(texts: tuple[str, ...]) -> list[sample_databases.Answer]:
    """The same answers whatever the texts: 60 customers' and 32 employees', few of whom may be quoted."""
    draw = Random(4)
    found = []
    for place in range(92):
        may_be_quoted = place % 7 == 0
        text = "이 말은 인용해도 됩니다" if may_be_quoted else texts[draw.randrange(len(texts))]
        found.append(
            sample_databases.Answer(
                at=f"2026-{1 + place % 3:02}-{1 + place % 28:02}T09:{place % 60:02}:00",
                text=text,
                reply=f"말씀하신 '{text}' 확인하겠습니다" if place % 3 == 0 else None,
                tone=round(draw.uniform(-1, 1), 2),
                emotions={draw.choice(["joy", "anger", "trust"]): 1 + place % 3},
                nps=draw.choice([2, 8, 9, 10]),
                touchpoint=draw.choice(["payment", "delivery"]),
                channel=draw.choice(["app", "web"]),
                segment="VVIP" if place == 30 else "usual",
                audience="customer" if place < 60 else "employee",
                consent_quote=may_be_quoted,
                lemmas=("배송/NNG",) if place % 2 else (),
            )
        )
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files that differ in nothing but the texts that may not be quoted; people have said the same of both."""
    folder = tmp_path_factory.mktemp("oracle")
    secret, plain = (
        corrected(sample_databases.build_database(folder / name, answers(texts)), answers(texts))
        for name, texts in (("secret.duckdb", SECRETS), ("plain.duckdb", PLAIN))
    )
    return secret, plain


def corrected(path: Path, of: list[sample_databases.Answer]) -> Path:
    """The file, with a customer's comment in twelve at another touchpoint, and an employee's as sad as can be."""
    corrections_file.append(
        path,
        [
            Correction(
                f"{number:016x}", "2026-04-01T00:00:00.000000+00:00", masked_name("kim"), number,
                mark=mark_of_text(answer.text), tone=-1.0, emotions={"anger": 3},
                touchpoint="delivery" if answer.audience == "customer" else None,
            )
            for number, answer in enumerate(of, 1)
            if number % 12 == 5
        ],
    )  # fmt: skip
    return path


@pytest.fixture(autouse=True)
def _quiet_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def a_guess(draw: Random) -> str:
    """A piece of a secret, as somebody who puts it together letter by letter would come to ask for it."""
    text = draw.choice(SECRETS)
    start = draw.randrange(len(text))
    return text[start : start + draw.randint(1, 12)].strip() or "소송"


def a_filter(draw: Random, audience: str) -> Filter:
    """A filter that often searches for a guess: in it, as a phrase, or by leaving it out."""
    guess = a_guess(draw)
    limits: dict[str, Any] = draw.choice(
        [{"contains": guess}, {"words": f'-"{guess}"'}, {"words": f'"{guess}"'}, {"words": guess}, {}]
    )
    limits |= draw.choice(
        [
            {},
            {"touchpoints": ("payment",)},
            {"channels": ("app",)},
            {"segments": ("VVIP",)},
            {"date_from": date(2026, draw.randint(1, 3), draw.randint(1, 28))},
            {"tone_from": round(draw.uniform(-1, 1), 1)},
            {"nps_bands": ("promoter",)},
            {"emotions": ("anger",)},
        ]
    )
    return Filter(audience=audience, **limits)


def a_question(draw: Random, names: tuple[str, ...], audience: str) -> tuple[str, dict[str, Any]]:
    query = QUERIES[draw.choice(names)]
    free = {
        "topics": [["환불"], ["팀장", "이직"]],
        "days": 90,
        "language": "ko",
        "limit": 20,
        "offset": 0,
        "emotion": "anger",
        "feedback_id": draw.randint(1, 92),
    }
    params: dict[str, Any] = {
        name: a_filter(draw, audience) if name in ("filter", "other") else draw.choice(choices or (free.get(name),))
        for name, choices in query.params.items()
    }
    return query.name, params


def rounded(row: dict[str, Any]) -> dict[str, Any]:
    """The row without the last digits of its floating point numbers, which hang on the order of adding up."""
    return {name: round(value, 9) if isinstance(value, float) else value for name, value in row.items()}


def answered(database: Path, question: tuple[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the data say to a question, or that they refuse it."""
    monkeypatch.setenv(DATABASE_VARIABLE, str(database))
    name, params = question
    try:
        return [rounded(row) for row in data.run(name, **params).to_pylist()]
    except gate.AccessDenied:
        return "refused"


def play(
    files: tuple[Path, Path], visitor: gate.Visitor, names: tuple[str, ...], audience: str, patch: pytest.MonkeyPatch
) -> int:
    """Ask all questions of both files and compare; returns how many were answered."""
    draw, permitted = Random(12), 0
    patch.setattr(access_log, "write", lambda *_, **__: None)
    with gate.acting(visitor):
        for _ in range(QUESTIONS):
            question = a_question(draw, names, audience)
            secret, plain = (answered(path, question, patch) for path in files)
            assert secret == plain, question
            permitted += secret != "refused"
    return permitted


def test_an_executive_puts_no_text_together(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    names = tuple(name for name in QUERIES if roles.least_role(name) == roles.EXECUTIVE)
    visitor = gate.Visitor("exec@example.com", "executive")
    assert play(files, visitor, names, "customer", monkeypatch) > QUESTIONS / 20


@pytest.mark.parametrize("role", ["executive", "admin"])
def test_nobody_puts_a_text_of_employees_together(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    """Whoever may read them reads those of whole blocks; what is counted and selected tells nothing more."""
    names = tuple(name for name in QUERIES if "filter" in QUERIES[name].params and name not in READS)
    monkeypatch.setattr("tests.views.access.test_no_oracle.QUESTIONS", QUESTIONS // 2)
    assert play(files, gate.Visitor("a@example.com", role), names, "employee", monkeypatch) > QUESTIONS / 40


@pytest.mark.parametrize("role", ["executive", "manager", "analyst", "admin"])
@pytest.mark.parametrize("text", [{"contains": "팀장"}, {"words": '-"팀장"'}, {"words": "이직"}], ids=str)
def test_employees_texts_are_not_searched_by_anybody(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, role: str, text: dict[str, str]
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, str(files[0]))
    chosen = Filter(audience="employee", **text)
    own = {
        "language": "ko",
        "filter": chosen,
        "other": Filter(),
        "order": "newest",
        "limit": 5,
        "offset": 0,
        "kind": "deposit",
    }
    own |= {
        "grain": "month",
        "dimension": "channel",
        "emotion": "joy",
        "about": "topic",
        "topics": [["배송"]],
        "days": 90,
        "expression": "wish",
    }
    with gate.acting(gate.Visitor("a@example.com", role)):
        for query in QUERIES.values():
            if "filter" in query.params:
                for fetch in (data.run, data.uncached):
                    with pytest.raises(gate.AccessDenied):
                        fetch(query.name, **{name: own[name] for name in query.params})
    with pytest.raises(queries.FilterRefused, match="employees"):
        queries.open_warehouse(files[0]).run("comment_count", filter=chosen)


def test_an_executive_asks_for_no_words(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, str(files[0]))
    with gate.acting(gate.Visitor("exec@example.com", "executive")):
        for ask in (lambda: data.search("소송"), lambda: data.run("lemma_list")):
            with pytest.raises(gate.AccessDenied):
                ask()
    with gate.acting(gate.Visitor("a@example.com", "manager")):
        assert data.run("lemma_list").num_rows and data.search("배송").terms


def test_what_an_admin_has_asked_does_not_answer_an_executive(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache is shared, the answers are not."""
    monkeypatch.setenv(DATABASE_VARIABLE, str(files[0]))
    vvip = Filter(segments=("usual", "VVIP"))
    found = []
    for role in ("admin", "executive", "admin", "executive"):
        with gate.acting(gate.Visitor("a@example.com", role)):
            found.append(data.run("tone", filter=vvip).to_pylist())
    assert found[0] == found[2] != found[1] == found[3]


def test_searches_are_noted_without_their_words(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, str(files[0]))
    access_log.log_path(files[0]).unlink(missing_ok=True)
    with gate.acting(gate.Visitor("a@example.com", "manager")):
        for words in ("소송", "소송을", "소송"):
            data.run("comment_count", filter=Filter(contains=words))
    with gate.acting(gate.Visitor("exec@example.com", "executive")), pytest.raises(gate.AccessDenied):
        data.run("comment_count", filter=replace(Filter(), contains="소송"))
    lines = list(access_log.read(files[0]))
    entries = [json.loads(line) for line in lines]
    assert not any("소송" in line for line in lines)
    assert [entry["what"] for entry in entries] == ["search", "search", "search", "denied"]
    assert {entry["query"] for entry in entries[:3]} == {"comment_count"}
    first, second, third = (entry["filter"]["contains"] for entry in entries[:3])
    assert first == third != second and first.startswith("2 characters, mark ")
    assert entries[3]["asked"] == "comment_count by contains"
