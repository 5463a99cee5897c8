"""A run killed at any moment: whoever reads sees the old database or the new one, and the next run completes."""

import os
import random
import shutil
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from queries import open_warehouse
from queries.filter import Filter
from tests.pipeline.storage.many_answers import contents, digest, write_answers
from tests.pipeline.storage.process_fixtures import Nursery

KILLS = 50
ROWS = 5_000
ROWS_BEFORE = 1_000


def asked(database: Path) -> tuple[object, ...]:
    """Some figures as the dashboard asks for them, in three queries on one opening."""
    warehouse = open_warehouse(database)
    coverage = warehouse.run("coverage", filter=Filter()).to_pylist()[0]
    nps = warehouse.run("nps", filter=Filter()).to_pylist()[0]
    runs = warehouse.run("run_list").num_rows
    return coverage["n"], coverage["scored"], nps["n"], nps["promoters"], nps["detractors"], runs


@contextmanager
def reader(database: Path) -> Iterator[Counter[tuple[object, ...]]]:
    """Reads in a loop while the block runs: how often each answer came, an exception being one too."""
    answers: Counter[tuple[object, ...]] = Counter()
    done = Event()

    def loop() -> None:
        while not done.wait(0.1):
            try:
                answers[asked(database)] += 1
            except Exception as error:
                answers[(repr(error),)] += 1

    thread = Thread(target=loop)
    thread.start()
    try:
        yield answers
    finally:
        done.set()
        thread.join()


def put_back(former: Path, database: Path) -> None:
    """The old database again, in one step, as a restore does it."""
    copy = database.with_name("copy")
    shutil.copyfile(former, copy)
    os.replace(copy, database)


def moments(times: list[float]) -> list[tuple[int, float]]:
    """(marks, delay) of the kills: spread evenly over a whole run, and half as many over its last third again.

    A moment lies in one of as many equal parts of the run as there are kills, anywhere in it.
    """
    rng, end, publishing = random.Random(20_260_916), times[-1], KILLS // 3
    points = [(part + rng.random()) / (KILLS - publishing) * end for part in range(KILLS - publishing)]
    points += [end - (part + rng.random()) / publishing * end / 3 for part in range(publishing)]
    rng.shuffle(points)
    starts = [0.0, *times]
    return [(place, point - starts[place]) for point in points for place in [bisect_right(times, point)]]


def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    before = write_answers(tmp_path / "before.csv", ROWS_BEFORE, 3)
    answers = write_answers(tmp_path / "answers.csv", ROWS, 0)
    database, former = tmp_path / "db" / "ondo.duckdb", tmp_path / "former.duckdb"
    database.parent.mkdir()
    words = ("run", answers, "--source", "survey", "--db", database)
    with Nursery() as nursery:
        assert nursery.run("run", before, "--source", "survey", "--db", database)[0] == 0
        shutil.copyfile(database, former)
        old, old_bytes = asked(database), digest(database)
        code, times = nursery.run(*words)
        new, new_contents = asked(database), contents(database)
        assert (code, new[0], new[2]) == (0, ROWS, ROWS) and old[0] == ROWS_BEFORE and old != new
        put_back(former, database)
        codes: Counter[int] = Counter()
        with reader(database) as heard:
            for number, (marks, delay) in enumerate(moments(times), 1):
                codes[nursery.run(*words, marks=marks, delay=delay)[0]] += 1
                if digest(database) != old_bytes:
                    assert contents(database) == new_contents
                    put_back(former, database)
                if number % 25 == 0:
                    assert nursery.run(*words)[0] == 0
                    assert contents(database) == new_contents
                    assert not list(database.parent.glob(".*"))
                    put_back(former, database)
    assert set(codes) <= {-9, 0} and codes[-9] >= KILLS * 0.8
    assert set(heard) == {old, new} and heard.total() > KILLS / 2
