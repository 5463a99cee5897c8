"""Training on tiny invented corpora, and how the real ones are read."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.config.settings import MODEL_FOLDER
from pipeline.emotions import EMOTION_CODES
from pipeline.errors import DataRefused
from pipeline.languages import LANGUAGES
from pipeline.scoring.scorer import Scorer
from pipeline.training import corpora, grammar
from pipeline.training.made import Made
from pipeline.training.recipes import RECIPES
from pipeline.training.train import train
from tests.pipeline.scoring.hand_written_cases import CASES
from tests.pipeline.scoring.sentences import SENTENCES
from tests.pipeline.training.corpora_fixtures import COPIES, write_corpora

SEED_FILES = ("seed_comments.tsv", "seeds_customers_ko.tsv", "seeds_customers_en.tsv")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpora(tmp_path_factory.mktemp("corpora"))


@pytest.fixture(scope="module")
def seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fortieth of our own comments."""
    folder = tmp_path_factory.mktemp("seeds")
    for path in (MODEL_FOLDER / name for name in SEED_FILES):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / path.name).write_text("".join(lines[::40]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(data: Path, seed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "made", every_fortieth(grammar.made))
        train(data, folder, seed_folder=seed_folder)
    return folder


def every_fortieth(made: Callable[[str], list[Made]]) -> Callable[[str], list[Made]]:
    """The comments made by rule, cut down as the seeds are."""
    return lambda language: made(language)[::40]


def test_a_trained_model_knows_what_it_was_told(trained: Path) -> None:
    texts = ["정말 고맙습니다", "화가 나요", "최고의 영화", "최악의 영화", "thank you for that", "that is outrageous"]
    table = Scorer(trained).score(texts)
    assert np.sign(table["tone"].to_numpy()).tolist() == [1, -1, 1, -1, 1, -1]
    thanks, rage, _, _, thank_you, outrage = table["emotions"].to_pylist()
    assert all(max(row, key=row.__getitem__) == "gratitude" for row in (thanks, thank_you))
    assert rage["anger"] > 5 * thanks["anger"] and outrage["anger"] > 5 * thank_you["anger"]


def test_training_again_gives_the_same_bytes(
    data: Path, seed_folder: Path, trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(grammar, "made", every_fortieth(grammar.made))
    train(data, tmp_path, steps.append, seed_folder)
    for name in ("ko.npz", "en.npz", "model.json"):
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes()
    assert len(steps) == 4


def test_every_language_has_a_recipe_and_weights() -> None:
    assert set(LANGUAGES) == set(RECIPES) == set(Scorer().models)


def test_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match=r"naver_movie_reviews\.parquet"):
        train(tmp_path, tmp_path)


def test_goemotions_are_mapped_onto_ours(data: Path) -> None:
    corpus = corpora.goemotions(data, "en", "train")
    assert len(corpus) == 5 * COPIES
    assert corpus.texts[0] == "thank you for that 0"
    assert [EMOTION_CODES[place] for place in np.flatnonzero(corpus.emotions[0])] == ["gratitude"]
    assert corpus.tone[:3].tolist() == [1, 1, 0]
    assert corpus.tone[3:5].tolist() == [0.5, 0.5]


def test_kote_is_mapped_onto_ours(data: Path) -> None:
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
    path = MODEL_FOLDER / corpora.SEED_FILE
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    mine = [row for row in rows if row[0] == language]
    assert len(mine) >= 250
    assert len({row[3] for row in mine}) == len(mine)
    assert all(
        len(row) == 4 and row[1] in "+-0m" and {code.rstrip("?") for code in row[2].split()} <= set(EMOTION_CODES)
        for row in mine
    )
    assert corpora.seeds(language).emotions.any(axis=0).all()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_seeds_of_customers_are_well_formed(language: str) -> None:
    path = MODEL_FOLDER / f"seeds_customers_{language}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 3_000
    assert all(len(row) == 6 and row[1] in ("+", "-", "0", "m") and row[4] in "01" for row in rows)
    assert all(set(row[2].split()) <= {*EMOTION_CODES, "-"} for row in rows)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_comments_made_by_rule_come_with_their_contrary(language: str) -> None:
    rows = grammar.made(language)
    assert len(rows) > 500 and len({row.text for row in rows}) > 0.95 * len(rows)
    signs: dict[str, set[str]] = {}
    for row in rows:
        signs.setdefault(row.group, set()).add(row.tone)
    assert all({"+", "-"} <= found for found in signs.values())
    assert rows == grammar.made(language)


def test_pairs_stay_together() -> None:
    corpus = corpora.customer_seeds("ko")
    assert corpus.buckets()[0] == corpus.buckets()[1] == corpora.buckets(["k0001"])[0]


def test_labels_that_may_mean_an_emotion_or_not_do_not_teach_it(data: Path) -> None:
    seeds = corpora._own("seeds", ["+"], ["joy satisfaction?"], ["a"], ["a"])
    sure = dict(zip(EMOTION_CODES, seeds.sureness()[0].tolist(), strict=True))
    assert {code for code, value in sure.items() if not value} == {"satisfaction"}
    assert corpora.goemotions(data, "en", "train").sureness().min() == 0


def test_customers_are_not_learned_from_and_may_be_missing(data: Path, tmp_path: Path) -> None:
    assert corpora.customers(data, "ko") is None
    (tmp_path / "customers_ko_dev.tsv").write_text(
        "domain\ttext\ttone\temotions\nshop\t좋아요\t+\ttrust,joy\n", "utf-8"
    )
    corpus = corpora.customers(tmp_path, "ko")
    assert corpus is not None and corpus.texts == ["좋아요"]
    assert [EMOTION_CODES[place] for place in np.flatnonzero(corpus.emotions[0])] == ["joy", "trust"]
    assert sorted(map(len, corpus.counted_together()))[-2:] == [1, 2]


def test_sentences_of_the_tests_are_not_among_the_seeds() -> None:
    known = {
        _letters(text)
        for code in ("ko", "en")
        for part in (corpora.seeds, corpora.customer_seeds)
        for text in part(code).texts
    }
    asked = {_letters(text) for text, _, _ in SENTENCES} | {_letters(case.text) for case in CASES}
    assert not known & (asked - {""})


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def test_buckets_do_not_change_between_runs() -> None:
    assert corpora.buckets(["", "배송", "\ud800"]).tolist() == [0, 395, 600]
