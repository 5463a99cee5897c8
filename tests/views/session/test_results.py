"""What has been found out is kept, found once, and forgotten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from views.session.results import Results


def test_an_answer_is_found_once_and_the_one_not_asked_for_the_longest_goes() -> None:
    results, found = Results(2), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        assert results.get(key, lambda key=key: found.append(key) or key.upper()) == key.upper()  # type: ignore[misc]
    assert found == ["a", "b", "c", "b"]


def test_who_asks_the_same_waits_for_the_first() -> None:
    results, begun, goes_on = Results(2), Event(), Event()

    def find() -> object:
        assert not begun.is_set()
        begun.set()
        goes_on.wait(10)
        return object()

    with ThreadPoolExecutor() as pool:
        first = pool.submit(results.get, "a", find)
        begun.wait(10)
        second = pool.submit(results.get, "a", find)
        goes_on.set()
        assert first.result(10) is second.result(10)


def test_what_was_being_looked_up_when_all_was_forgotten_is_not_kept() -> None:
    results = Results(2)
    assert results.get("a", lambda: results.clear() or "former") == "former"  # type: ignore[func-returns-value]
    assert results.get("a", lambda: "now") == "now"


def test_a_failure_is_not_kept() -> None:
    results = Results(2)
    with pytest.raises(ZeroDivisionError):
        results.get("a", lambda: 1 // 0)
    assert results.get("a", lambda: 1) == 1
