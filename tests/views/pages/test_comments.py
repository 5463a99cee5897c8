"""The comments page: searching by word, one comment in full, and no more rows fetched than shown."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

import queries
from tests import sample_databases
from tests.views.conftest import HOSTILE, Open, counts_few, said
from views.commands.export import export
from views.components import tables, word_search
from views.components.reading_list import PAGE_SIZE
from views.components.reading_pane import OTHERS_SHOWN, SIMILAR_SHOWN
from views.session import data
from views.words import address, filter_fields
from views.words.strings import words_in

KO, EN = words_in("ko"), words_in("en")


def _said(number: int) -> sample_databases.Answer:
    return sample_databases.Answer(
        f"2026-01-01 10:{number % 60:02}",
        f"배송이 늦었어요 {number}",
        -0.5,
        {"anger": 2},
        evidence=((0, 3, "anger", 1.25), (4, 8, "tone", -0.75)),
        customer=f"kim-{number % 3}",
        lemmas=("배송/NNG", "늦다/VA", f"{'가나다라마바사'[number % 7]}말/NNG"),
    )


SAID = (
    *(_said(number) for number in range(120)),
    sample_databases.Answer("2026-01-02", "빨라요", 0.5, lemmas=("빠르다/VA",), consent_quote=False),
)


@pytest.fixture(scope="module")
def said_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_databases.build_database(tmp_path_factory.mktemp("said") / "said.duckdb", SAID)


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Rows that the pages fetch from here on, by query."""
    rows: Counter[str] = Counter()
    run = data.run

    def counted(name: str, **params: Any) -> pa.Table:
        table = run(name, **params)
        rows[name] += table.num_rows
        return table

    monkeypatch.setattr(data, "run", counted)
    return rows


def test_no_more_rows_are_fetched_than_shown(open_dashboard: Open, said_file: Path, fetched: Counter[str]) -> None:
    app = open_dashboard(said_file, "comments", at="2")
    fetched.clear()  # the dashboard opened on another page
    app.run()
    assert not app.exception and KO("reading.place", n=121, at=21) in said(app)
    assert (fetched["comment_list"], fetched["comment"], fetched["similar_comment_list"]) == (
        PAGE_SIZE,
        1,
        SIMILAR_SHOWN,
    )
    assert not {"export_list", "lemma_list", "customer_comment_list"} & set(fetched)
    choices = {"emotion_list", "touchpoint_list", "filter_value_list", "meta_list", "source_list"}
    many = {name for name, n in fetched.items() if n > 10 and name not in choices}
    assert many == {"comment_list", "similar_comment_list"}


def test_more_comments_than_the_server_can_hold_are_not_handed_out(
    open_dashboard: Open, said_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 121)
    assert "ondo export" not in said(open_dashboard(said_file, "comments"))
    monkeypatch.setattr(tables, "MOST_ROWS", 120)
    app = open_dashboard(said_file, "comments")
    assert not app.exception and "120건까지" in said(app) and "ondo export --link" in said(app)


def _chosen(app: AppTest) -> list[str]:
    """The text of the comment that is marked in the list."""
    found = [html.value for html in app.html if "o-mail o-chosen" in html.value]
    return [re.sub("<[^>]+>", "", re.search("<p.*</p>", value)[0]) for value in found]


def test_the_next_comment_and_the_one_before_across_pages(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments", order="oldest")
    assert _chosen(app) == ["배송이 늦었어요 0"] and app.button(key="reading_before").disabled
    app.button(key="reading_next").click().run()
    assert _chosen(app) == ["배송이 늦었어요 60"] and app.query_params["comment"] == "61"
    app = open_dashboard(said_file, "comments", order="oldest", comment="70")
    assert KO("reading.place", n=121, at=20) in said(app), "each minute is that of two"
    app.button(key="reading_next").click().run()
    assert app.query_params["at"] == "2" and KO("reading.place", n=121, at=21) in said(app)
    app.button(key="reading_before").click().run()
    assert "at" not in app.query_params and app.query_params["comment"] == "70"
    last = open_dashboard(said_file, "comments", order="oldest", comment="121", at="7")
    assert last.button(key="reading_next").disabled and KO("reading.place", n=121, at=121) in said(last)


def test_another_filter_opens_its_first_comment(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments", comment="75", at="2")
    app.text_input(key="search_here").set_value("빠르다").run()
    assert app.query_params == {"aside": "words", "words": "빠르다"} and _chosen(app) == ["빨라요"]


def test_answers_that_are_a_score_alone_are_apart(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", order="oldest")
    rows = [key for key in _keys(app) if key.startswith("open_at_")]
    app.button(key="scores_only").click().run()
    alone = [key for key in _keys(app) if key.startswith("open_at_")]
    assert app.query_params["answers"] == "scores" and KO("reading.scores.title") in said(app)
    assert rows and alone and not set(rows) & set(alone) and len(rows) + len(alone) == 16
    app.button(key="scores_only").click().run()
    assert "answers" not in app.query_params


def _keys(app: AppTest) -> list[str]:
    return [button.key or "" for button in app.button]


@pytest.mark.parametrize(("typed", "meant"), [("배숑이 늦다", "배송 늦다"), ("느저요", "늦다")])
def test_a_search_that_finds_nothing_offers_what_may_be_meant(
    open_dashboard: Open, said_file: Path, typed: str, meant: str
) -> None:
    app = open_dashboard(said_file, "comments", words=typed)
    offer = app.button(key="search_meant_this")
    assert offer.label.startswith("혹시 ‘") and offer.label.endswith("찾으셨나요?")
    offer.click().run()
    assert app.query_params == {"words": meant} and KO("reading.place", n=120, at=1) in said(app)


def test_the_placeholder_is_a_search_that_finds_something(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments")
    example = app.text_input(key="search_here").placeholder.removeprefix("예: ")
    app.text_input(key="search_here").set_value(example).run()
    assert KO("reading.place", n=120, at=1) in said(app)


def test_an_action_is_written_down_beside_its_comment(open_dashboard: Open, said_file: Path, tmp_path: Path) -> None:
    place = tmp_path / "own.duckdb"
    place.write_bytes(said_file.read_bytes())
    app = open_dashboard(place, "comments", comment="5")
    app.button(key="reading_act_5").click().run()
    app.text_input(key="comment_5_what").set_value("택배사 바꾸기").run()
    app.button(key="comment_5_save").click().run()
    assert [action.what for action in queries.actions.read_actions(place)] == ["택배사 바꾸기"]
    assert not app.exception and "comment_5_save" not in _keys(app)


def test_one_comment_fetches_what_it_shows(open_dashboard: Open, said_file: Path, fetched: Counter[str]) -> None:
    app = open_dashboard(said_file, "comments", comment="5")
    assert not app.exception and fetched["similar_comment_list"] == SIMILAR_SHOWN
    app.button(key="reading_customer_5").click().run()
    assert fetched["customer_comment_list"] == OTHERS_SHOWN


def test_searching_by_word_says_what_was_searched(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments", words="배송은 늦습니다")
    assert "의견·응답 **120건**" in said(app)
    assert KO("search.by", what="배송 · 늦다") in said(app)
    assert "배송은 늦습니다" in app.button(key="chip_words").label
    app.text_input(key="words").set_value("때문에 -배송").run()
    assert counts_few(app)
    assert "때문에" in said(app) and "−배송" in said(app)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_unknown_word_offers_the_exact_text(open_dashboard: Open, said_file: Path, language: str) -> None:
    words = words_in(language)
    app = open_dashboard(said_file, "comments", language, words="송이 늦")
    assert words("search.unknown", what="‘송이’, ‘늦’") in said(app)
    assert words("empty.nothing") in said(app)
    app.button(key="search_exact").click().run()
    assert app.text_input(key="contains").value == "송이 늦" and not app.text_input(key="words").value
    assert _chosen(app)


def test_a_word_inside_longer_ones_is_offered(open_dashboard: Open, tmp_path: Path) -> None:
    kinds = (("주차가 어려워요", "주차/NNG", 30), ("주차장이 좁아요", "주차장/NNG", 45))
    rows = [
        sample_databases.Answer(f"2026-01-01 10:{number:02}", f"{text} {number}", -0.5, lemmas=(lemma,))
        for text, lemma, n in kinds
        for number in range(n)
    ]
    app = open_dashboard(sample_databases.build_database(tmp_path / "parking.duckdb", rows), "comments", words="주차")
    offer = app.button(key="search_inside")
    assert offer.label == KO("search.inside", what="주차", n="75")
    offer.click().run()
    assert app.text_input(key="contains").value == "주차" and "search_inside" not in _keys(app)


def test_reset_takes_the_words_off(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, words="빠른")
    assert counts_few(app)
    app.button(key="reset").click().run()
    assert "의견·응답 **121건**" in said(app)


def test_the_search_in_words() -> None:
    found = queries.search.search.Vocabulary(["배송/NNG", "늦다/VA"]).read('배송 "두 번" -늦어요 배숑')
    assert word_search.described(found) == "배송 · “두 번” · −늦다"
    assert found.unknown == ("배숑",)


def test_the_address_carries_the_words() -> None:
    filter = queries.Filter(words='배송 "두 번"')
    assert address.parameters(filter) == {"words": ['배송 "두 번"']}
    known = filter_fields.allowed_values((), (), [])
    assert address.parse(address.parameters(filter), known).filter == filter


def test_everything_known_of_one_comment(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments", "en", comment="5")
    assert EN("comments.probability") not in said(app), "folded"
    app.session_state["behind_5"] = True
    app.button(key="reading_link_5").click().run()
    text = said(app)
    assert any("배송이 늦었어요 4" in re.sub("<[^>]+>", "", html.value) for html in app.html)
    for name in ("number", "run", "scorer", "consent", "probability", "evidence"):
        assert EN(f"comments.{name}") in text, name
    assert "+1.25" in text and "−0.75" in text
    assert "survey.csv" in text and "kim-1" in text
    assert any(code.value.endswith("/comments?comment=5") for code in app.code)
    app.button(key="reading_customer_5").click().run()
    assert EN("comments.customer_near", n=40, shown=OTHERS_SHOWN) in said(app)


def test_from_comment_to_comment(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments", "en")
    app.button(key="open_at_121").click().run()
    assert EN("comments.not_quotable") in said(app) and app.query_params["comment"] == "121"
    assert "reading_similar_121" not in _keys(app)
    app.button(key="reading_customer_121").click().run()
    assert EN("comments.customer_none") in said(app)
    app = open_dashboard(said_file, "comments", "en", comment="5")
    app.button(key="reading_similar_5").click().run()
    hop = next(button for button in app.button if (button.key or "").startswith("hop_similar_"))
    hop.click().run()
    assert app.query_params["comment"] == hop.key.removeprefix("hop_similar_")


def test_an_unknown_comment_says_what_to_do(open_dashboard: Open, said_file: Path) -> None:
    for number in ("999", "x", "1; drop table feedback", "9" * 40, "-1"):
        app = open_dashboard(said_file, "comments", comment=number)
        assert not app.exception
        assert KO("comments.not_found") in said(app) and KO("comments.not_found.do") in said(app)
    app.button(key="comment_close").click().run()
    assert KO("comments.not_found") not in said(app) and "comment" not in app.query_params


def test_employees_have_no_thread(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "comments", audience="employee", comment="17")
    assert "결제 문의가 너무 많아요" in said(app)
    assert not {"reading_similar_17", "reading_customer_17", "reading_act_17"} & set(_keys(app))


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1))
def test_hostile_comments_in_full(open_dashboard: Open, hostile_file: Path, number: int) -> None:
    app = open_dashboard(hostile_file, "comments", comment=str(number))
    assert not app.exception
    html = "\n".join(element.value for element in app.html)
    assert "<script" not in html and "<img" not in html


def test_an_export_of_words_is_what_the_page_counts(said_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.parquet"
    done = CliRunner().invoke(export, ["--db", str(said_file), "-o", str(out), "--words", "배송 -라말"])
    assert done.exit_code == 0, done.output
    n = (
        queries.open_warehouse(said_file)
        .run("comment_count", filter=queries.Filter(words="배송 -라말"))
        .to_pylist()[0]["n"]
    )
    assert f"{n} rows written" in done.stderr and 0 < n < 120
    done = CliRunner().invoke(export, ["--db", str(said_file), "-o", str(out), "--words", "배숑"])
    assert "0 rows written" in done.stderr and "did you mean 배송? 120 are found with --words '배송'" in done.stderr


def test_a_comment_found_by_an_emotion_at_a_touchpoint_shows_it(open_dashboard: Open, tmp_path: Path) -> None:
    joys = {"joy": 1, "delight": 1, "gratitude": 1}
    answer = sample_databases.Answer(
        "2026-01-02", "배송은 늦어서 화나요. 앱은 좋아요", 0.6, joys,
        mentions=(sample_databases.Clause(12, "delivery", -0.7, joys | {"anger": 2}, ("배송",)),
                  sample_databases.Clause(0, "use", 0.8, {"joy": 1}, ("앱",))),
    )  # fmt: skip
    path = sample_databases.build_database(tmp_path / "x.duckdb", [answer] * 6)
    app = open_dashboard(path, "comments", touchpoints="delivery", emotions="anger")
    listed = re.findall(r'<article class="o-mail.*?</article>', said(app), re.DOTALL)
    assert not app.exception and len(listed) == 6
    assert all("분노" in row for row in listed), "first of those that are asked for, of which three have room"
    elsewhere = open_dashboard(path, "comments", touchpoints="use")
    assert "분노" not in "".join(re.findall(r'<article class="o-mail.*?</article>', said(elsewhere), re.DOTALL))


def test_a_short_list_says_how_many_it_has(open_dashboard: Open, said_file: Path) -> None:
    app = open_dashboard(said_file, "comments", "ko", words="빠른")
    assert "<b>1</b></h1>" in said(app) and KO("reading.place", at="1", n="1") in said(app)
