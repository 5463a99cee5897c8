"""`ondo digest`: ten lines of what the last days brought, to receivers once."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import queries
from queries import Filter
from queries.actions import add_action
from queries.alerts.mutes import mute
from tests import sample_databases
from tests.sample_databases import Answer
from tests.views.delivery.receivers import webhook_server
from views.commands.digest import _message, digest
from views.commands.report import view_of
from views.delivery.webhook import as_slack
from views.files import digest as digests
from views.words.address import from_link, link_values
from views.words.strings import LANGUAGES


def _answer(day: str, place: str, tone: float, emotion: str, number: int) -> Answer:
    text = f"{place} {number} {day}"
    return Answer(f"{day} 10:00", text, tone + number / 1000, {emotion: 2}, nps=9 if tone > 0 else 3, touchpoint=place)


ANSWERS = (
    *(_answer("2026-02-20", "payment", 0.5, "trust", n) for n in range(60)),
    *(_answer("2026-02-21", "delivery", 0.4, "joy", n) for n in range(60)),
    *(_answer("2026-03-06", "payment", -0.6, "anxiety", n) for n in range(40)),
    *(_answer("2026-03-07", "delivery", 0.4, "joy", n) for n in range(40)),
)
"""Payment turned from trust to anxiety in the last week, which ends with 7 March; delivery stayed as it was."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_databases.build_database(tmp_path_factory.mktemp("digest") / "ondo.duckdb", ANSWERS)


def run(database: Path, *args: str) -> Result:
    return CliRunner().invoke(digest, [*args, "--db", str(database)])


def lines_of(database: Path, *args: str) -> list[dict[str, Any]]:
    done = run(database, *args, "--json", "--dashboard", "https://ondo.example.com/")
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout.replace("\xa0", " "))["lines"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_says_what_changed_where_it_is_lowest_and_how_much_was_read(database: Path, language: str) -> None:
    said = [line["text"] for line in lines_of(database, "weekly", "--lang", language)]
    assert len(said) <= digests.MOST_LINES
    view = view_of(queries.open_warehouse(database), Filter(), language, "month")
    anxiety, payment = view.emotion("anxiety"), view.touchpoint("payment")
    assert "80" in said[0] and "120" in said[0]
    assert any(anxiety in text and payment in text and " 0%" in f" {text}" and "100%" in text for text in said)
    assert any(payment in text and "−0.58" in text and "n = 40" in text for text in said), "the lowest"
    assert any(text.startswith("NPS 0") and "n = 80" in text for text in said)
    assert any("100.0%" in text and "80" in text for text in said[-1:]), "coverage"


def test_each_line_links_to_the_answers_behind_it(database: Path) -> None:
    source = queries.open_warehouse(database)
    allowed = dict.fromkeys(
        ("touchpoints", "emotions", "states"), ("payment", "delivery", "anxiety", "trust", "joy", "scored")
    )
    for line in lines_of(database, "weekly", "--lang", "en"):
        values = link_values(line["link"])
        parsed = from_link(line["link"], _all_allowed(allowed), date(2026, 3, 7))
        assert line["link"].startswith("https://ondo.example.com/") and values["lang"] == ["en"]
        assert not parsed.unknown and parsed.filter.date_from == date(2026, 3, 1)
        n = source.run("comment_count", filter=parsed.filter).to_pylist()[0]["n"]
        assert f"{n}" in line["text"] or n in (40, 80)


def _all_allowed(some: dict[str, tuple[str, ...]]) -> Any:
    from views.words.filter_fields import CHOICES

    return dict.fromkeys(CHOICES, ()) | some


def test_what_a_line_says_is_what_the_query_says(database: Path) -> None:
    source = queries.open_warehouse(database)
    week = Filter(date_from=date(2026, 3, 1), date_until=date(2026, 3, 8))
    before = Filter(date_from=date(2026, 2, 1), date_until=date(2026, 3, 1))
    [row] = source.run("nps_comparison", filter=week, other=before).to_pylist()
    [text] = [line["text"] for line in lines_of(database, "weekly", "--lang", "en") if line["text"].startswith("NPS")]
    assert f"difference −{abs(row['difference']):.0f} " in text and "Clear" in text and row["is_clear"]


def test_a_day_that_is_not_over_is_left_out(database: Path) -> None:
    view = view_of(queries.open_warehouse(database), Filter(), "en", "month")
    for today, last in (
        (date(2026, 3, 7), date(2026, 3, 7)),
        (date(2026, 3, 8), date(2026, 3, 8)),
        (date(2027, 1, 1), date(2026, 3, 8)),
    ):
        period = digests.period_of(view, "daily", today)
        assert period and period.view.filter.date_until == last
        assert period.former and period.former.date_until == period.view.filter.date_from


def test_too_few_answers_say_so_and_nothing_else(database: Path) -> None:
    source = queries.open_warehouse(database)
    view = view_of(source, Filter(), "en", "month")
    empty = replace(view, facts=replace(view.facts, last_day="2026-03-05"))
    period = digests.period_of(empty, "daily", date(2026, 4, 1))
    assert period
    [line] = digests.digest_of(period, "daily", source).lines
    assert "Too few answers" in line.text


def test_a_further_section_is_a_function(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def alerts(period: digests.DigestPeriod, source: queries.Warehouse) -> list[digests.DigestLine]:
        return [digests.DigestLine(f"alert {n}", "summary", period.view.filter) for n in range(20)]

    monkeypatch.setattr(digests, "SECTIONS", (digests.SECTIONS[0], alerts, *digests.SECTIONS[1:]))
    said = [line["text"] for line in lines_of(database, "weekly", "--lang", "en")]
    assert len(said) == digests.MOST_LINES
    assert 2 <= sum(text.startswith("alert") for text in said) <= 5


CRISIS = date(2026, 3, 2)


def _crisis() -> list[Answer]:
    """31 weeks of 20 answers each, ten of them at delivery; of these one is angry, in the last three weeks six, who say that it
    came late."""
    found = []
    for week in range(-28, 3):
        for n in range(20):
            day, place = CRISIS + timedelta(weeks=week, days=n % 7), "delivery" if n < 10 else "payment"
            is_angry = place == "delivery" and n < (10 if week >= 0 else 1)
            words = (
                {"lemmas": ("배송/NNG",), "pairs": {"배송+늦다": 0}}
                if is_angry and week >= 0
                else {"lemmas": ("배송/NNG",)}
            )
            emotions = {"anger": 2} if is_angry else {"joy": 1}
            tone = -0.8 if is_angry else 0.4
            found.append(Answer(f"{day} 10:00", f"{place} {week} {n}", tone, emotions, touchpoint=place, **words))
    return found


@pytest.fixture
def crisis(tmp_path: Path) -> Path:
    """A delivery that fails in the last three weeks, with four actions, of which one is done."""
    path = sample_databases.build_database(tmp_path / "crisis.duckdb", _crisis())
    for what, place, day, state in (
        ("Thank them", "payment", date(2026, 2, 1), "done"),
        ("Look at it", None, date(2199, 1, 1), "planned"),
        ("<!channel> *Former* partner", "delivery", date(2026, 3, 1), "planned"),
        ("Ask them", "delivery", date(2026, 2, 1), "doing"),
    ):
        add_action(path, what=what, owner="Kim", touchpoint=place, measure=None, starts_on=day, state=state, who="Kim")
    return path


def test_alerts_come_first_then_what_rises_and_what_is_to_be_done(crisis: Path) -> None:
    lines = lines_of(crisis, "weekly", "--lang", "en")
    said = [line["text"] for line in lines]
    assert len(lines) == digests.MOST_LINES
    n = int(said[0].removeprefix("Unusual now: ").split(".")[0])
    assert n >= 2 and said[1][:7] != "Unusual"
    [anger] = [text for text in said[:2] if "Delivery: Anger rose, 10.0% → 100.0%" in text]
    assert anger.endswith("worse, 2 Mar–22 Mar, for 3 weeks, n = 30")
    [rising] = [line for line in lines if line["text"].startswith("Mentioned more")]
    assert "new, 30 of 80 comments" in rising["text"]
    action, *_ = [line for line in lines if "Action" in line["text"]]
    assert action["text"] == (
        "Open actions: 3. Action 3: <!channel> *Former* partner (Delivery, overdue, 2026-03-01, Kim)"
    )
    assert "/actions?" in action["link"] and "touchpoints=delivery" in action["link"]


def test_the_links_of_alerts_and_topics_open_the_answers_that_they_count(crisis: Path) -> None:
    source = queries.open_warehouse(crisis)
    period = digests.period_of(view_of(source, Filter(), "ko", "month"), "weekly", date(2026, 3, 23))
    assert period
    lines = digests.digest_of(period, "weekly", source).lines
    counts = {
        line.text: source.run("comment_count", filter=line.filter).to_pylist()[0]["n"]
        for line in lines
        if "늘었습니다" in line.text or "늘어난 주제" in line.text
    }
    assert sorted(counts.values()) == [30, 30], counts
    assert lines[0].text.startswith("지금 평소와 다른 것 ") and any(
        "남은 조치 3건. 조치 3번: " in line.text for line in lines
    )


def test_muted_alerts_and_those_elsewhere_are_left_out(crisis: Path) -> None:
    def said(*args: str) -> str:
        return "\n".join(line["text"] for line in lines_of(crisis, "weekly", "--lang", "en", *args))

    assert "Anger rose" in said("--touchpoint", "delivery")
    assert "rose" not in said("--touchpoint", "payment") and "partner" not in said("--touchpoint", "payment")
    assert "Anger rose" not in said("--channel", "(none)"), "alerts are of all channels"
    for alert in ("delivery:anger", "all:anger"):
        mute(crisis, alert, date(2199, 1, 1), "Kim")
    assert "Anger rose" not in said()


def test_alerts_and_actions_are_told_where_nobody_answered(crisis: Path) -> None:
    source = queries.open_warehouse(crisis)
    view = view_of(source, Filter(segments=("none of them",)), "en", "month")
    period = digests.period_of(view, "daily", date(2026, 3, 23))
    assert period
    said = [line.text for line in digests.digest_of(period, "daily", source).lines]
    assert "Too few answers" in said[0] and said[1].startswith("Open actions: 3")


def test_what_people_wrote_is_no_markup_for_a_receiver(crisis: Path) -> None:
    source = queries.open_warehouse(crisis)
    period = digests.period_of(view_of(source, Filter(), "en", "month"), "weekly", date(2026, 3, 23))
    assert period
    sent = as_slack(_message(period, "weekly", digests.digest_of(period, "weekly", source), ""))
    assert "&lt;!channel&gt; ∗Former∗ partner" in sent["blocks"][1]["text"]["text"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--dashboard", "javascript:alert(1)"), "https://"),
        (("--from", "2026-03-01"), "days of its own"),
        (("--send",), "no receiver"),
    ],
)
def test_what_makes_no_sense_is_refused(database: Path, args: tuple[str, ...], told: str) -> None:
    done = run(database, "weekly", *args)
    assert done.exit_code == 2 and told in done.output


def test_answers_without_a_date_have_no_digest(tmp_path: Path) -> None:
    undated = sample_databases.build_database(tmp_path / "x.duckdb", [Answer(None, "좋아요", 0.5, {"joy": 1})])
    done = run(undated, "daily")
    assert done.exit_code == 2 and "no dated answer" in done.output


def test_it_is_sent_once_in_both_languages_apart(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ondo.toml").write_text(
        '[digest]\ndashboard = "https://ondo.example.com"\nlanguage = "en"\n'
        '[[digest.webhook]]\nshape = "json"\naddress_variable = "HOOK"\n'
    )
    monkeypatch.setenv("ONDO_CONFIG", str(tmp_path / "ondo.toml"))
    with webhook_server() as received:
        monkeypatch.setenv("HOOK", f"http://127.0.0.1:{received.port}/")
        for again, said in (((), "sent"), ((), "has it already"), (("--again",), "sent"), (("--lang", "ko"), "sent")):
            done = run(database, "weekly", "--send", *again)
            assert done.exit_code == 0 and f"json webhook HOOK: {said}" in done.stderr
        assert [body["title"][:11] for body in received.bodies] == ["Ondo · the ", "Ondo · the ", "온도 · 한 주 소식"]
        assert received.bodies[0]["lines"][0]["link"].startswith("https://ondo.example.com/?lang=en&from=2026-03-01")
        received.answers = [404]
        done = run(database, "daily", "--send")
        assert isinstance(done.exception, queries.OndoError) and done.exception.exit_code == 1
        assert "not delivered (the receiver says 404)" in done.stderr
