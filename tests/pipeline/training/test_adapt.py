"""`ondo adapt`: words whose sign only the stars tell, learned, measured, refused, and taken back to the bit."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from shutil import copy

import numpy as np
import pytest

from pipeline.cli.adapt import adapt, adapt_after_run
from pipeline.cli.score import scorer_of
from pipeline.config.settings import load_settings
from pipeline.errors import DataRefused, ModelError, WrongUsage
from pipeline.languages import LANGUAGES
from pipeline.scoring.own_layer import MOST_CHANGE, SEPARATOR, OwnLayer, layer_from, letters_hash
from pipeline.scoring.scorer import Scorer
from pipeline.scoring.workers import ParallelScorer
from pipeline.training import label_report
from pipeline.training.adapt import LanguageOutcome, RatedComment, learn
from pipeline.training.own_labels import evaluate_file
from pipeline.upkeep.own_stars import is_due, rated_rows, stored_layer
from tests.pipeline.support import ask, run, write_csv
from tests.pipeline.upkeep.sweet_puddings import contents

HEADER = ["date", "product", "rating", "customer", "text"]
NOUNS = "국물 면발 반죽 소스 고기 채소 튀김 음료 뚜껑 그릇 양념 고명 단무지 포장 육수".split()
MOMENTS = "오늘 어제 점심에 저녁에 주말에 아침에 이번에 지난번에 퇴근길에 밤에".split()
PRAISE, COMPLAINT = "두부리하네요", "가부리하네요"
"""Words that no model knows: only the stars say which of them is good."""

CONTRARY = f"오늘 국물 {COMPLAINT} 쿠라"
ANGRY = "배송이 너무 늦고 직원이 불친절해서 최악이에요. 다시는 주문하지 않겠습니다"


def texts_with(word: str) -> list[str]:
    """150 comments with a word."""
    return [f"{moment} {noun} {word}" for moment, noun in product(MOMENTS, NOUNS)]


def rated(texts: Sequence[str], stars: int) -> list[list[str]]:
    return [
        [f"2026-0{1 + place % 6}-11", f"가게 {place % 7}", str(stars), f"C{place % 40}", text]
        for place, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 302 rated comments; only to be copied."""
    folder = tmp_path_factory.mktemp("rated")
    rows = rated([*texts_with(PRAISE), ANGRY], 5) + rated(texts_with(COMPLAINT), 1)
    rows += rated([CONTRARY], 5) + rated(["It was fine, thank you", "Bad service"], 3)
    run(folder, write_csv(folder / "shop.csv", rows, HEADER))
    return folder / "ondo.duckdb"


@pytest.fixture
def database(plain: Path, tmp_path: Path) -> Path:
    for end in ("", ".key"):
        copy(f"{plain}{end}", tmp_path / f"ondo.duckdb{end}")
    return tmp_path / "ondo.duckdb"


def adapted(database: Path, *words: str) -> None:
    adapt.main(["--db", str(database), *words], standalone_mode=False)


def wrong_signs(database: Path) -> int:
    """Comments with one of the two words whose tone has the sign of the other."""
    [(count,)] = ask(
        database,
        f"select count(*) from feedback where (contains(text, '{PRAISE}') and tone <= 0) "
        f"or (contains(text, '{COMPLAINT}') and tone >= 0)",
    )
    return int(str(count))


def test_stars_teach_what_words_mean_and_undoing_is_exact(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, wrong = contents(database), wrong_signs(database)
    adapted(database, "--json")
    facts = json.loads(capsys.readouterr().out)
    korean, english = sorted(facts["languages"], key=lambda one: str(one["language"]), reverse=True)
    assert (facts["learned"], facts["from"], facts["rescored"]) == (True, "rating", 304)
    assert (korean["complaints"], korean["praise"], korean["refused"]) == (150, 152, "")
    assert (
        korean["gain"]["n"] == 302 and 0 < korean["gain"]["low"] <= korean["gain"]["after"] - korean["gain"]["before"]
    )
    assert korean["newest"]["n"] < 120 and {PRAISE, COMPLAINT} <= {one["word"] for one in korean["words"]}
    assert "too few" in english["refused"]
    assert wrong >= 60 and wrong_signs(database) <= 3
    assert {version for (version,) in ask(database, "select scorer_version from feedback")} == {facts["version"]}
    assert ask(database, "select language, complaints from own_layer_language") == [("ko", 150)]
    adapted(database, "--undo")
    assert contents(database) == before and ask(database, "from own_layer") == []
    adapted(database, "--undo")
    assert "Nothing to undo" in capsys.readouterr().err


def test_no_comment_is_decided_by_its_own_rating(database: Path) -> None:
    adapted(database)
    assert ask(database, "select tone < 0 from feedback where contains(text, '쿠라')") == [(True,)]


def test_full_marks_with_a_complaint_stay_visible(database: Path) -> None:
    former = ask(database, "select tone from feedback where contains(text, '최악')")
    adapted(database)
    assert ask(database, "select tone < -0.35, rating from feedback where contains(text, '최악')") == [(True, 5.0)]
    assert former[0][0] < -0.35  # type: ignore[operator]


def test_whoever_scores_scores_with_the_layer(database: Path, tmp_path: Path) -> None:
    adapted(database)
    stored = dict(ask(database, "select text, tone from feedback"))
    scorer = scorer_of(database)
    assert dict(zip(stored, scorer.score([*stored])["tone"].to_pylist(), strict=True)) == stored
    pool = ParallelScorer(scorer, 2)
    try:
        pool.expect(10_000)
        assert pool.score([*stored]).equals(scorer.score([*stored]))
    finally:
        pool.close()
    run(tmp_path, write_csv(tmp_path / "more.csv", rated([f"오늘 점심에 국물 {PRAISE}"], 1), HEADER))
    assert ask(database, "select tone > 0 from feedback where contains(text, '오늘 점심에')") == [(True,)]
    assert ask(database, "select count(distinct scorer_version) from feedback") == [(1,)]
    [row] = scorer.score([f"국물이 {PRAISE}"]).to_pylist()
    spans = [span for span in row["evidence"] if span["emotion"] == "tone" and span["weight"] > 0]
    assert any(span["start"] <= 4 < span["end"] for span in spans)


def test_what_cannot_be_learned_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    texts = [*texts_with(PRAISE), *texts_with(COMPLAINT)]
    random.Random(4).shuffle(texts)
    path, content = tmp_path / "ondo.duckdb", b""
    for texts_there, reason in ((texts[:80], "too few"), (texts, "does not gain for certain")):
        half = len(texts_there) // 2
        rows = rated(texts_there[:half], 5) + rated(texts_there[half:], 1)
        run(tmp_path, write_csv(tmp_path / "noise.csv", rows, HEADER))
        content = path.read_bytes()
        with pytest.raises(DataRefused, match=reason):
            adapted(path)
        assert path.read_bytes() == content
    assert stored_layer(path) is None
    with pytest.raises(WrongUsage):
        adapted(path, "--undo", "--from", "nps")


def test_runs_learn_where_the_settings_say_so(database: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('adapt_from = "rating"\n', encoding="utf-8")
    notes: list[str] = []
    adapt_after_run(database, load_settings(own), notes.append)
    assert any("Learned from 302 comments" in note for note in notes) and wrong_signs(database) <= 3
    assert not is_due(database, "rating", Scorer().version) and is_due(database, "rating", "another model")
    adapt_after_run(database, load_settings(own), notes.clear)  # type: ignore[arg-type]
    assert notes


@pytest.fixture(scope="module")
def taught(plain: Path) -> Callable[[list[RatedComment]], tuple[OwnLayer | None, list[LanguageOutcome]]]:
    shipped = Scorer()
    return lambda comments: learn(comments, shipped)


def test_a_flipped_star_leaves_the_tone_of_its_own_comment(
    plain: Path, taught: Callable[[list[RatedComment]], tuple[OwnLayer | None, list[LanguageOutcome]]]
) -> None:
    rows, _ = rated_rows(plain, "rating")
    comments = [RatedComment(row.text, row.is_praise, row.language, row.product, row.answered_at) for row in rows]
    place = next(place for place, one in enumerate(comments) if one.text == CONTRARY)
    flipped = [*comments]
    flipped[place] = replace(comments[place], is_praise=not comments[place].is_praise)
    changes, contents_of = [], []
    for version in (comments, flipped):
        layer, _ = taught(version)
        assert layer is not None
        texts = [CONTRARY, *texts_with(PRAISE)]
        logits = np.array([-1.0, *[30.0] * 150])
        contents_of.append(layer.content)
        changes.append(layer.languages["ko"].reading(texts, LANGUAGES["ko"].token_batch(texts), logits).change)
    assert changes[0][0] == changes[1][0] < 0 and contents_of[0] != contents_of[1]
    assert np.abs(changes[0]).max() == MOST_CHANGE
    assert letters_hash(CONTRARY) == letters_hash(CONTRARY.replace(" ", "") + "!!")


def test_evaluate_shows_before_and_after_and_a_layer_of_another_model_is_left_aside(
    plain: Path, tmp_path: Path, taught: Callable[[list[RatedComment]], tuple[OwnLayer | None, list[LanguageOutcome]]]
) -> None:
    rows, _ = rated_rows(plain, None)
    layer, _ = taught([RatedComment(row.text, row.is_praise, row.language, row.product) for row in rows])
    assert layer is not None
    again = layer_from(layer.content)
    assert again.version == layer.version and SEPARATOR in Scorer(layer=again).version
    other = Scorer(layer=replace(again, base_version="another"))
    assert other.layer is None and SEPARATOR not in other.version
    with pytest.raises(ModelError, match="own stars"):
        layer_from(layer.content[:-40])
    labelled = [[text, sign] for word, sign in ((PRAISE, "+"), (COMPLAINT, "-")) for text in texts_with(word)[:20]]
    path = write_csv(tmp_path / "labelled.csv", labelled, ["text", "label"])
    figures = evaluate_file(path, "text", "label", None, again)
    after, before = (figures[name]["sign"]["value"] for name in ("tone", "tone_as_shipped"))  # type: ignore[literal-required]
    assert after > 0.9 > before and "without the own layer" in label_report.as_text(figures)
    assert evaluate_file(path, "text", "label", None, other.layer)["tone_as_shipped"] is None
