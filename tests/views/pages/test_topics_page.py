"""The page of topics on two periods whose counts are known: what it says first, its rows, and what people say of a topic."""

from pathlib import Path

import pytest

from pipeline.config.kept_topics import kept_topics, read_notes
from tests.sample_databases import Answer, build_database
from tests.views.conftest import Open, page_name, said
from views.words.strings import words_in

EN = words_in("en")


def answers() -> list[Answer]:
    """Forty comments in each of two spans of ninety days: of vouchers speak 6, then 30; of delivery 20 in both."""
    return [
        Answer(
            f"2026-{month}-{1 + number % 28:02} 10:00",
            f"글 {month} {number}",
            0.6 if number < 30 else -0.4,
            {"joy": 1},
            lemmas=(
                *(("쿠폰/NNG",) if number < vouchers else ()),
                *(("배송/NNG",) if number % 2 else ()),
                *(("그릇/NNG",) if number >= 33 else ()),
            ),
        )
        for month, vouchers in (("01", 6), ("05", 30))
        for number in range(40)
    ]


@pytest.fixture(scope="module")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_database(tmp_path_factory.mktemp("topics") / "topics.duckdb", answers())


@pytest.fixture
def database(_written: Path, tmp_path: Path) -> Path:
    """A link to the database, so that each test has notes of its own beside it."""
    place = tmp_path / "topics.duckdb"
    place.hardlink_to(_written)
    return place


def test_the_page_says_first_what_has_changed(database: Path, open_dashboard: Open) -> None:
    text = said(open_dashboard(database, "topics", "en"))
    assert "<h1>Mentions of “쿠폰 (Korean)” rose from 15% to 75% compared with the 90 days before</h1>" in text
    assert "6 → 30 comments" in text and EN("sign.up.better") in text and EN("sign.sure") in text
    assert (
        text.index("<b>쿠폰 (Korean)</b>") < text.index("<b>배송 (Korean)</b>") < text.index("<b>그릇 (Korean)</b>")
    ), "most talked of first"
    assert "15% → <b>75%</b>" in text and EN("topics.few", limit=30) in text
    assert "<h1>The most mentioned topic is “배송 (Korean)”</h1>" in said(
        open_dashboard(database, "topics", "en", period="all")
    )


def test_a_row_opens_its_comments(database: Path, open_dashboard: Open) -> None:
    app = open_dashboard(database, "topics", "ko")
    app = app.button(key="pick_moved_0").click().run()
    assert page_name(app) == "주제" and "<h2>‘쿠폰’</h2>" in said(app)
    assert any(link.proto.label == "의견 30건 모두 보기" for link in app.get("page_link"))


def test_a_topic_is_named_in_place_and_that_is_undone(database: Path, open_dashboard: Open) -> None:
    app = open_dashboard(database, "topics", "en")
    app.session_state["topic_쿠폰"] = True
    app = app.run()
    app.text_input(key="topic_쿠폰_name").set_value("Vouchers")
    app = app.button(key="topic_쿠폰_rename").click().run()
    assert "Mentions of “Vouchers” rose" in said(app) and kept_topics(read_notes(database)).names == {
        "쿠폰": "Vouchers"
    }
    assert EN("topics.say", n="1") in [box.label for box in app.expander]
    app = app.button(key="topics_undo_0").click().run()
    assert "Mentions of “쿠폰 (Korean)” rose" in said(app)
