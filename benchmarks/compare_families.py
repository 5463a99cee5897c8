"""Families of models for Korean tone, on the same film reviews: what each gains over the linear one that is shipped.

    python benchmarks/compare_families.py DATA [family ...]

DATA is the folder of the corpora. The two nets need PyTorch (pip install torch), which nothing else does. About
8 minutes for the linear families on 2 cores, 5 more for each net. Accuracy is at the median score (as many positive as
negative texts), so that no family gains by a better offset.
"""

import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from pipeline.languages.features import TokenBatch
from pipeline.training import corpora, train
from pipeline.training.corpora import Corpus
from pipeline.training.design_matrix import DesignMatrix, Words, learn_words, log_ratios
from pipeline.training.evaluate import balanced, held_out
from pipeline.training.recipes import RECIPES, HeadRecipe

Scores = NDArray[np.float64]
EPOCHS, BATCH, LONGEST, SEED = 3, 256, 64, 1
UNKNOWN, FEWEST = 1, 4


def linear(recipe: HeadRecipe) -> Callable[[Corpus, Corpus], Scores]:
    """A family of linear models over n-grams."""

    def scored(known: Corpus, asked: Corpus) -> Scores:
        batch, words = _words(known)
        design = DesignMatrix.of(batch, recipe, [known], words)
        head = design.fit(known.tone[:, None] > 0.5, _even(known)[:, None])
        return train.scores("ko", head, asked.texts, words.whole)[:, 0].astype(float)

    return scored


def naive_bayes(known: Corpus, asked: Corpus) -> Scores:
    """Logistic regression on columns scaled by naive Bayes, without the plain one beside it."""
    recipe = RECIPES["ko"].tone
    batch, words = _words(known)
    design = DesignMatrix.of(batch, recipe, [known], words)
    truth, weights = known.tone > 0.5, _even(known)
    ratios = log_ratios(design.matrix, truth, weights)
    model = LogisticRegression(C=recipe.bayes, max_iter=200).fit(design.matrix @ sparse.diags(ratios), truth, weights)
    seen = ((model.coef_[0] * ratios)[: len(design.scale)] * design.scale).astype(np.float32)
    head = replace(design.head, weights=seen[:-1, None], bias=model.intercept_.astype(np.float32), absent=seen[-1:])
    return train.scores("ko", head, asked.texts, words.whole)[:, 0].astype(float)


def _words(known: Corpus) -> tuple[TokenBatch, Words]:
    """Tokens of ``known``, and the polarities of its words."""
    batch = train.tokens_of("ko", known.texts)
    return batch, learn_words(batch, [known], np.ones(len(known)))


def net(kind: str) -> Callable[[Corpus, Corpus], Scores]:
    """A small net from scratch on morphemes: ``gru`` (two directions, 64 wide) or ``cnn`` (widths 1-5, 64 each)."""

    def scored(known: Corpus, asked: Corpus) -> Scores:
        import torch

        torch.manual_seed(SEED)
        rows, size = _numbers(known, asked)
        model = _net(kind, size)
        order = np.random.default_rng(SEED)
        steps = EPOCHS * (1 + len(known) // BATCH)
        optimiser = torch.optim.Adam(model.parameters())
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, 3e-3 if kind == "gru" else 2e-3, total_steps=steps + EPOCHS
        )
        weights = torch.from_numpy(_even(known).astype(np.float32))
        truth = torch.from_numpy(known.tone)
        for _ in range(EPOCHS):
            model.train()
            for chosen in _batches(rows[: len(known)], order):
                loss = torch.nn.functional.binary_cross_entropy_with_logits(
                    model(_padded(rows, chosen)), truth[chosen] * 0.96 + 0.02, weight=weights[chosen]
                )
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
        model.eval()
        with torch.no_grad():
            places = np.arange(len(known), len(rows))
            return np.concatenate([model(_padded(rows, part)).numpy() for part in np.array_split(places, 40)]).astype(
                float
            )

    return scored


def _even(known: Corpus) -> NDArray[np.float64]:
    """Weights with which both sides weigh the same."""
    share = known.tone.mean()
    weights: NDArray[np.float64] = np.where(known.tone > 0.5, 0.5 / share, 0.5 / (1 - share))
    return weights


def _numbers(known: Corpus, asked: Corpus) -> tuple[list[NDArray[np.int64]], int]:
    """Morphemes of each text as numbers (0: padding, 1: rare ones), and how many numbers there are."""
    parts = [train.tokens_of("ko", corpus.texts) for corpus in (known, asked)]
    hashes = np.concatenate([part.hashes for part in parts])
    ends = np.concatenate([parts[0].rows, parts[0].rows[-1] + parts[1].rows[1:]])
    _, place, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    often = counts >= FEWEST
    number = np.where(often, np.cumsum(often) + UNKNOWN, UNKNOWN)[place]
    return [number[a:b][:LONGEST] for a, b in pairwise(ends)], int(often.sum()) + UNKNOWN + 1


def _batches(rows: list[NDArray[np.int64]], order: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Places of texts of like length, batch by batch, in any order."""
    lengths = np.array([len(row) for row in rows])
    sorted_places = np.argsort(lengths + 4 * order.random(len(rows)))
    parts = [sorted_places[first : first + BATCH] for first in range(0, len(rows), BATCH)]
    order.shuffle(parts)
    yield from parts


def _padded(rows: list[NDArray[np.int64]], chosen: NDArray[np.int64]):  # type: ignore[no-untyped-def]
    import torch

    width = max(1, max(len(rows[place]) for place in chosen))
    return torch.from_numpy(np.stack([np.pad(rows[place], (0, width - len(rows[place]))) for place in chosen]))


def _net(kind: str, size: int):  # type: ignore[no-untyped-def]
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(size, 64, padding_idx=0)
            nn.init.normal_(self.embedding.weight, 0, 0.1)
            self.gru = nn.GRU(64, 64, batch_first=True, bidirectional=True) if kind == "gru" else None
            self.convolutions = nn.ModuleList(nn.Conv1d(64, 64, width, padding=width - 1) for width in range(1, 6))
            self.drop, self.out = nn.Dropout(0.4), nn.Linear(256 if kind == "gru" else 320, 1)

        def forward(self, rows: torch.Tensor) -> torch.Tensor:
            there = rows > 0
            if self.training:
                rows = torch.where((torch.rand(rows.shape) < 0.1) & there, UNKNOWN, rows)
            words = self.drop(self.embedding(rows))
            if self.gru is None:
                seen = [torch.relu(layer(words.transpose(1, 2))).max(2).values for layer in self.convolutions]
            else:
                states = self.gru(words)[0]
                mean = states.masked_fill(~there[..., None], 0).sum(1) / there.sum(1, keepdim=True).clamp(min=1)
                seen = [states.masked_fill(~there[..., None], -2).max(1).values, mean]
            return self.out(self.drop(torch.cat(seen, 1)))[:, 0]

    return Net()


class Tokenise(Protocol):
    """Feature tokens of texts in the language ``code``."""

    def __call__(self, code: str, texts: Sequence[str]) -> TokenBatch:
        """The tokens, in order."""


def once(tokenise: Tokenise) -> Tokenise:
    """The same, tokenising the same texts once: each family asks for them again."""
    made: dict[int, TokenBatch] = {}

    def remembered(code: str, texts: Sequence[str]) -> TokenBatch:
        key = hash((code, *texts))
        if key not in made:
            made[key] = tokenise(code, texts)
        return made[key]

    return remembered


TONE = RECIPES["ko"].tone
FAMILIES: dict[str, Callable[[Corpus, Corpus], Scores]] = {
    "words": linear(replace(TONE, token_orders=(1, 2), character_orders=(), strictness=0.3, bayes=0.0)),
    "words_and_characters": linear(replace(TONE, strictness=0.04, bayes=0.0)),
    "naive_bayes": naive_bayes,
    "blend": linear(TONE),
    "cnn": net("cnn"),
    "gru": net("gru"),
}


def main(data: Path, names: list[str]) -> None:
    """Print a line for each family, and for each net joined with the blend."""
    warnings.filterwarnings("ignore")
    train.tokens_of = once(train.tokens_of)
    films = corpora.naver(data)
    known = films.where((corpora.buckets(films.texts) >= corpora.HELD_OUT) & ~np.isnan(films.tone))
    asked = balanced(held_out(films))
    truth = asked.tone > 0.5
    found: dict[str, Scores] = {}
    for name in names or FAMILIES:
        started = time.perf_counter()
        found[name] = FAMILIES[name](known, asked)
        _say(name, found[name], truth, time.perf_counter() - started)
    for name in {"cnn", "gru"} & set(found) if "blend" in found else ():
        joined = found[name] / found[name].std() + found["blend"] / found["blend"].std()
        _say(f"blend and {name}", joined, truth, 0)


def _say(name: str, scores: Scores, truth: NDArray[np.bool_], seconds: float) -> None:
    right = ((scores > np.median(scores)) == truth).mean()
    print(f"{name:<24}{right:>8.4f}{roc_auc_score(truth, scores):>8.4f}{seconds:>7.0f} s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
