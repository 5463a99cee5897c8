"""Consent is never assumed: how columns and words of consent are found, and what a refusal keeps out."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.config.settings import load_settings
from pipeline.errors import DataRefused, WrongUsage
from pipeline.records import RawFeedback, ReadOptions
from pipeline.sources import inspect
from tests.pipeline.sources.tables import book, everything, table, written


def test_consent_is_never_assumed(tmp_path: Path) -> None:
    words = ["Y", "예", "TRUE", "1", "동의", "N", "아니오", "false", "0", "미동의", "", "글쎄요"]
    _, good, bad = everything(table(tmp_path, [["text", "동의"], *([f"말 {n}", word] for n, word in enumerate(words))]))
    assert [row.consent_analyse for row in good] == [True] * 5 + [False] * 6
    assert [(row.row, row.column) for row in bad] == [(13, "동의")]
    rows: list[list[object]] = [["text", "consent"], ["말", True], ["말", False]]
    assert [row.consent_analyse for row in everything(book(tmp_path, rows))[1]] == [True, False]
    assert everything(table(tmp_path, [["text"], ["말"]]))[1][0].consent_analyse


CONSENT_HEADERS = [
    "동의(Y/N)", "동의 여부 (필수)", "개인정보 수집 및 이용에 동의하십니까?", "consent_given", "gdpr_consent", "opt_in",
    "Do you agree to the analysis of your answers?", "privacy_consent", "활용 동의", "optin", "I agree",
]  # fmt: skip


@pytest.mark.parametrize("header", CONSENT_HEADERS)
@pytest.mark.parametrize("refusal", ["N", "동의하지 않습니다", "❌", "글쎄 뭐라고"])
def test_a_column_of_consent_is_never_dropped(tmp_path: Path, header: str, refusal: str) -> None:
    rows = [["id", "text", header], *([str(n), f"말 {n}", "Y" if n % 3 == 0 else refusal] for n in range(30))]
    inspection, good, bad = everything(table(tmp_path, rows))
    assert inspection.mapping["consent_analyse"] == header
    assert sum(row.consent_analyse for row in good) == 10
    assert len(bad) == (20 if refusal.startswith("글쎄") else 0)


def test_columns_of_consent_by_name(tmp_path: Path) -> None:
    rows = [
        ["text", "후기 공개에 동의", "광고 수신 동의", "newsletter opt-in", "분석 동의?"],
        ["말", "Y", "Y", "Y", "동의합니다."],
    ]
    inspection, good, _ = everything(table(tmp_path, rows))
    assert [guess.field for guess in inspection.columns] == ["text", "consent_quote", None, None, "consent_analyse"]
    assert good[0].consent_analyse and good[0].consent_quote


@pytest.mark.parametrize(
    "headers",
    [["개인정보 동의", "이용약관 동의"], ["동의", "동의"], ["consent_withdrawn"], ["동의 철회 여부"], ["opt_out"]],
)
def test_unclear_columns_of_consent_are_refused(tmp_path: Path, headers: list[str]) -> None:
    path = table(tmp_path, [["text", *headers], ["말", *("Y" for _ in headers)]])
    with pytest.raises(DataRefused, match=r"consent is never guessed[\s\S]*--map COLUMN=consent_analyse"):
        inspect(path, ReadOptions())
    inspection, good, _ = everything(path, mapping={headers[0]: "consent_analyse"})
    assert inspection.mapping["consent_analyse"] == headers[0] and good[0].consent_analyse


@pytest.mark.parametrize(
    "word",
    ["동의 안함", "동의하지 않음", "철회", "withdrawn", "Revoked", "opted out", "declined", "X", "❌", "✗", "×", "0.0"],
)
def test_words_of_refusal(tmp_path: Path, word: str) -> None:
    assert not everything(table(tmp_path, [["text", "consent"], ["말", word]]))[1][0].consent_analyse


@pytest.mark.parametrize(
    "word", ["동의합니다", "예, 동의합니다.", "opted in", "accepted", "O", "⭕", "✓", "✔️", "１", "1.0"]
)
def test_words_of_consent(tmp_path: Path, word: str) -> None:
    assert everything(table(tmp_path, [["text", "consent"], ["말", word]]))[1][0].consent_analyse


def test_a_refusal_counts_whatever_else_is_wrong(tmp_path: Path) -> None:
    rows = [["id", "text", "date", "rating", "consent"], ["1", "", "", "", "N"], ["2", "말", "어제", "77", "철회"],
            ["", "말", "2026-09-16", "x", "N"], ["4", "둘, 로", "나뉨", "2026-09-16", "5", "N"],
            ["5", "", "모름", "", "Y"]]  # fmt: skip
    _, good, bad = everything(table(tmp_path, rows))
    refused = {"file": "a.csv", "source": "a", "consent_analyse": False}
    assert good == [
        RawFeedback(row=2, id="1", **refused),
        RawFeedback(row=3, id="2", **refused),
        RawFeedback(row=4, text="말", answered_at=datetime(2026, 9, 16), **refused),
        RawFeedback(row=5, id="4", **refused),
    ]
    assert [(row.row, row.column) for row in bad] == [(6, "date")]


def test_rows_set_aside_hold_no_text_without_consent(tmp_path: Path) -> None:
    rows = [["id", "text", "channel", "consent"], ["1", "비밀", "앱", "maybe"], ["2", "비", "밀", "앱", "maybe"],
            ["3", "말", "앱", "Y"]]  # fmt: skip
    _, _, bad = everything(table(tmp_path, rows))
    assert [json.loads(row.raw) for row in bad] == [{"id": "1", "channel": "앱", "consent": "maybe"}, {}]


def test_consent_that_appears_late_is_read(tmp_path: Path) -> None:
    lines = ['{"id": 1, "text": "말"}'] * 2_100 + ['{"id": 2, "text": "말", "other": 1, "consent": "no"}']
    inspection, good, _ = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert inspection.mapping["consent_analyse"] == "consent" and "other" not in inspection.kept_out
    assert not any(row.consent_analyse for row in good)


SCALE = ["매우 동의한다", "동의한다", "보통이다", "전혀 동의하지 않는다", "모르겠다", "", "예"]


def test_answers_of_a_scale_mean_what_the_settings_say_and_all_else_is_no_consent(tmp_path: Path) -> None:
    own = tmp_path / "ondo.toml"
    own.write_text('[consent]\nyes = ["매우동의한다", "동의한다"]\nno = ["보통이다"]\n', encoding="utf-8")
    answers = load_settings(own).consent
    rows = [["text", "분석 동의", "인용 동의"], *([f"말 {n}", word, word] for n, word in enumerate(SCALE))]
    inspection, good, bad = everything(table(tmp_path, rows), consent=answers)
    assert [row.consent_analyse for row in good] == [True, True, False, False, False, False, True] and not bad
    assert [row.consent_quote for row in good if row.consent_analyse] == [True, True, True]
    said = [note.arguments for note in inspection.notes if note.code == "consent_answers_unknown"]
    assert said == [{"column": "분석 동의", "count": "2"}]
    assert len(everything(table(tmp_path, rows))[2]) > 0


def test_an_answer_to_a_question_of_consent_means_one_thing(tmp_path: Path) -> None:
    own = tmp_path / "ondo.toml"
    own.write_text('[consent]\nyes = ["보통 이다"]\nno = ["보통이다"]\n', encoding="utf-8")
    with pytest.raises(WrongUsage, match="both yes and no"):
        load_settings(own)
