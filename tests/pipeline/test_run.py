"""Whole runs on small real files: what is stored, what is counted, and that a second run changes nothing."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import DatabaseError, DataRefused
from pipeline.records import RunReport
from tests.pipeline.support import ROWS, ask, run, write_csv


@pytest.fixture
def report(tmp_path: Path) -> RunReport:
    return run(tmp_path, write_csv(tmp_path / "answers.csv", ROWS))


def test_every_row_is_accounted_for(report: RunReport) -> None:
    assert (report.read, report.new, report.rejected) == (7, 5, 2)
    assert report.scored == 3
    assert report.not_scored == {"no_text": 1, "unsupported_language": 1}
    assert report.masked == {"phone": 1}
    assert report.adds_up() and report.published
    assert sum(report.reasons.values()) == 2


def test_what_was_read_is_stored(report: RunReport, tmp_path: Path) -> None:
    stored = ask(
        tmp_path / "ondo.duckdb",
        "select source, source_id, answered_at, language, state, touchpoint, channel, nps_score from feedback order by source_id",
    )
    assert stored == [
        ("answers", "1", datetime(2026, 3, 14, 21, 5), "ko", "scored", "payment", "app", 2),
        ("answers", "2", datetime(2026, 3, 15, 8, 0), "en", "scored", "delivery", "web", 9),
        ("answers", "3", datetime(2026, 3, 16, 9, 30), None, "no_text", "Lounge", "store", 10),
        ("answers", "4", datetime(2026, 3, 17, 10, 0), "ja", "unsupported_language", "support", "call", 7),
        ("answers", "5", datetime(2026, 3, 18, 10, 0), "ko", "scored", "support", "call", None),
    ]


def test_the_scores_say_what_a_reader_would(report: RunReport, tmp_path: Path) -> None:
    tones = dict(ask(tmp_path / "ondo.duckdb", "select source_id, tone from feedback where state = 'scored'"))
    assert tones["1"] < 0 < tones["2"]
    emotions = ask(
        tmp_path / "ondo.duckdb",
        "select source_id, emotion from feedback join feedback_emotion using (feedback_id) where present order by all",
    )
    assert ("1", "anxiety") in emotions and ("2", "gratitude") in emotions


def test_personal_data_is_masked_and_customers_are_keys(report: RunReport, tmp_path: Path) -> None:
    [(text, key)] = ask(tmp_path / "ondo.duckdb", "select text, customer_key from feedback where source_id = '5'")
    assert "1234" not in str(text) and key is None
    keys = ask(
        tmp_path / "ondo.duckdb",
        "select source_id, customer_key from feedback where customer_key is not null order by 1",
    )
    assert [source_id for source_id, _ in keys] == ["1", "2", "3", "4"]
    assert keys[0][1] == keys[3][1] != keys[1][1]
    stored = (tmp_path / "ondo.duckdb").read_bytes()
    assert b"010-1234-5678" not in stored


def test_evidence_points_into_the_stored_text(report: RunReport, tmp_path: Path) -> None:
    for text, evidence in ask(tmp_path / "ondo.duckdb", "select text, evidence from feedback where len(evidence) > 0"):
        assert all(0 <= span["start"] < span["end"] <= len(text) for span in evidence)


def test_rows_set_aside_keep_place_and_remedy(report: RunReport, tmp_path: Path) -> None:
    rows = ask(
        tmp_path / "ondo.duckdb", 'select file, "row", "column", remedy <> \'\' from rejected_row order by "row"'
    )
    assert rows == [("answers.csv", 7, "nps", True), ("answers.csv", 8, "date", True)]


def test_the_same_file_twice_changes_nothing(report: RunReport, tmp_path: Path) -> None:
    database = tmp_path / "ondo.duckdb"
    before = database.stat().st_ino, database.read_bytes()
    again = run(tmp_path, tmp_path / "answers.csv")
    assert (again.unchanged, again.new, again.updated, again.rejected, again.scored) == (5, 0, 0, 2, 0)
    assert not again.published and again.adds_up()
    assert (database.stat().st_ino, database.read_bytes()) == before


def test_a_corrected_file_updates_and_clears_what_was_set_aside(report: RunReport, tmp_path: Path) -> None:
    corrected = [row[:] for row in ROWS]
    corrected[1][5] = "Delivery was late, I am angry!"
    corrected[5][4], corrected[6][1], corrected[6][5] = "10", "2026-02-28 10:00", "such a day"
    again = run(tmp_path, write_csv(tmp_path / "answers.csv", corrected))
    assert (again.unchanged, again.new, again.updated, again.rejected) == (4, 2, 1, 0)
    assert ask(tmp_path / "ondo.duckdb", "select count(*) from rejected_row") == [(0,)]
    [(tone,)] = ask(tmp_path / "ondo.duckdb", "select tone from feedback where source_id = '2'")
    assert isinstance(tone, float) and tone < 0


def test_rows_without_an_id_are_told_apart_and_met_again(tmp_path: Path) -> None:
    rows = [["좋아요"], ["좋아요"], ["별로예요"]]
    path = write_csv(tmp_path / "plain.csv", rows, ["text"])
    first = run(tmp_path, path)
    assert (first.new, first.repeated) == (3, 0)
    again = run(tmp_path, write_csv(path, [*rows, ["좋아요"]], ["text"]))
    assert (again.new, again.unchanged) == (1, 3)


def test_an_id_that_stands_twice_loses_nothing(tmp_path: Path) -> None:
    rows = [["1", "good"], ["1", "good"], ["1", "bad"]]
    path = write_csv(tmp_path / "twins.csv", rows, ["id", "text"])
    for expected in ((1, 0), (0, 1)):
        report = run(tmp_path, path)
        assert (report.new, report.unchanged) == expected
        assert (report.repeated, report.rejected) == (1, 1)
        assert report.adds_up()
    assert ask(tmp_path / "ondo.duckdb", "select text from feedback") == [("good",)]


def test_rows_without_consent_are_counted_not_stored_and_taken_out(tmp_path: Path) -> None:
    header = ["id", "text", "consent_analyse"]
    run(tmp_path, write_csv(tmp_path / "a.csv", [["1", "good", "yes"], ["2", "bad", "yes"]], header))
    report = run(tmp_path, write_csv(tmp_path / "a.csv", [["1", "good", "no"], ["2", "bad", "yes"]], header))
    assert (report.no_consent, report.unchanged) == (1, 1)
    assert ask(tmp_path / "ondo.duckdb", "select source_id from feedback") == [("2",)]
    assert not run(tmp_path, tmp_path / "a.csv").published


def test_two_sources_may_use_the_same_ids(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "one.csv", [["1", "good"]], ["id", "text"])
    two = write_csv(tmp_path / "two.csv", [["1", "bad"]], ["id", "text"])
    assert run(tmp_path, one, two).new == 2
    assert run(tmp_path, two, source="one").updated == 1


def test_a_file_of_nothing_but_bad_rows_publishes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "bad.csv", [["", "11"], ["", "-1"]], ["text", "nps"])
    with pytest.raises(DataRefused, match="none of the 2 rows") as caught:
        run(tmp_path, path)
    assert "--map" in caught.value.remedy
    assert not (tmp_path / "ondo.duckdb").exists()


def test_one_unusable_file_publishes_nothing_of_the_others(tmp_path: Path) -> None:
    good = write_csv(tmp_path / "good.csv", [["good"]], ["text"])
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(DataRefused, match="empty"):
        run(tmp_path, good, tmp_path / "empty.csv")
    assert not (tmp_path / "ondo.duckdb").exists()


def test_identical_texts_get_identical_scores_across_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.steps.run_steps.BATCH_ROWS", 2)
    texts = ["Great service!", "정말 별로예요", "Great service!", "", "정말 별로예요", "Great service!", "it broke"]
    rows = [[str(place), text, "5"] for place, text in enumerate(texts)]
    report = run(tmp_path, write_csv(tmp_path / "many.csv", rows, ["id", "text", "rating"]))
    assert (report.scored, report.not_scored) == (6, {"no_text": 1})
    stored = ask(tmp_path / "ondo.duckdb", "select text, tone, evidence from feedback where text is not null")
    for text in set(texts) - {""}:
        assert len({repr(row) for row in stored if row[0] == text}) == 1


def test_a_later_file_has_the_newer_version(tmp_path: Path) -> None:
    old = write_csv(tmp_path / "old.csv", [["1", "it was bad"], ["2", "fine"]], ["id", "text"])
    new = write_csv(tmp_path / "new.csv", [["1", "it is good"]], ["id", "text"])
    report = run(tmp_path, old, new, source="desk")
    assert (report.read, report.new, report.repeated, report.scored) == (3, 2, 1, 2)
    assert ask(tmp_path / "ondo.duckdb", "select text from feedback order by source_id") == [("it is good",), ("fine",)]
    again = run(tmp_path, old, new, source="desk")
    assert not again.published and (again.unchanged, again.updated, again.repeated) == (2, 0, 1)


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "plain.csv", [["good"], ["good"]], ["text"])
    report = run(tmp_path, path, path)
    assert (report.read, report.new, report.repeated) == (4, 2, 2)


def test_another_files_answers_under_the_same_ids_are_not_overwritten(tmp_path: Path) -> None:
    for folder, month, words in (("jan", "01", "good"), ("feb", "02", "bad")):
        (tmp_path / folder).mkdir()
        rows = [[str(place), f"2026-{month}-0{place}", f"{words} {place}"] for place in range(1, 9)]
        write_csv(tmp_path / folder / "export.csv", rows, ["id", "date", "text"])
    run(tmp_path, tmp_path / "jan" / "export.csv")
    with pytest.raises(DataRefused, match="another source") as caught:
        run(tmp_path, tmp_path / "feb" / "export.csv")
    assert "--source" in caught.value.remedy
    assert ask(tmp_path / "ondo.duckdb", "select count(*) from feedback where text like 'good%'") == [(8,)]
    assert run(tmp_path, tmp_path / "feb" / "export.csv", source="feb").new == 8


def test_a_withdrawal_in_the_same_run_is_not_counted_as_scored(tmp_path: Path) -> None:
    header = ["id", "text", "consent_analyse"]
    path = write_csv(tmp_path / "a.csv", [["1", "good", "yes"], ["2", "bad", "yes"], ["1", "good", "no"]], header)
    report = run(tmp_path, path)
    assert (report.new, report.no_consent, report.scored) == (1, 2, 1) and report.adds_up()


def test_a_database_behind_a_link_is_written_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = write_csv(tmp_path / "plain.csv", [["good"]], ["text"])
    (tmp_path / "ondo.duckdb").symlink_to(tmp_path / "real" / "ondo.duckdb")
    run(tmp_path, path)
    assert (tmp_path / "ondo.duckdb").is_symlink()
    assert ask(tmp_path / "real" / "ondo.duckdb", "select count(*) from feedback") == [(1,)]


def test_customers_are_not_given_new_keys_in_silence(report: RunReport, tmp_path: Path) -> None:
    (tmp_path / "ondo.duckdb.key").unlink()
    with pytest.raises(DatabaseError, match="key file is missing"):
        run(tmp_path, tmp_path / "answers.csv")


def test_personal_data_in_names_is_not_stored(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "kim@naver.com 010-7777-8888.csv", [["good", "5"], ["bad", "9"]], ["text", "rating"])
    run(tmp_path, path, rating_max=5)
    stored = (tmp_path / "ondo.duckdb").read_bytes()
    assert b"7777" not in stored and b"kim@" not in stored


def test_a_file_name_that_is_not_utf8_is_no_obstacle(tmp_path: Path) -> None:
    path = Path(str(tmp_path) + "/\udcff\udcfe.csv")
    assert run(tmp_path, write_csv(path, [["good"]], ["text"])).new == 1


def test_another_row_set_aside_is_published_the_same_one_is_not(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["good", "9"], ["", "11"]], ["text", "nps"])
    assert run(tmp_path, path).published
    assert not run(tmp_path, path).published
    report = run(tmp_path, write_csv(path, [["good", "9"], ["", "12"]], ["text", "nps"]))
    assert report.published and (report.unchanged, report.rejected) == (1, 1)
    assert ask(tmp_path / "ondo.duckdb", "select arguments['value'] = '12' from rejected_row") == [(True,)]
