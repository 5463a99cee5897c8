"""Training on tiny invented corpora, and how the real ones are read."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.emotions import EMOTION_CODES
from pipeline.errors import DataRefused
from pipeline.languages import LANGUAGES
from pipeline.scoring.scorer import Scorer
from pipeline.training import corpora
from pipeline.training.recipes import RECIPES
from pipeline.training.train import train
from tests.pipeline.scoring.hand_written_cases import CASES
from tests.pipeline.scoring.sentences import SENTENCES
from tests.pipeline.training.corpora_fixtures import COPIES, write_corpora


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpora(tmp_path_factory.mktemp("corpora"))


@pytest.fixture(scope="module")
def seed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fortieth of our own comments."""
    path = tmp_path_factory.mktemp("seeds") / "seed_comments.tsv"
    lines = corpora.SEED_FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[::40]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(data: Path, seed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    train(data, folder, seed_file=seed_file)
    return folder


def test_a_trained_model_knows_what_it_was_told(trained: Path) -> None:
    texts = ["정말 고맙습니다", "화가 나요", "최고의 영화", "최악의 영화", "thank you for that", "that is outrageous"]
    table = Scorer(trained).score(texts)
    assert np.sign(table["tone"].to_numpy()).tolist() == [1, -1, 1, -1, 1, -1]
    leading = [max(row, key=row.__getitem__) for row in table["emotions"].to_pylist()]
    assert [leading[place] for place in (0, 1, 4, 5)] == ["gratitude", "anger", "gratitude", "anger"]


def test_training_again_gives_the_same_bytes(data: Path, seed_file: Path, trained: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    train(data, tmp_path, steps.append, seed_file)
    for name in ("ko.npz", "en.npz", "model.json"):
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes()
    assert len(steps) == 4


def test_every_language_has_a_recipe_and_weights() -> None:
    assert set(LANGUAGES) == set(RECIPES) == set(Scorer().models)


def test_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match=r"naver_movie_reviews\.parquet"):
        train(tmp_path, tmp_path)


def test_goemotions_are_mapped_onto_the_twelve(data: Path) -> None:
    corpus = corpora.goemotions(data, "en", "train")
    assert len(corpus) == 5 * COPIES
    assert corpus.texts[0] == "thank you for that 0"
    assert [EMOTION_CODES[place] for place in np.flatnonzero(corpus.emotions[0])] == ["gratitude"]
    assert corpus.tone[:3].tolist() == [1, 1, 0]
    assert corpus.tone[3:5].tolist() == [0.5, 0.5]


def test_kote_is_mapped_onto_the_twelve(data: Path) -> None:
    corpus = corpora.kote(data)
    assert [EMOTION_CODES[int(np.argmax(row))] for row in corpus.emotions[:4]] == [
        "gratitude",
        "joy",
        "anger",
        "curiosity",
    ]
    assert not corpus.emotions[4].any()


def test_ratings_in_the_middle_have_no_tone(data: Path) -> None:
    tone = corpora.naver(data).tone
    assert (tone == 1).sum() == (tone == 0).sum() == 10 * COPIES
    assert np.isnan(tone).sum() == COPIES


def test_neutral_texts_are_doubled() -> None:
    corpus = corpora.Corpus("seeds", ["a", "b", "c"], np.array([1, 0.5, np.nan], dtype=np.float32))
    twice, weights = corpora.doubled(corpus)
    assert (twice.texts, twice.tone.tolist(), weights.tolist()) == (["a", "b", "b"], [1, 1, 0], [1, 0.5, 0.5])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_seeds_are_well_formed(language: str) -> None:
    rows = [line.split("\t") for line in corpora.SEED_FILE.read_text(encoding="utf-8").splitlines()]
    mine = [row for row in rows if row[0] == language]
    assert len(mine) >= 250
    assert len({row[3] for row in mine}) == len(mine)
    assert all(len(row) == 4 and row[1] in "+-0m" and set(row[2].split()) <= set(EMOTION_CODES) for row in mine)
    assert corpora.seeds(language).emotions.any(axis=0).all()


def test_sentences_of_the_tests_are_not_among_the_seeds() -> None:
    known = {_letters(text) for code in ("ko", "en") for text in corpora.seeds(code).texts}
    asked = {_letters(text) for text, _, _ in SENTENCES} | {_letters(case.text) for case in CASES}
    assert not known & (asked - {""})


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def test_buckets_do_not_change_between_runs() -> None:
    assert corpora.buckets(["", "배송", "\ud800"]).tolist() == [0, 395, 600]
