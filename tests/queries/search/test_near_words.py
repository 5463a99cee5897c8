"""Ways of writing a word, and what somebody may have meant whose search finds nothing or very little."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from queries.search.near_words import NearWords, distance, letters
from queries.search.search import Vocabulary
from queries.search.spellings import american
from tests import sample_databases

LEMMAS = Path(__file__).with_name("lemmas.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("known", "typed", "forms"),
    [
        ("예쁘다/VA", "이뻐요", "예쁘다"),
        ("이쁘다/VA", "예쁜", "이쁘다"),
        ("예쁘다/VA 이쁘다/VA", "이쁘다", "예쁘다/이쁘다"),
        ("마음/NNG 말다/VV", "맘에", "마음"),
        ("맘/NNG", "마음이", "맘"),
        ("너무/MAG 넘/MAG 넘다/VV", "넘", "넘/너무"),
        ("너무/MAG 넘/MAG", "너무", "너무/넘"),
        ("너무/MAG 넘다/VV", "넘어서", "넘다"),
        ("제일/MAG", "젤", "제일"),
        ("제일/MAG 젤/NNG", "젤", "젤"),
        ("다음/NNG 담다/VV", "담에", "다음"),
        ("메시지/NNG", "메세지를", "메시지"),
        ("color", "colours", "color"),
        ("organize", "organised", "organize"),
        ("centre", "centers", "centre"),
        ("canceled", "cancelled", "canceled"),
    ],
)
def test_a_word_is_found_however_it_is_written(known: str, typed: str, forms: str) -> None:
    [term] = Vocabulary(known.split()).read(typed).terms
    assert term.forms() == (forms,)


@pytest.mark.parametrize("word", "course hour tour exercise promise wise this basis raise surprise".split())
def test_other_words_are_not_changed_into_known_ones(word: str) -> None:
    assert american(word) == word or american(word) not in LEMMAS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("배숑", "배송"),
        ("배숑이", "배송"),
        ("환블", "환불"),
        ("이벤드", "이벤트"),
        ("상담언", "상담원"),
        ("느저요", "늦다"),
        ("빨르다", "빠르다"),
        ("결재", "결제"),
        ("delivary", "delivery"),
        ("recieve", "receive"),
    ],
)
def test_the_nearest_word(typed: str, meant: str) -> None:
    assert NearWords(dict.fromkeys([*LEMMAS, "receive"], 1)).near(typed)[0] == meant


def test_of_equally_near_words_the_more_frequent_comes_first() -> None:
    assert NearWords({"cart": 2, "card": 9}).near("carx") == ("card", "cart")
    assert NearWords({"배송/NNG": 2}).near("asdf") == NearWords({"배/NNG": 2}).near("베") == ()


def test_an_english_word_is_near_where_another_form_of_it_is_known() -> None:
    assert NearWords({"received": 3}).near("recieve") == ("received",)


def test_letters_are_as_they_sound() -> None:
    assert letters("늦어") == letters("느저") == "ㄴㅡㅈㅓ"
    assert letters("Ab 값ㅋ") == "Ab ㄱㅏㅂㅅㅋ"


@given(st.text("가각간나늦어abc", max_size=6), st.text("가각간나늦어abc", max_size=6))
def test_a_distance_is_one(one: str, other: str) -> None:
    there, back = distance(one, other, 9), distance(other, one, 9)
    assert there == back and (there == 0) == (one == other) and there <= max(len(one), len(other))
    assert min(there, 2) == min(distance(one, other, 1), 2)


SAID = (
    *(sample_databases.Answer(f"2026-01-{1 + day:02}", "결제 오류", -0.5, lemmas=("결제/NNG",)) for day in range(20)),
    sample_databases.Answer("2026-02-01", "결재가 안 돼요", -0.5, lemmas=("결재/NNG",), touchpoint="payment"),
    sample_databases.Answer("2026-02-02", "배송 늦음", -0.5, lemmas=("배송/NNG", "늦다/VA"), touchpoint="delivery"),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    path = tmp_path_factory.mktemp("meant") / "meant.duckdb"
    return open_warehouse(sample_databases.build_database(path, SAID, small_numbers=SmallNumbers(1, 1, 8)))


@pytest.mark.parametrize(
    ("limits", "meant"),
    [
        ({"words": "결재"}, ("결재", "결제", "결제", 20)),
        ({"words": "결제"}, None),
        ({"words": "배숑이 늦다"}, ("배숑이", "배송", "배송 늦다", 1)),
        ({"words": "배송 -결재"}, None),
        ({"words": "배숑", "touchpoints": ("payment",)}, None),
        ({"words": "qqqqqq"}, None),
        ({"words": ""}, None),
    ],
)
def test_what_may_be_meant_finds_something_in_what_is_selected(
    said: Warehouse, limits: dict[str, object], meant: tuple[object, ...] | None
) -> None:
    found = said.did_you_mean(Filter(**limits))
    assert (found and (found.typed, found.meant, found.search, found.n)) == meant
