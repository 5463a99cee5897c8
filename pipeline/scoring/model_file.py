"""The model on disk: one .npz a language (keys as differences, weights as int8), thresholds in model.json."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from pipeline.emotions import EMOTION_CODES
from pipeline.errors import ModelError
from pipeline.scoring.linear import LinearHead, Polarity

FORMAT = 3
"""Version of the layout and of the features, the tokeniser's settings among them; part of the scorer's version."""

EPOCH = (1980, 1, 1, 0, 0, 0)


class LanguageFacts(TypedDict):
    """What model.json holds of one language: LanguageModel's fields of these names."""

    neutral: float
    tone_gain: list[float]
    shift: list[float]
    thresholds: list[float]
    clear: list[float]
    strong: list[float]


class ModelFacts(TypedDict):
    """The whole of model.json."""

    format: int
    emotions: list[str]
    languages: dict[str, LanguageFacts]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """What scores one language. Logits of ``tone`` (positive against negative) and ``emotions`` are calibrated.

    ``neutral`` is the half-width, in logits, of the zone between negative and positive. ``thresholds``, ``clear`` and
    ``strong`` [emotions] are probabilities from which an emotion is present, and has intensity 2 and 3. ``polarity`` is
    what both heads know of single words; ``tone_gain`` [emotions] is how much of the tone's logit each emotion's gets;
    ``shift`` [emotions] is added to bring the emotions to the shares that customers' comments have.
    """

    code: str
    tone: LinearHead
    emotions: LinearHead
    polarity: Polarity
    neutral: float
    tone_gain: NDArray[np.float64]
    shift: NDArray[np.float64]
    thresholds: NDArray[np.float64]
    clear: NDArray[np.float64]
    strong: NDArray[np.float64]


def save(folder: Path, models: Mapping[str, LanguageModel]) -> None:
    """Write all files of the model; the same weights give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    facts: ModelFacts = {"format": FORMAT, "emotions": list(EMOTION_CODES), "languages": {}}
    for code, model in models.items():
        arrays = _head_arrays(model.tone, "tone") | _head_arrays(model.emotions, "emotions") | _words(model.polarity)
        _write_arrays(folder / f"{code}.npz", arrays)
        facts["languages"][code] = {
            "neutral": round(float(model.neutral), 6),
            "tone_gain": _rounded(model.tone_gain),
            "shift": _rounded(model.shift),
            "thresholds": _rounded(model.thresholds),
            "clear": _rounded(model.clear),
            "strong": _rounded(model.strong),
        }
    (folder / "model.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _rounded(values: NDArray[np.float64]) -> list[float]:
    return [round(float(value), 6) for value in values]


class LanguageModels(Mapping[str, LanguageModel]):
    """Code -> the model of that language, unpacked with its first use; raises ModelError where it is broken."""

    def __init__(
        self, folder: Path, facts: Mapping[str, LanguageFacts], arrays: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._folder, self._facts, self._arrays = folder, facts, arrays
        self._unpacked: dict[str, LanguageModel] = {}

    def __getitem__(self, code: str) -> LanguageModel:
        """The model of a language."""
        if code not in self._unpacked:
            with _broken_ones_refused(self._folder):
                self._unpacked[code] = _language(code, self._arrays[code], self._facts[code])
        return self._unpacked[code]

    def __iter__(self) -> Iterator[str]:
        """The codes of all languages."""
        return iter(self._facts)

    def __len__(self) -> int:
        """Number of languages."""
        return len(self._facts)


def load(folder: Path) -> tuple[LanguageModels, str]:
    """The model of each language, and the version that names exactly these weights. Raises ModelError."""
    with _broken_ones_refused(folder):
        raw = (folder / "model.json").read_bytes()
        facts: ModelFacts = json.loads(raw)
        if facts["format"] != FORMAT or facts["emotions"] != list(EMOTION_CODES):
            raise ValueError("made for other features or emotions")
        files = {code: (folder / f"{code}.npz").read_bytes() for code in facts["languages"]}
        arrays = {code: np.load(io.BytesIO(content), allow_pickle=False) for code, content in files.items()}
    digest = sha256(raw)
    for code in sorted(files):
        digest.update(files[code])
    return LanguageModels(folder, facts["languages"], arrays), f"{FORMAT}-{digest.hexdigest()[:12]}"


@contextmanager
def _broken_ones_refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError(
            f"the model cannot be loaded ({error})",
            where=str(folder),
            remedy="Install Ondo anew, or make the model with: ondo train --data FOLDER",
        ) from error


def _language(code: str, arrays: Mapping[str, NDArray[Any]], facts: LanguageFacts) -> LanguageModel:
    tone, emotions = _head(arrays, "tone"), _head(arrays, "emotions")
    words = arrays["polarity_values"].astype(np.float32) * arrays["polarity_scale"]
    polarity = Polarity(np.cumsum(arrays["polarity_keys"], dtype=np.uint32), words)
    return LanguageModel(
        code,
        tone,
        emotions,
        polarity,
        float(facts["neutral"]),
        tone_gain=np.array(facts["tone_gain"], dtype=np.float64),
        shift=np.array(facts["shift"], dtype=np.float64),
        thresholds=np.array(facts["thresholds"], dtype=np.float64),
        clear=np.array(facts["clear"], dtype=np.float64),
        strong=np.array(facts["strong"], dtype=np.float64),
    )


def _words(polarity: Polarity) -> dict[str, NDArray[Any]]:
    """Words' polarities as small arrays, as ``_head_arrays`` has weights."""
    scale = np.float32(np.abs(polarity.values).max(initial=1e-6) / 127)
    return {
        "polarity_keys": np.diff(polarity.keys, prepend=np.uint32(0)),
        "polarity_values": np.round(polarity.values / scale).astype(np.int8),
        "polarity_scale": np.array(scale),
    }


def _head_arrays(head: LinearHead, prefix: str) -> dict[str, NDArray[Any]]:
    """A head as small arrays: int8 n-gram weights with one scale a column, float32 for the rest."""
    ngrams = head.weights[: len(head.keys)]
    scales = (np.abs(ngrams).max(axis=0, initial=1e-6) / 127).astype(np.float32)
    parts = {
        "keys": np.diff(head.keys, prepend=np.uint32(0)),
        "weights": np.round(ngrams / scales).astype(np.int8),
        "scales": scales,
        "lexicon": head.weights[len(head.keys) :].astype(np.float32),
        "bias": head.bias.astype(np.float32),
        "absent": head.absent.astype(np.float32),
        "token_orders": np.array(head.token_orders, dtype=np.int8),
        "character_orders": np.array(head.character_orders, dtype=np.int8),
    }
    return {f"{prefix}_{name}": value for name, value in parts.items()}


def _head(arrays: Mapping[str, NDArray[Any]], prefix: str) -> LinearHead:
    part = {name: arrays[f"{prefix}_{name}"] for name in ("keys", "weights", "scales", "lexicon", "bias", "absent")}
    ngrams = part["weights"].astype(np.float32) * part["scales"]
    orders = (tuple(arrays[f"{prefix}_{name}"].tolist()) for name in ("token_orders", "character_orders"))
    weights = np.concatenate((ngrams, part["lexicon"]))
    return LinearHead(np.cumsum(part["keys"], dtype=np.uint32), weights, part["bias"], part["absent"], *orders)


def _write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Like ``np.savez_compressed``, without the time of writing in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, value in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(value), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, buffer.getvalue())
