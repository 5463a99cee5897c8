"""Customers over channels on the page, on a comment's card, in the report and from the command line; and who may not see it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sample_databases import Answer, build_database
from tests.views.conftest import Open, cards, said
from views.commands.customers import customers
from views.commands.report import report
from views.words.strings import words_in

EN = words_in("en")
START = datetime(2026, 1, 1, 9)


def regular(number: int) -> list[Answer]:
    """A customer who is let down on the fortieth day, is replied to if the number is even, and then feels better than others."""
    is_replied = number % 2 == 0
    tones = (0.4, 0.3, -0.9, 0.6 if is_replied else -0.2, 0.5)
    return [
        Answer(
            (START + timedelta(days=20 * place, minutes=number)).isoformat(),
            "상담원에게 세 번이나 설명했어요" if place == 2 else f"답 {number} {place}",
            tone + number / 1000,
            {"anger": 3} if place == 2 else {"trust": 1},
            touchpoint="payment" if place == 2 else "use",
            channel="call" if place == 2 else "app",
            customer=f"key-of-{number}",
            reply="<b>죄송합니다</b> 고객님" if is_replied and place == 2 else None,
            replied_at=(START + timedelta(days=40, hours=5, minutes=number)).isoformat() if is_replied and place == 2 else None,
            reply_tone=0.3 if is_replied and place == 2 else None,
        )
        for place, tone in enumerate(tones)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    end = [Answer("2026-12-01 09:00", "끝", 0.0, customer=f"end {number}") for number in range(8)]
    answers = [item for number in range(20) for item in regular(number)]
    return build_database(tmp_path_factory.mktemp("customers") / "ondo.duckdb", [*answers, *end])


def test_a_reply_goes_with_another_tone(open_dashboard: Open, tmp_path: Path) -> None:
    end = [Answer("2026-12-01 09:00", "끝", 0.0, customer=f"end {number}") for number in range(8)]
    many = build_database(tmp_path / "many.duckdb", [*(item for n in range(60) for item in regular(n)), *end])
    text = said(open_dashboard(many, "customers", "en"))
    assert "<h1>The next comment of customers who got a reply has a mean tone of +0.63, of others −0.17</h1>" in text, (
        "30 and 30"
    )
    assert EN("customers.answer.together") in text and EN("sign.sure") in text, "together, and no cause"


def test_the_page_tells_how_customers_go_on(database: Path, open_dashboard: Open) -> None:
    app = open_dashboard(database, "customers", "en")
    text = said(app)
    assert cards(app) == {
        "Answered again within 90 days": "100%",
        "Tone of the next comment": "+0.21",
        "Positive among the next comments": "50%",
        "Until they answered again": "20 days",
    }
    assert "<h1>Customers who got a reply" not in text and EN("customers.answer.reply_few") in text, "10 and 10 are few"
    assert EN("number.few") in text and EN("sign.sure") not in text, "few answers are never called clear"
    for sentence in (
        "After 20 strongly negative comments 0.0% of regular customers fell silent",
        "20, of which 20 by customers who had been in another channel before",
        "got a reply, after 5.0 hours, the median (95% interval 5.0 to 5.0, n = 10)",
        "had a tone of +0.61 (n = 10), without a reply −0.19 (n = 10): a difference of few answers",
    ):
        assert sentence in text.replace("\\", ""), sentence
    korean = said(open_dashboard(database, "customers", "ko")).replace("\\", "")
    assert "−0.19(n = 10)로 달라 보이지만 표본이 적어 단정할 수 없습니다" in korean
    assert "Answered again within 30 days" in cards(open_dashboard(database, "customers", "en", days="30"))


def test_a_comments_card_has_the_reply_as_text(database: Path, open_dashboard: Open) -> None:
    shown = said(open_dashboard(database, "comments", "en", comment="3"))
    assert "The company&#x27;s reply · Tue, 10 Feb 2026 14:00 · after 5.0 hours" in shown
    assert "&lt;b&gt;죄송합니다&lt;/b&gt; 고객님" in shown and "<b>죄송" not in shown


def test_the_command_gives_the_figures_and_the_sentences(database: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(customers, ["--db", str(database), "--json"])
    found = json.loads(told.stdout)
    assert [*found] == ["days", "recovery", "silence", "explained_twice", "replies", "next_tone_by_reply", "mirror"]
    assert found["next_tone_by_reply"]["n"] == 10 and found["mirror"]["touchpoints"]["is_clear"] is None
    assert "key-of-" not in told.stdout
    lines = CliRunner().invoke(customers, ["--db", str(database), "--lang", "en", "--days", "10"]).stdout
    assert "0.0% of 20 customers answered again within 10 days" in lines and "is not known" in lines
    out = tmp_path / "report.html"
    assert (
        CliRunner().invoke(report, ["--db", str(database), "--lang", "en", "--days", "all", "-o", str(out)]).exit_code
        == 0
    )
    assert "100.0% of 20 customers answered again" in out.read_text(encoding="utf-8")


def test_who_may_not_read_comments_does_not_see_the_page(
    database: Path, open_dashboard: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "ondo.toml"
    settings.write_text('[access]\nlocal_role = "executive"\n')
    monkeypatch.setenv("ONDO_CONFIG", str(settings))
    text = said(open_dashboard(database, "customers", "en"))
    assert "answered again" not in text and "regular customers" not in text
