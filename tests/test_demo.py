"""`ondo demo`, as `make demo` calls it: sample data through the pipeline, then a dashboard that answers."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.pipeline.support import ask

ROOT = Path(__file__).resolve().parent.parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_demo_reads_the_sample_and_serves_the_dashboard(tmp_path: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "pipeline", "demo", "--db", "demo.duckdb", "--port", str(port), "--headless"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:  # fmt: skip
        assert running.stdout is not None and running.stderr is not None
        told = next((line for line in running.stdout if "URL" in line), "")
        assert f"127.0.0.1:{port}" in told
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30) as answer:
            assert answer.read() == b"ok"
        os.killpg(running.pid, signal.SIGINT)
        said = running.stderr.read()
    assert f"http://127.0.0.1:{port}" in said
    assert "Published" in said or "read" in said
    [(answers, scored)] = ask(
        tmp_path / "demo.duckdb", "select count(*), count(*) filter (state = 'scored') from feedback"
    )
    assert isinstance(scored, int) and isinstance(answers, int) and 600 <= scored < answers
    assert ask(tmp_path / "demo.duckdb", "select count(*) from event") == [(3,)]
    assert ask(tmp_path / "demo.duckdb", "select count(*) from rejected_row") == [(0,)]


def test_no_dashboard_goes_on_after_its_command_was_ended(tmp_path: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "pipeline", "dashboard", "--db", "none.duckdb", "--port", str(port), "--headless"]
    with subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert any("URL" in line for line in running.stdout)
        running.terminate()
        assert running.wait(timeout=60) == 128 + signal.SIGTERM
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_planted_stories_are_in_the_numbers(sample_file: Path) -> None:
    def shares(emotions: str, touchpoint: str, *days: str) -> list[float]:
        spans = " ".join(f"when answered_at < '{day}' then {place}" for place, day in enumerate(days))
        rows = ask(
            sample_file,
            f"""
            with felt as (select distinct feedback_id from feedback_emotion where present and emotion in ({emotions})),
              placed as (select distinct feedback_id from mention where touchpoint = '{touchpoint}')
            select avg((felt.feedback_id is not null)::int)
            from feedback semi join placed using (feedback_id) left join felt using (feedback_id)
            where state = 'scored' and audience = 'customer'
            group by case {spans} else {len(days)} end order by case {spans} else {len(days)} end
            """,
        )
        return [float(str(share)) for (share,) in rows]

    before, between, after = shares("'anxiety'", "payment", "2026-03-10", "2026-05-12")
    assert between > 0.2 and between > 4 * max(before, after, 0.04)
    before, crisis, after = shares("'anger', 'frustration', 'disappointment'", "delivery", "2026-07-06", "2026-08-10")
    assert crisis > 0.35 and crisis > 1.5 * max(before, after)
    before, crisis, after = shares("'gratitude', 'trust'", "delivery", "2026-07-06", "2026-08-10")
    assert after > 2 * crisis
    [(named, unnamed)] = ask(
        sample_file,
        "select count(*) filter (touchpoint_from = 'word'), count(*) filter (touchpoint_from = 'answer') from mention "
        "join feedback using (feedback_id) where source = 'google-play'",
    )
    assert int(str(named)) > 190 and unnamed == 0, "words alone say where the app's reviews belong: it has no column"
    [(complaints,)] = ask(
        sample_file,
        """
        select count(distinct feedback_id) from feedback join feedback_emotion using (feedback_id)
        where rating = rating_max and present and emotion in ('anxiety', 'disappointment', 'frustration', 'anger')
        and source = 'shop_reviews'
        """,
    )
    assert isinstance(complaints, int) and complaints >= 15
