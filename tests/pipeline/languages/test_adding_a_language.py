"""A further language to score is a module, an entry in LANGUAGES, a recipe and weights: tried with one that is made up."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pipeline.languages import LANGUAGES, DetectedLanguage, Language, detect, english
from pipeline.scoring import scorer
from pipeline.scoring.model_file import save
from pipeline.scoring.scorer import MODEL_FOLDER, Scorer
from pipeline.training import corpora
from pipeline.training.recipes import RECIPES
from pipeline.training.train import learn
from tests.pipeline.training.corpora_fixtures import write_corpora

MADE_UP = "xx"
MARK = "zaz "
"""What a text of the made-up language begins with; the rest is English."""


def detect_made_up(text: str) -> DetectedLanguage:
    return DetectedLanguage(MADE_UP, 0.0, "scored") if text.startswith(MARK) else detect(text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The committed model with weights of the made-up language beside it."""
    data = write_corpora(tmp_path_factory.mktemp("made_up"))
    with pytest.MonkeyPatch.context() as patch:
        language = Language(MADE_UP, english.token_batch, english.BOOSTERS, english.DAMPENERS)
        patch.setitem(LANGUAGES, MADE_UP, language)
        patch.setitem(RECIPES, MADE_UP, RECIPES["en"])
        patch.setattr(scorer, "detect", detect_made_up)
        own = learn(MADE_UP, [corpora.goemotions(data, "en", "train")], lambda sentence: None)
        save(data / "model", {**Scorer(MODEL_FOLDER).models, MADE_UP: own})
        yield data / "model"


def test_a_further_language_is_scored_with_its_own_weights(folder: Path) -> None:
    texts = [f"{MARK}thank you for that", "감사합니다", "good and 좋아요", f"{MARK}that is outrageous"]
    table = Scorer(folder).score(texts)
    assert table["language"].to_pylist()[:4] == [MADE_UP, "ko", "mixed", MADE_UP]
    assert np.sign(table["tone"].to_numpy()[[0, 3]]).tolist() == [1, -1]
    leading = [max(row, key=row.__getitem__) for row in table["emotions"].to_pylist()]
    assert (leading[0], leading[3]) == ("gratitude", "anger")


def test_the_others_are_scored_as_before(folder: Path) -> None:
    texts = ["감사합니다", "good and 좋아요", "this is terrible", ":)", "", "12"]
    assert Scorer(folder).score(texts).equals(Scorer().score(texts))
