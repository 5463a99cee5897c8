"""Turns: few readers are served at a time, nobody waits for ever, and a run that fails passes its turn on."""

from threading import Event, Thread

import pytest

from views.session import turns


def _take(began: Event, may_end: Event) -> None:
    with turns.taken():
        began.set()
        may_end.wait(30)


def test_one_too_many_waits_until_another_ends() -> None:
    pairs = [(Event(), Event()) for _ in range(turns.AT_ONCE + 1)]
    threads = [Thread(target=_take, args=pair) for pair in pairs]
    for thread, (began, _) in zip(threads[:-1], pairs[:-1], strict=True):
        thread.start()
        assert began.wait(30)
    threads[-1].start()
    assert not pairs[-1][0].wait(0.2)
    pairs[0][1].set()
    assert pairs[-1][0].wait(30)
    for thread, (_, may_end) in zip(threads, pairs, strict=True):
        may_end.set()
        thread.join(30)


def test_who_has_waited_long_enough_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    pairs = [(Event(), Event()) for _ in range(turns.AT_ONCE + 1)]
    threads = [Thread(target=_take, args=pair) for pair in pairs]
    for thread, (began, _) in zip(threads, pairs, strict=True):
        thread.start()
        assert began.wait(30)
    for thread, (_, may_end) in zip(threads, pairs, strict=True):
        may_end.set()
        thread.join(30)


def test_a_run_that_fails_passes_its_turn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(KeyError), turns.taken():
            raise KeyError
    assert all(turns._free.acquire(blocking=False) for _ in range(turns.AT_ONCE))
    for _ in range(turns.AT_ONCE):
        turns._free.release()
