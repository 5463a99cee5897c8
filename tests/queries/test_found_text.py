"""A text is looked for once, and what was found answers every later question alike."""

import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import Filter, Warehouse, found_text
from queries.found_text import FoundTexts
from tests.queries.conftest import opened

PLAIN = "select feedback_id from selected($filter) order by all"
TEXTS = ("배송", "delivery", "이", "a", "e", "최악", "없는말", "100%", "_", "'", "")


def _searches(warehouse: Warehouse) -> int:
    return len(warehouse._connection.cursor().execute("select distinct search from found_text").fetchall())


def _found(warehouse: Warehouse, **more: int) -> FoundTexts:
    return FoundTexts(warehouse._found_texts._execute, **more)


def _ids(warehouse: Warehouse, fields: dict[str, object]) -> list[object]:
    written = warehouse._selections.written_for(PLAIN, {"filter": fields})
    return warehouse._connection.cursor().execute(written, {"filter": fields}).fetchall()


@pytest.fixture(scope="module")
def own_crowd(crowd_warehouse_file: Path) -> Iterator[Warehouse]:
    """400 random answers that nobody else asks about."""
    yield from opened(crowd_warehouse_file)


@pytest.mark.parametrize("audience", ["customer", "employee"])
@settings(max_examples=40)
@given(
    contains=st.sampled_from(TEXTS),
    phrases=st.lists(st.sampled_from(TEXTS[:-1]), max_size=2),
    without=st.lists(st.sampled_from(TEXTS[:-1]), max_size=2),
)
def test_looked_up_and_read_again_select_the_same(
    own_crowd: Warehouse, audience: str, contains: str, phrases: list[str], without: list[str]
) -> None:
    plain = own_crowd._parameter(Filter(audience=audience, contains=contains))
    plain |= {"phrases": phrases, "without_phrases": without}
    with own_crowd._found_texts.looked_up(plain) as fields:
        assert _ids(own_crowd, fields) == _ids(own_crowd, plain)
        assert fields["search"] is None or (fields["contains"], fields["phrases"], fields["without_phrases"]) == (
            "",
            [],
            [],
        )


@pytest.fixture
def warehouse(tiny_warehouse_file: Path) -> Iterator[Warehouse]:
    """A warehouse that nobody has asked anything."""
    yield from opened(tiny_warehouse_file)


def test_all_questions_with_a_text_look_for_it_once(warehouse: Warehouse) -> None:
    chosen = Filter(contains="배송")
    warehouse.run("comment_count", filter=chosen)
    assert _searches(warehouse) == 1
    assert warehouse.run("comment_list", filter=chosen, order="newest", limit=50, offset=0).num_rows > 0
    assert _searches(warehouse) == 1
    warehouse.run("overlap_count", filter=chosen, other=Filter(contains="최악"))
    assert _searches(warehouse) == 2


def test_a_text_that_many_have_is_not_written_down(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_text, "COMMON_SHARE", 0.0)
    found = [warehouse.run("export_list", filter=Filter(contains="배송")) for _ in range(2)]
    assert found[0].num_rows > 0 and found[0] == found[1] and _searches(warehouse) == 0


def test_texts_asked_for_longest_ago_make_room_but_not_while_somebody_uses_them(warehouse: Warehouse) -> None:
    def fields(text: str) -> dict[str, object]:
        return warehouse._parameter(Filter(contains=text))

    found = _found(warehouse, most_places=0)
    with found.looked_up(fields("배송")) as first:
        with found.looked_up(fields("늦")):
            pass
        assert _ids(warehouse, first) == _ids(warehouse, fields("배송")) != []
        assert _searches(warehouse) == 1
    assert _searches(warehouse) == 0
    with found.looked_up(fields("배송")) as again:
        assert _ids(warehouse, again) == _ids(warehouse, fields("배송"))
        assert again["search"] != first["search"]


def test_a_search_that_failed_is_made_again(warehouse: Warehouse) -> None:
    found = _found(warehouse)
    fields = warehouse._parameter(Filter(contains="배송"))
    asked: list[str] = []

    def fails(sql: str, params: object) -> int:
        asked.append(sql)
        raise duckdb.Error("interrupted")

    works = found._execute
    found._execute = fails
    with pytest.raises(duckdb.Error, match="interrupted"), found.looked_up(fields):
        pass
    found._execute = works
    with found.looked_up(fields) as looked_up:
        assert _ids(warehouse, looked_up) == _ids(warehouse, fields)
    assert asked


def test_threads_that_ask_for_one_text_at_once_find_it_once(warehouse: Warehouse) -> None:
    found: list[object] = []

    def ask() -> None:
        found.append(warehouse.run("comment_count", filter=Filter(contains="배송")).to_pylist())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and all(item == found[0] for item in found)
    assert _searches(warehouse) == 1
