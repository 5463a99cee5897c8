"""Measures a model on texts that it has not learned from, beside plain baselines."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_auc_score

from pipeline.emotions import EMOTION_CODES
from pipeline.scoring.scorer import Scorer
from pipeline.training import corpora
from pipeline.training.baselines import korean_word_list, vader_alone
from pipeline.training.corpora import Corpus

GROUP = 200
"""Comments in a group for the error of shares."""

GROUPS = 200
BINS = 10
SEED = 7

TONE_NAMES = {
    "ko": "Korean film reviews, 9-10 against 1-4",
    "ko_goemotions": "Korean GoEmotions, by emotions",
    "en": "English GoEmotions, by emotions",
    "ko_seeds": "Korean customer comments, ours",
    "en_seeds": "English customer comments, ours",
}
BASELINE_NAMES = {"baseline_word_list": "  a list of 64 Korean words", "baseline_vader": "  VADER alone"}
EMOTION_NAMES = {
    "en": "English GoEmotions",
    "ko": "Korean GoEmotions (translated)",
    "ko_kote": "Korean KOTE (written by Koreans)",
    "ko_seeds": "Korean customer comments, ours",
    "en_seeds": "English customer comments, ours",
}
NOT_ON_SCALE = ("ko_kote", "ko_seeds", "en_seeds")
"""Corpora with more emotions a comment than the scale that probabilities and shares are on: ranking and F1 only."""

ModelFigures = dict[str, Any]


def evaluate(data: Path, folder: Path | None = None) -> ModelFigures:
    """Figures of the model in ``folder`` (default: the committed one) on the held-out parts of the corpora in ``data``.

    Naver, KOTE and our own comments: the texts that training leaves out (``corpora.HELD_OUT``); GoEmotions: its dev
    part in both languages. Shares and errors are fractions, ``*_points`` percentage points.
    """
    scorer = Scorer(folder)
    english, korean = (_Scores(scorer, corpora.goemotions(data, code, "dev")) for code in ("en", "ko"))
    films = _Scores(scorer, balanced(held_out(corpora.naver(data))))
    comments = _Scores(scorer, held_out(corpora.kote(data)))
    own = {f"{code}_seeds": _Scores(scorer, held_out(corpora.seeds(code))) for code in ("ko", "en")}
    asked = {"ko": films, "ko_goemotions": korean, "en": english, **own}
    tone = {name: tone_figures(scores) for name, scores in asked.items()}
    for name in ("ko", "ko_seeds"):
        tone[name]["baseline_word_list"] = tone_accuracy(
            asked[name].corpus.tone, korean_word_list(asked[name].corpus.texts)
        )
    for name in ("en", "en_seeds"):
        tone[name]["baseline_vader"] = tone_accuracy(asked[name].corpus.tone, vader_alone(asked[name].corpus.texts))
    emotional = {"en": english, "ko": korean, "ko_kote": comments, **own}
    emotions = {name: emotion_figures(scores) for name, scores in emotional.items()}
    for name in NOT_ON_SCALE:
        del emotions[name]["share_error_points"], emotions[name]["calibration_error"]
    figures: ModelFigures = rounded(
        {"version": scorer.version, "tone": tone, "emotions": emotions, "parity": parity(english, korean)}
    )
    return figures


class _Scores:
    """A corpus and what the scorer says about it: ``tone`` and ``confidence`` [n], ``chance`` and ``present`` [n, 12].

    A text that is not scored has tone 0, confidence 0.5 and no emotion.
    """

    def __init__(self, scorer: Scorer, corpus: Corpus) -> None:
        table = scorer.score(corpus.texts)
        self.corpus = corpus
        self.tone = np.nan_to_num(table["tone"].to_numpy())
        self.confidence = np.nan_to_num(table["confidence"].to_numpy(), nan=0.5)
        self.chance = np.nan_to_num(_columns(table["emotions"]))
        self.present = np.nan_to_num(_columns(table["intensity"])) > 0


def _columns(values: pa.ChunkedArray) -> NDArray[np.float64]:
    """A struct column as an array with a column for each emotion, NaN where null."""
    fields = values.combine_chunks().flatten()
    return np.stack([field.to_numpy(zero_copy_only=False).astype(np.float64) for field in fields], axis=1)


def held_out(corpus: Corpus) -> Corpus:
    """The part of a corpus that training does not see."""
    return corpus.where(corpora.buckets(corpus.texts) < corpora.HELD_OUT)


def balanced(corpus: Corpus) -> Corpus:
    """As many positive texts as negative ones, chosen by a fixed seed."""
    generator = np.random.default_rng(SEED)
    sides = [np.flatnonzero(corpus.tone == side) for side in (0, 1)]
    size = min(map(len, sides))
    chosen = np.zeros(len(corpus), dtype=bool)
    for side in sides:
        chosen[generator.choice(side, size, replace=False)] = True
    return corpus.where(chosen)


def tone_figures(scores: _Scores) -> ModelFigures:
    """Accuracy, AUC and calibration of confidence over the texts that are positive or negative."""
    polar = np.isin(scores.corpus.tone, (0, 1))
    truth, tone = scores.corpus.tone[polar] == 1, scores.tone[polar]
    right = (tone > 0) == truth
    return {
        "texts": int(polar.sum()),
        **tone_accuracy(scores.corpus.tone, scores.tone),
        "confidence_error": calibration_error(scores.confidence[polar], right),
    }


def tone_accuracy(truth: NDArray[np.float32], tone: NDArray[np.float64]) -> ModelFigures:
    """Mean accuracy of the sign over positive and negative texts (a tone of 0 is half right), and AUC."""
    polar = np.isin(truth, (0, 1))
    positive, tone = truth[polar] == 1, tone[polar]
    hit = np.where(tone == 0, 0.5, (tone > 0) == positive)
    accuracy = (hit[positive].mean() + hit[~positive].mean()) / 2
    return {"accuracy": float(accuracy), "auc": float(roc_auc_score(positive, tone))}


def emotion_figures(scores: _Scores) -> ModelFigures:
    """F1 of ``present``, AUC of the probability and share per emotion, their means, errors of share and calibration."""
    truth = scores.corpus.emotions
    assert truth is not None
    each = {code: _emotion(truth[:, place], scores, place) for place, code in enumerate(EMOTION_CODES)}
    aucs = [item["auc"] for item in each.values() if item["auc"] is not None]
    return {
        "texts": len(truth),
        "macro_f1": float(np.mean([item["f1"] for item in each.values()])),
        "mean_auc": float(np.mean(aucs)) if aucs else None,
        "share_error_points": share_error(truth, scores.present),
        "calibration_error": float(
            np.mean([calibration_error(c, t) for c, t in zip(scores.chance.T, truth.T, strict=True)])
        ),
        "each": each,
    }


def _emotion(truth: NDArray[np.bool_], scores: _Scores, place: int) -> ModelFigures:
    present = scores.present[:, place]
    both = truth.any() and not truth.all()
    return {
        "f1": float(f1_score(truth, present, zero_division=0.0)),
        "auc": float(roc_auc_score(truth, scores.chance[:, place])) if both else None,
        "share_true": float(truth.mean()),
        "share_found": float(present.mean()),
    }


def share_error(truth: NDArray[np.bool_], present: NDArray[np.bool_]) -> float:
    """Mean absolute error of an emotion's share in random groups of GROUP texts, in percentage points."""
    generator = np.random.default_rng(SEED)
    size = min(GROUP, len(truth))
    groups = [generator.choice(len(truth), size, replace=False) for _ in range(GROUPS)]
    errors = [np.abs(truth[rows].mean(axis=0) - present[rows].mean(axis=0)) for rows in groups]
    return float(100 * np.mean(errors))


def calibration_error(chance: NDArray[np.float64], happened: NDArray[np.bool_]) -> float:
    """Expected calibration error: mean gap of probability and frequency over BINS bins of equal width."""
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    gap = np.bincount(bins, chance - happened, minlength=BINS)
    return float(np.abs(gap).sum() / max(len(chance), 1))


def parity(english: _Scores, korean: _Scores) -> ModelFigures:
    """The same comments in both languages: mean absolute difference of shares in points, correlation of tone."""
    difference = np.abs(english.present.mean(axis=0) - korean.present.mean(axis=0)).mean()
    return {
        "share_difference_points": float(100 * difference),
        "tone_correlation": float(np.corrcoef(english.tone, korean.tone)[0, 1]),
    }


def rounded(figures: Any) -> Any:
    """The figures with floats to four places."""
    if isinstance(figures, dict):
        return {name: rounded(value) for name, value in figures.items()}
    return round(figures, 4) if isinstance(figures, float) else figures


def as_text(figures: ModelFigures) -> str:
    """The figures as tables for people."""
    both = figures["parity"]
    lines = [
        f"Model {figures['version']}, on texts that it has not learned from",
        "",
        *_tone_table(figures["tone"]),
        "",
        *_emotion_table(figures["emotions"]),
        "",
        *_each_emotion_table(figures["emotions"]),
        "",
        f"The same comments in both languages: shares differ by {both['share_difference_points']:.2f} points, "
        f"tone correlates {both['tone_correlation']:.2f}.",
    ]
    return "\n".join(lines) + "\n"


def _tone_table(figures: ModelFigures) -> list[str]:
    lines = [f"{'Tone':<36}{'texts':>8}{'accuracy':>10}{'AUC':>8}{'ECE':>8}"]
    for code, name in TONE_NAMES.items():
        row = figures[code]
        score = f"{row['accuracy']:>10.3f}{row['auc']:>8.3f}"
        lines.append(f"{name:<36}{row['texts']:>8,}{score}{row['confidence_error']:>8.3f}")
        for key, label in BASELINE_NAMES.items():
            if key in row:
                lines.append(f"{label:<36}{'':>8}{row[key]['accuracy']:>10.3f}{row[key]['auc']:>8.3f}")
    return lines


def _emotion_table(figures: ModelFigures) -> list[str]:
    lines = [f"{'Emotions':<36}{'texts':>8}{'macro F1':>10}{'AUC':>8}{'ECE':>8}{'share error':>14}"]
    for code, name in EMOTION_NAMES.items():
        row = figures[code]
        line = f"{name:<36}{row['texts']:>8,}{row['macro_f1']:>10.3f}{row['mean_auc'] or float('nan'):>8.3f}"
        if "calibration_error" in row:
            line += f"{row['calibration_error']:>8.3f}{row['share_error_points']:>7.2f} points"
        lines.append(line)
    return lines


def _each_emotion_table(figures: ModelFigures) -> list[str]:
    titles = ("F1 en", "F1 ko", "AUC en", "AUC ko", "AUC KOTE", "true %", "en %", "ko %")
    lines = [f"{'Emotion':<16}" + "".join(f"{title:>10}" for title in titles)]
    for code in EMOTION_CODES:
        english, korean, native = (figures[name]["each"][code] for name in ("en", "ko", "ko_kote"))
        ranks = [item["auc"] or float("nan") for item in (english, korean, native)]
        shares = [100 * share for share in (english["share_true"], english["share_found"], korean["share_found"])]
        numbers = [f"{number:>10.3f}" for number in (english["f1"], korean["f1"], *ranks)]
        lines.append(f"{code:<16}" + "".join(numbers + [f"{share:>10.1f}" for share in shares]))
    return lines
