"""`ondo lexicon`: the preview is what the run then does, and the list counts what is found."""

from pathlib import Path

import pytest

from pipeline.config.settings import load_settings
from pipeline.upkeep.lexicon_preview import SHOWN, LexiconPreview, listed, listed_text, preview, preview_text
from tests.pipeline.support import ask, write_csv
from tests.pipeline.upkeep.sweet_puddings import DESSERT, configured, copied, outdate, run


@pytest.fixture
def database(plain: Path, tmp_path: Path) -> Path:
    return copied(plain, tmp_path)


def test_the_preview_is_what_the_run_then_does(database: Path, tmp_path: Path) -> None:
    settings = configured(tmp_path, DESSERT)
    bytes_before, scores_before = database.read_bytes(), _scores(database)
    seen = preview(database, settings)
    assert database.read_bytes() == bytes_before
    assert (seen.comments, seen.changed, seen.other_model) == (10, 7, 0)
    run(database, settings)
    scores_after = _scores(database)
    assert seen.flipped == sum((scores_before[key][0] or 0) * (scores_after[key][0] or 0) < 0 for key in scores_before)
    for item in seen.shown:
        assert (item.before.tone, item.before.present) == scores_before[item.feedback_id]
        assert (item.after.tone, item.after.present) == scores_after[item.feedback_id]
    assert [item.distance for item in seen.shown] == sorted((item.distance for item in seen.shown), reverse=True)
    assert len(seen.shown) == 6, "an employee's comment is counted but not shown"
    assert preview(database, settings) == LexiconPreview(comments=10)


def _scores(database: Path) -> dict[int, tuple[float | None, list[str]]]:
    rows = ask(
        database,
        "select feedback_id, tone, coalesce(list(emotion order by position) filter (present), []) from feedback "
        "left join feedback_emotion using (feedback_id) left join emotion using (emotion) group by all",
    )
    return {key: (tone, present) for key, tone, present in rows}  # type: ignore[misc]


def test_at_most_twenty_are_shown_the_same_each_time(tmp_path: Path) -> None:
    rows = [[str(place), f"{'정말 ' * (place % 5)}달아요"] for place in range(60)]
    database = tmp_path / "ondo.duckdb"
    run(database, load_settings(), write_csv(tmp_path / "many.csv", rows, ["id", "text"]))
    settings = configured(tmp_path, '[[brand_word]]\nword = "달다"\ntone = "-"\n')
    seen = preview(database, settings)
    assert seen.changed == 60 and len(seen.shown) == SHOWN
    assert preview(database, settings) == seen
    assert "would change 60 of them" in preview_text(seen)


def test_the_preview_names_another_models_comments_apart(database: Path, tmp_path: Path) -> None:
    outdate(database)
    seen = preview(database, configured(tmp_path, DESSERT))
    assert (seen.other_model, seen.changed) == (11, 7)
    assert "scored by another model" in preview_text(seen)


def test_words_are_listed_with_their_counts(database: Path, tmp_path: Path) -> None:
    settings = configured(tmp_path, DESSERT)
    assert [(item.found, item.applied) for item in listed(database, settings)] == [(4, 0), (2, 0), (1, 0)]
    run(database, settings)
    found = listed(database, settings)
    assert [(item.found, item.applied) for item in found] == [(4, 4), (2, 2), (1, 1)]
    assert "달다 + delight   (dessert: 푸딩*, 케이크)" in listed_text(found)
    assert "no brand words" in listed_text(listed(database, load_settings()))
