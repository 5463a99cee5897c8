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
    "ko_customers": "Korean customers",
    "en_customers": "English customers",
    "ko": "Korean film reviews, 9-10 against 1-4",
    "ko_goemotions": "Korean GoEmotions, by emotions",
    "en": "English GoEmotions, by emotions",
    "ko_seeds": "Korean customer comments, ours",
    "en_seeds": "English customer comments, ours",
}
BASELINE_NAMES = {"baseline_word_list": "  a list of 64 Korean words", "baseline_vader": "  VADER alone"}
EMOTION_NAMES = {
    "ko_customers": "Korean customers",
    "en_customers": "English customers",
    "en": "English GoEmotions",
    "ko": "Korean GoEmotions (translated)",
    "ko_kote": "Korean KOTE (written by Koreans)",
    "ko_seeds": "Korean customer comments, ours",
    "en_seeds": "English customer comments, ours",
}
ON_SCALE = ("ko_customers", "en_customers")
"""Comments as customers write them, which the scale of shares is set on; of the others ranking and F1 only."""

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
    own = {f"{code}_seeds": _Scores(scorer, held_out(corpora.customer_seeds(code))) for code in ("ko", "en")}
    labelled = {f"{code}_customers": corpora.customers(data, code) for code in ("ko", "en")}
    real = {name: _Scores(scorer, corpus) for name, corpus in labelled.items() if corpus is not None}
    asked = {**real, "ko": films, "ko_goemotions": korean, "en": english, **own}
    tone = {name: tone_figures(scores) for name, scores in asked.items()}
    for name in ("ko", "ko_seeds"):
        tone[name]["baseline_word_list"] = tone_accuracy(
            asked[name].corpus.tone, korean_word_list(asked[name].corpus.texts)
        )
    for name in ("en", "en_seeds"):
        tone[name]["baseline_vader"] = tone_accuracy(asked[name].corpus.tone, vader_alone(asked[name].corpus.texts))
    emotional = {**real, "en": english, "ko": korean, "ko_kote": comments, **own}
    emotions = {name: emotion_figures(scores) for name, scores in emotional.items()}
    for name in emotions.keys() - set(ON_SCALE):
        del emotions[name]["share_error_points"]
    figures: ModelFigures = rounded(
        {"version": scorer.version, "tone": tone, "emotions": emotions, "parity": parity(english, korean)}
    )
    return figures


class _Scores:
    """A corpus and what the scorer says about it: ``tone`` and ``confidence`` [n], ``chance`` and ``present`` [n, emotions].

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
    return corpus.where(corpus.buckets() < corpora.HELD_OUT)


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
    """F1 of ``present``, AUC of the probability and share per emotion, over all of them, and the error of shares.

    Emotions that the labels do not tell apart count as one; an emotion is asked about where its label is sure.
    """
    corpus = scores.corpus
    assert corpus.emotions is not None
    groups = corpus.counted_together()
    truth, present = (
        np.stack([part[:, group].any(axis=1) for group in groups], axis=1) for part in (corpus.emotions, scores.present)
    )
    sure: NDArray[np.bool_] = np.asarray(corpus.sureness() > 0)
    found = {
        EMOTION_CODES[group[0]]: _emotion(scores, group, np.asarray(sure[:, group].all(axis=1))) for group in groups
    }
    each = {code: found[code] for code in EMOTION_CODES if code in found}
    there = [item for item in each.values() if item["auc"] is not None]
    return {
        "texts": len(truth),
        "micro_f1": float(f1_score(truth, present, average="micro", zero_division=0.0)),
        "macro_f1": float(np.mean([item["f1"] for item in there])) if there else 0.0,
        "mean_auc": float(np.mean([item["auc"] for item in there])) if there else None,
        "share_error_points": share_error(truth, present),
        "each": each,
    }


def _emotion(scores: _Scores, group: list[int], sure: NDArray[np.bool_]) -> ModelFigures:
    assert scores.corpus.emotions is not None
    truth = np.asarray(scores.corpus.emotions[sure][:, group].any(axis=1))
    present, chance = np.asarray(scores.present[sure][:, group].any(axis=1)), scores.chance[sure][:, group].max(axis=1)
    both = truth.any() and not truth.all()
    return {
        "f1": float(f1_score(truth, present, zero_division=0.0)) if len(truth) else 0.0,
        "auc": float(roc_auc_score(truth, chance)) if both else None,
        "share_true": float(truth.mean()) if len(truth) else 0.0,
        "share_found": float(present.mean()) if len(truth) else 0.0,
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
        if code not in figures:
            continue
        row = figures[code]
        score = f"{row['accuracy']:>10.3f}{row['auc']:>8.3f}"
        lines.append(f"{name:<36}{row['texts']:>8,}{score}{row['confidence_error']:>8.3f}")
        for key, label in BASELINE_NAMES.items():
            if key in row:
                lines.append(f"{label:<36}{'':>8}{row[key]['accuracy']:>10.3f}{row[key]['auc']:>8.3f}")
    return lines


def _emotion_table(figures: ModelFigures) -> list[str]:
    lines = [f"{'Emotions':<36}{'texts':>8}{'micro F1':>10}{'macro F1':>10}{'AUC':>8}{'share error':>14}"]
    for code, name in EMOTION_NAMES.items():
        if code not in figures:
            continue
        row = figures[code]
        line = f"{name:<36}{row['texts']:>8,}{row['micro_f1']:>10.3f}{row['macro_f1']:>10.3f}"
        line += f"{row['mean_auc'] or float('nan'):>8.3f}"
        if "share_error_points" in row:
            line += f"{row['share_error_points']:>7.2f} points"
        lines.append(line)
    return lines


def _each_emotion_table(figures: ModelFigures) -> list[str]:
    """F1 and AUC of each emotion; ``-`` where a corpus says nothing about it in this meaning."""
    asked = [code for code in EMOTION_NAMES if code in figures]
    lines = [f"{'Emotion, F1 and AUC':<20}" + "".join(f"{code:>14}" for code in asked)]
    for code in EMOTION_CODES:
        cells = [_cell(figures[name]["each"].get(code)) for name in asked]
        lines.append(f"{code:<20}" + "".join(f"{cell:>14}" for cell in cells))
    return lines


def _cell(row: ModelFigures | None) -> str:
    return "-" if row is None or row["auc"] is None else f"{row['f1']:.2f} {row['auc']:.2f}"
