"""The figures: by hand on small arrays, and as a whole on invented corpora."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.emotions import EMOTION_CODES
from pipeline.training import evaluate
from pipeline.training.baselines import korean_word_list, vader_alone
from tests.pipeline.training.corpora_fixtures import write_corpora


def test_tone_accuracy_weighs_both_sides_the_same() -> None:
    truth = np.array([1, 1, 1, 0, np.nan], dtype=np.float32)
    figures = evaluate.tone_accuracy(truth, np.array([0.5, 0.1, -0.2, -0.9, 0.3]))
    assert figures["accuracy"] == pytest.approx((2 / 3 + 1) / 2)
    assert figures["auc"] == 1.0


def test_a_tone_of_nothing_is_half_right() -> None:
    figures = evaluate.tone_accuracy(np.array([1, 0], dtype=np.float32), np.zeros(2))
    assert figures == {"accuracy": 0.5, "auc": 0.5}


def test_calibration_error_is_the_mean_gap_over_bins() -> None:
    chance = np.array([0.05, 0.05, 0.95, 0.95])
    assert evaluate.calibration_error(chance, np.array([False, False, True, True])) == pytest.approx(0.05)
    assert evaluate.calibration_error(chance, np.array([True, True, False, False])) == pytest.approx(0.95)


def test_share_error_of_a_perfect_scorer_is_zero() -> None:
    truth = np.random.default_rng(0).random((500, len(EMOTION_CODES))) < 0.1
    assert evaluate.share_error(truth, truth) == 0


def test_share_error_of_the_whole_corpus() -> None:
    truth, present = np.zeros((10, 2), dtype=bool), np.zeros((10, 2), dtype=bool)
    truth[:3, 0] = present[:1, 0] = True
    assert evaluate.share_error(truth, present) == pytest.approx((20 + 0) / 2)


def test_korean_word_list_counts_and_negates() -> None:
    texts = ["좋아요", "최악이에요", "안 좋아요", "재미없고 지루함", "영화를 봤다"]
    assert korean_word_list(texts).tolist() == [1, -1, -1, -2, 0]


def test_vader_alone_is_vader() -> None:
    assert vader_alone(["great", "한국어"]).tolist() == [pytest.approx(0.6249), 0]


def test_the_whole_evaluation_on_invented_corpora(tmp_path: Path) -> None:
    figures = evaluate.evaluate(write_corpora(tmp_path))
    assert figures["tone"]["en"]["baseline_vader"]["accuracy"] <= 1
    assert set(figures["emotions"]["en"]["each"]) == set(EMOTION_CODES)
    assert figures["emotions"]["en"]["each"]["gratitude"]["f1"] > 0.9
    assert figures["emotions"]["en"]["each"]["trust"]["auc"] is None
    text = evaluate.as_text(figures)
    assert figures["version"] in text
    assert max(map(len, text.splitlines())) <= 120
