"""Search by word: from what is typed to lemmas, and from lemmas to comments."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from queries.search.search import ParsedSearch, SearchTerm, Vocabulary, exact
from tests import sample_databases

HERE = Path(__file__).parent
LEMMAS = HERE.joinpath("lemmas.txt").read_text(encoding="utf-8").split()
"""Lemmas that Kiwi and the English reader find in invented customers' comments."""

KNOWN_FAILURES = {
    "짜증나요": "나요 is taken for particles: finds all of 짜증",
    "화나요": "화나다 is known as well as 화 + 나다",
    "사고 싶어요": "사고 is a noun too, an accident",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(LEMMAS)


def _cases() -> list[tuple[str, str]]:
    lines = HERE.joinpath("search_cases.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


def _expected(groups: str) -> list[set[str]]:
    """Alternatives that no comment of the vocabulary has cannot be found."""
    forms = {lemma.rpartition("/")[0] or lemma for lemma in LEMMAS}
    return [set(group.split("/")) & forms for group in groups.split(" ")]


@pytest.mark.parametrize(("typed", "groups"), _cases(), ids=str)
def test_what_is_typed_is_read_as_its_lemmas(vocabulary: Vocabulary, typed: str, groups: str) -> None:
    expected = _expected(groups)
    assert all(expected), "the vocabulary lacks the expected lemma"
    found = [set(form.split("/")) for term in vocabulary.read(typed).terms for form in term.forms()]
    assert (found == expected) != (typed in KNOWN_FAILURES)


IRREGULAR = {
    "춥/VA-I": "추워요 추운 추우면 춥고 추웠어요",
    "듣/VV": "들어요 들은 들으면 듣고 들었어요",
    "짓/VV": "지어요 지은 지으면 짓고 지었어요",
    "빨갛/VA": "빨개요 빨간 빨가면 빨갛고 빨갰어요",
    "하얗/VA": "하얘요 하얀 하얗고",
    "빠르/VA": "빨라요 빠른 빠르면 빠르고 빨랐어요",
    "푸르/VA": "푸르러요 푸른 푸르고",
    "따르/VV": "따라요 따른 따르고 따랐어요",
    "크/VA": "커요 큰 크면 크고 컸어요",
    "바쁘/VA": "바빠요 바쁜 바쁘고 바빴어요",
    "만들/VV": "만들어요 만든 만드는 만들면 만듭니다 만들고",
    "오/VV": "와요 온 오면 오고 왔어요 오셨어요",
    "주/VV": "줘요 준 주면 줬어요 주세요",
    "되/VV": "돼요 된 되면 됐어요 되었습니다 됩니다",
    "좋/VA": "좋아요 좋은 좋으면 좋고 좋았어요 좋네요",
    "늦/VA": "늦어요 늦은 늦으면 늦게 늦었어요 늦습니다 늦네요 늦는다",
    "하/VV": "해요 한 하면 했어요 하여 합니다",
}


@pytest.mark.parametrize("stem", IRREGULAR)
def test_regular_and_irregular_stems(stem: str) -> None:
    form, _, tag = stem.partition("/")
    lemma = f"{form}다/{tag.partition('-')[0]}"
    alone = Vocabulary([lemma])
    for word in IRREGULAR[stem].split():
        assert alone.read(word).terms == (SearchTerm(word, "words", ((lemma,),)),), word


def test_an_ending_must_follow_a_stem() -> None:
    alone = Vocabulary(["가다/VV", "배다/VV", "사다/VV"])
    for word in ("가방", "배송지", "사무실", "가족"):
        assert alone.read(word).unknown == (word,)


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ('"배송 늦"', "text"),
        ("“배송", "text"),
        ("100%", "text"),
        ("3일", "text"),
        ("😡", "text"),
        ("ㅠㅠ", "text"),
        ("とても", "text"),
        ("배송 때문에", "words ignored"),
        ("the delivery", "ignored words"),
        ("배숑", "unknown"),
        ("-", "ignored"),
        ("-배송 늦다", "words words"),
        ("", ""),
    ],
)
def test_kinds_of_terms(vocabulary: Vocabulary, typed: str, kinds: str) -> None:
    found = vocabulary.read(typed)
    assert " ".join(term.kind for term in found.terms) == kinds
    assert [term.text for term in found.terms if term.excluded] == ["배송"] * typed.startswith("-배")


def test_a_decomposed_word_is_read_as_its_composed_one(vocabulary: Vocabulary) -> None:
    assert vocabulary.read(normalize("NFD", "늦었어요")).terms[0].forms() == ("늦다",)


def test_exact_text_of_a_search() -> None:
    assert exact('배송 "두 번" -환불') == "배송 두 번"


@given(st.text(max_size=80))
def test_no_search_is_too_strange(typed: str) -> None:
    parameters = Vocabulary(LEMMAS[:50]).read(typed).as_parameters()
    assert len(parameters["words"]) <= 60


SAID = (
    sample_databases.Answer("2026-01-01", "배송이 늦었어요", -0.5, lemmas=("배송/NNG", "늦다/VV")),
    sample_databases.Answer(
        "2026-01-02", "배송 늦어서 환불했어요", -0.5, {"anger": 1}, lemmas=("배송/NNG", "늦다/VA", "환불/NNG")
    ),
    sample_databases.Answer("2026-01-03", "배송 빨라요", 0.5, {"joy": 2}, lemmas=("배송/NNG", "빠르다/VA")),
    sample_databases.Answer(
        "2026-01-04", "Delivered two days late", -0.4, language="en", lemmas=("delivered", "two", "days", "late")
    ),
    sample_databases.Answer("2026-01-05", "They deliver quickly", 0.4, language="en", lemmas=("deliver", "quickly")),
    sample_databases.Answer("2026-01-06", nps=3, language=None),
    *(
        sample_databases.Answer(f"2026-01-1{day}", "포장 부서", audience="employee", tone=0.0, lemmas=("포장/NNG",))
        for day in range(8)
    ),
    sample_databases.Answer("2026-01-20", "비밀 부서", audience="employee", tone=0.0, lemmas=("비밀/NNG", "배송/NNG")),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    path = tmp_path_factory.mktemp("said") / "said.duckdb"
    return open_warehouse(sample_databases.build_database(path, SAID, small_numbers=SmallNumbers(1, 1, 8)))


def _ids(warehouse: Warehouse, **limits: object) -> list[int]:
    table = warehouse.run("comment_list", filter=Filter(**limits), order="oldest", limit=20, offset=0)
    return table.column("feedback_id").to_pylist()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("배송 늦다", [1, 2]),
        ("늦었습니다 배송이", [1, 2]),
        ("배송", [1, 2, 3]),
        ("배송 -환불", [1, 3]),
        ("-배송", [4, 5, 6]),
        ("-배송 -late", [5, 6]),
        ("배송 환불 늦은", [2]),
        ("배송 late", []),
        ("delivers", [4, 5]),
        ("the delivered", [4, 5]),
        ("the", [1, 2, 3, 4, 5, 6]),
        ('"송이 늦"', [1]),
        ('배송 "환불했"', [2]),
        ('배송 -"환불했"', [1, 3]),
        ('-"환불했"', [1, 3, 4, 5, 6]),
        ("배송환불", [2]),
        ("배송 배숑", []),
        ("배송 -배숑", [1, 2, 3]),
    ],
)
def test_what_a_search_finds(said: Warehouse, words: str, expected: list[int]) -> None:
    assert _ids(said, words=words) == expected
    assert said.run("comment_count", filter=Filter(words=words)).to_pylist() == [{"n": len(expected)}]


def test_words_and_emotions_must_both_hold(said: Warehouse) -> None:
    assert _ids(said, words="배송", emotions=("anger", "joy")) == [2, 3]
    assert _ids(said, words="늦다", emotions=("anger", "joy")) == [2]
    assert _ids(said, words="-환불", emotions=("anger", "joy")) == [3]
    assert _ids(said, words="배송", emotions=("joy",), contains="늦") == []


def test_a_word_of_too_few_employees_is_not_known(said: Warehouse) -> None:
    assert said.search("비밀").unknown == ("비밀",)
    assert said.search("포장").unknown == ()
    assert said.search("") == ParsedSearch()
    numbers = {row["lemma"]: row["n"] for row in said.run("lemma_list").to_pylist()}
    assert numbers["배송/NNG"] == 3 and numbers["포장/NNG"] == 8
