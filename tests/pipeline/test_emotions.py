"""The list of emotions: what each counts as, that nothing else lists them, and that one more needs no other edit but a model."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import queries
from pipeline.emotions import EMOTION_CODES, EMOTIONS, MOST_EMOTIONS
from pipeline.scoring.linear import LEXICON_COLUMNS
from pipeline.scoring.model_file import LanguageModel, save
from tests.pipeline.scoring.word_heads import NO_WORDS, head_of

ROOT = Path(__file__).resolve().parents[2]
MAY_NAME_EMOTIONS = {
    "pipeline/emotions.py": "the list itself",
    "pipeline/training/corpora.py": "which labels of other people's corpora mean which emotion",
    **dict.fromkeys(
        (f"pipeline/training/{name}.py" for name in ("own_labels", "label_chart", "label_report")),
        "the confusion of tones, a table of right and wrong ones",
    ),
    **dict.fromkeys(
        (f"pipeline/training/{name}.py" for name in ("everyday_ko", "made", "set_phrases_en", "set_phrases_ko")),
        "what the remarks that are made by rule feel",
    ),
    "views/words/theme.py": "the colours of the look, measured together; an emotion without one there has its own",
    "views/components/tour.py": "what the sample's stories are about",
    "pipeline/sources/exports/helpdesk.py": "a column of marks that is called satisfaction there",
    "pipeline/languages/emoji.py": "kinds of emoji, of which two happen to be called as emotions are",
}


def test_they_have_room_and_places_without_gaps() -> None:
    assert [emotion.order for emotion in EMOTIONS] == list(range(1, len(EMOTIONS) + 1))
    assert len(EMOTIONS) <= MOST_EMOTIONS and len(set(EMOTION_CODES)) == len(EMOTIONS)
    assert all({"ko", "en"} <= set(emotion.labels) for emotion in EMOTIONS)


def test_what_they_count_as() -> None:
    """As METRICS has it: deposits and withdrawals of emotional capital, and what makes a complaint."""
    signs = {sign: {emotion.code for emotion in EMOTIONS if emotion.capital_sign == sign} for sign in (1, -1)}
    assert signs[1] == {"trust", "satisfaction", "delight", "gratitude", "joy"}
    assert signs[-1] == {"disappointment", "anxiety", "frustration", "anger"}
    assert {emotion.code for emotion in EMOTIONS if emotion.is_complaint} == signs[-1]


def test_nothing_else_names_them() -> None:
    code = re.compile(rf"""['"]({"|".join(EMOTION_CODES)})['"]""")
    files = [
        path
        for room in ("pipeline", "queries", "views")
        for path in (ROOT / room).rglob("*")
        if path.suffix in (".py", ".sql")
    ]
    naming = {str(path.relative_to(ROOT)) for path in files if code.search(path.read_text(encoding="utf-8"))}
    assert naming == set(MAY_NAME_EMOTIONS)


# A fresh interpreter in which the list has one more, before anything else of the program has read it.
RUN_WITH_BOREDOM = """
import sys
from pathlib import Path

from pipeline import emotions
from pipeline.emotions import Emotion

boredom = Emotion("boredom", {"ko": "지루함", "en": "Boredom"}, -1, "#6f7d1c", 14, capital_sign=-1, is_complaint=True)
emotions.EMOTIONS = (*emotions.EMOTIONS, boredom)
emotions.EMOTION_CODES = (*emotions.EMOTION_CODES, boredom.code)

from pipeline.config import settings

settings.MODEL_FOLDER = Path(sys.argv[1])

from pipeline.cli.main import main

sys.argv[1:] = sys.argv[2:]
main()
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model of one more emotion, in which "boring" is a word of the last one and of complaint, and "fun" one of the first."""
    words, columns = {"boring": -4.0, "fun": 4.0}, len(EMOTIONS) + 1
    emotions = head_of({"boring": 0.0, "fun": 0.0}, columns)
    emotions.bias[:] = -6.0
    boring = head_of({"boring": 1.0}).keys[0]
    place = int(np.flatnonzero(emotions.keys == boring)[0])
    emotions.weights[-LEXICON_COLUMNS:] = 0.0
    emotions.weights[place, -1] = emotions.weights[1 - place, 0] = 40.0
    nothing = np.zeros(columns)
    limits = [np.full(columns, limit) for limit in (0.4, 0.6, 0.8)]
    models = {
        code: LanguageModel(code, head_of(words), emotions, NO_WORDS, 0.6, nothing, nothing, *limits)
        for code in ("ko", "en")
    }
    save(tmp_path / "model", models)
    facts = tmp_path / "model" / "model.json"
    content = json.loads(facts.read_text(encoding="utf-8"))
    content["emotions"].append("boredom")
    facts.write_text(json.dumps(content), encoding="utf-8")
    return tmp_path / "model"


def test_one_more_needs_no_other_edit_but_a_model(tmp_path: Path, model: Path) -> None:
    with (tmp_path / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "date", "text", "nps"])
        rows.writerows([n, "2026-03-02", f"It was so boring, chapter {n}", 9] for n in range(20))
        rows.writerows([n, "2026-03-02", f"It was so much fun, chapter {n}", 9] for n in range(20, 30))
    (tmp_path / "ondo.toml").write_text("workers = 1\n", encoding="utf-8")
    database = tmp_path / "ondo.duckdb"
    for command in (["run", "survey.csv", "--source", "survey"], ["verify"]):
        arguments = [sys.executable, "-c", RUN_WITH_BOREDOM, str(model), *command, "--db", str(database)]
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    warehouse = queries.open_warehouse(database)
    shares = {
        row["emotion"]: row["present"] for row in warehouse.run("emotion_share", filter=queries.Filter()).to_pylist()
    }
    assert (shares["boredom"], shares["joy"], len(shares)) == (20, 10, 14)
    [capital] = warehouse.run("emotional_capital", filter=queries.Filter()).to_pylist()
    assert capital["capital"] == pytest.approx(100 * (20 * -3 + 10 * 3) / 30)
    [complaints, *_] = warehouse.run("disagreement_count", filter=queries.Filter()).to_pylist()
    assert (complaints["n"], complaints["of_n"]) == (20, 30)
    stored = warehouse.run(
        "comment_list", filter=queries.Filter(emotions=("boredom",)), order="newest", limit=99, offset=0
    )
    assert stored.column("present").to_pylist() == [["boredom"]] * 20
