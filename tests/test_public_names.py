"""What other programs import from Ondo: it is where the documentation says, costs nothing before it is used, and was elsewhere before."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline.cluster
import pipeline.scoring
from pipeline.cluster.batches import BatchScoring
from pipeline.scoring.scorer import Scorer

ROOT = Path(__file__).resolve().parent.parent


def test_the_public_names_are_the_classes_of_their_rooms() -> None:
    assert pipeline.scoring.Scorer is Scorer
    assert pipeline.cluster.BatchScoring is BatchScoring


@pytest.mark.parametrize("room", ["pipeline.scoring", "pipeline.cluster"])
def test_importing_a_room_loads_nothing_heavy(room: str) -> None:
    code = f"import {room}, sys; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert room in loaded.split()
    assert not set(loaded.split()) & {"numpy", "pyarrow", "kiwipiepy", "duckdb"}


@pytest.mark.parametrize("room", [pipeline.scoring, pipeline.cluster])
def test_a_name_that_is_not_there_is_said(room: object) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Thermometer'"):
        getattr(room, "Thermometer")  # noqa: B009


@pytest.mark.parametrize(
    ("former", "name", "new", "found"),
    [
        ("pipeline.score", "Scorer", "pipeline.scoring", Scorer),
        ("pipeline.batches", "BatchScoring", "pipeline.cluster", BatchScoring),
    ],
)
def test_a_former_place_keeps_working_and_says_the_new_one(former: str, name: str, new: str, found: type) -> None:
    sys.modules.pop(former, None)
    with pytest.warns(DeprecationWarning, match=f"from {new} import {name}"):
        module = importlib.import_module(former)
    assert getattr(module, name) is found
