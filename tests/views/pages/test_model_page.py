"""The page about the scorer: its figures in both languages, whoever scored the database, whatever the figures hold."""

import json
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pipeline.emotions import EMOTION_CODES, EMOTIONS
from queries import model_card as source
from tests.views.conftest import Open, charts, page_name, said
from views.charts import group_specs as build
from views.charts.specs import ChartTexts, Measure
from views.session.current_view import plain
from views.words.strings import words_in

FIGURES: dict[str, Any] = {
    "version": "9-abc",
    "families": [{"name": "unknown", "f1": 1}],
    "tone": {
        "ko": {
            "texts": 8000,
            "accuracy": 0.9,
            "auc": 0.95,
            "confidence_error": 0.01,
            "baseline_word_list": {"accuracy": 0.61},
        },
        "ko_app": {"texts": 500, "accuracy": 0.8, "auc": None, "unknown": [1, 2]},
        "note": "no corpus",
    },
    "emotions": {
        "en": {
            "texts": 5426,
            "macro_f1": 0.6,
            "mean_auc": 0.93,
            "share_error_points": 1.2,
            "each": {
                code: {"f1": place / 20, "auc": 0.9, "share_true": 0.1, "share_found": 0.11, "n": 5}
                for place, code in enumerate(EMOTION_CODES, 1)
            },
        },
        "ko_kote": {
            "texts": 236,
            "macro_f1": 0.3,
            "each": {"joy": {"f1": 0.5, "auc": None}, "anger": {"f1": 0.0, "share_true": 0.0}},
        },
    },
    "parity": {"share_difference_points": 0.27, "tone_correlation": 0.74},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the installed model's."""
    monkeypatch.setattr(source.model_figures, "__defaults__", (tmp_path,))
    monkeypatch.setattr(source.model_card, "__defaults__", (tmp_path,))
    return tmp_path


def put(folder: Path, figures: Any) -> None:
    (folder / source.FIGURES_FILE).write_text(json.dumps(figures), encoding="utf-8")


def tables(app: AppTest) -> str:
    return "\n".join(table.value.to_string() for table in app.table)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_installed_model(open_dashboard: Open, tiny_warehouse_file: Path, language: str) -> None:
    app, words = open_dashboard(tiny_warehouse_file, "model", language), words_in(language)
    assert not app.exception
    assert page_name(app) == words("page.model")
    text = said(app)
    assert all(words(f"model.weak.{place}") in text for place in range(1, 9))
    titles = [spec["title"]["text"] for spec in charts(app)]
    assert titles == [words(f"model.chart.{name}") for name in ("tone_accuracy", "emotions_f1", "emotions_auc")]
    shown = tables(app)
    assert all(getattr(emotion, f"label_{language}") in shown for emotion in EMOTIONS)
    for name in ("NSMC", "GoEmotions", "KOTE", "VADER", "Kiwi"):
        assert name in shown
    for terms in ("CC0", "CC BY 4.0", "Apache-2.0", "MIT", "LGPL-3.0"):
        assert terms in shown
    assert "Model card" in text


def test_figures_are_those_of_the_file(open_dashboard: Open, tiny_warehouse_file: Path, folder: Path) -> None:
    put(folder, FIGURES)
    app = open_dashboard(tiny_warehouse_file, "model", "en")
    assert not app.exception
    shown, text = tables(app), said(app)
    assert "90.0%" in shown and "8,000" in shown and "0.95" in shown
    assert "ko_app" in shown and "no corpus" not in shown
    assert "Lowest F1 on English GoEmotions: Joy 0.05, Delight 0.10, Gratitude 0.15, Trust 0.20" in text
    assert "Joy 0.50" in text and "Anger 0.00" not in text
    assert "shares differ by 0.27 points" in text and "correlates 0.74" in text
    (tone, *_) = charts(app)
    assert tone["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["Ondo", "Polarity word list"]


def test_the_head_is_of_customers_comments_and_says_how_the_others_are(
    open_dashboard: Open, tiny_warehouse_file: Path, folder: Path
) -> None:
    shares = {"ko": (8000, 0.97), "ko_customers": (226, 0.91), "en": (900, 0.8)}
    put(folder, {"version": "9", "tone": {name: {"texts": n, "accuracy": at} for name, (n, at) in shares.items()}})
    for language in ("ko", "en"):
        app, words = open_dashboard(tiny_warehouse_file, "model", language), words_in(language)
        assert words("model.answer", corpus=words("model.tone.ko_customers"), share="91%") in unescape(said(app))
        assert words("model.answer.others", n=226, low="80%", high="97%") in said(app)


def test_it_says_who_scored_the_database(open_dashboard: Open, tiny_warehouse_file: Path, folder: Path) -> None:
    put(folder, FIGURES)
    app = open_dashboard(tiny_warehouse_file, "model", "ko")
    assert plain("test-1") in app.warning[0].value and plain("9-abc") in app.warning[0].value
    put(folder, {**FIGURES, "version": "test-1"})
    app = open_dashboard(tiny_warehouse_file, "model", "ko")
    assert not app.warning and "test-1" in said(app)


def test_what_was_learned_from_own_stars_stands_before_the_figures(
    open_dashboard: Open, tiny_warehouse_file: Path, tmp_path: Path, folder: Path
) -> None:
    put(folder, {**FIGURES, "version": "test-1"})
    database = tmp_path / "own.duckdb"
    database.write_bytes(tiny_warehouse_file.read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute("update meta set value = 'test-1+own-12' where name = 'scorer_version'")
        connection.execute(
            "insert into own_layer values ('own-12', 'test-1', '2026-03-04', 'rating', 900, 'weights'::blob)"
        )
        connection.execute(
            "insert into own_layer_language values ('ko', 210, 600, 3, 810, 0.91, 0.935, 0.012, 0.038, "
            "[{'word': '*녹네요*', 'change': 1.25, 'comments': 31}])"
        )
    app = open_dashboard(database, "model", "en")
    assert not app.exception and not app.warning and "test-1" in said(app)
    shown = tables(app)
    assert all(text in shown for text in ("91.0%", "93.5%", "+2.5 (+1.2 – +3.8)", "210 complaints", "+1.25"))
    assert plain("*녹네요*") in shown and "2026-03-04" in said(app)


@pytest.mark.parametrize(
    "figures",
    [
        None,
        [],
        {},
        {"version": 7, "tone": [], "emotions": "none", "parity": 3},
        {"tone": {"ko": {"texts": 3}}, "emotions": {"en": {"texts": 3, "each": {"joy": 1}}}},
        {"tone": {"ko": {"texts": "3", "accuracy": 1}}},
        {"version": "*x*", "emotions": {"en": {"texts": 1, "each": {"unheard": {"f1": 0.5}}}}},
    ],
)
def test_missing_and_unknown_figures_do_no_harm(
    open_dashboard: Open, tiny_warehouse_file: Path, folder: Path, figures: Any
) -> None:
    if figures is not None:
        put(folder, figures)
    app = open_dashboard(tiny_warehouse_file, "model", "en")
    assert not app.exception
    assert words_in("en")("empty.query") not in said(app)
    assert words_in("en")("model.weak.1") in said(app)


def test_broken_files_are_as_missing_ones(tmp_path: Path) -> None:
    (tmp_path / source.FIGURES_FILE).write_bytes(b"\xff{")
    (tmp_path / source.CARD_FILE).write_bytes(b"\xff")
    assert source.model_figures(tmp_path) == {} and source.model_card(tmp_path) == ""


def test_a_version_from_the_data_is_shown_letter_by_letter(
    open_dashboard: Open, tiny_warehouse_file: Path, tmp_path: Path, folder: Path
) -> None:
    put(folder, FIGURES)
    database = tmp_path / "odd.duckdb"
    database.write_bytes(tiny_warehouse_file.read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute("update meta set value = '<b>[x](y)' where name = 'scorer_version'")
    app = open_dashboard(database, "model", "en")
    assert plain("<b>[x](y)") in app.warning[0].value


@pytest.mark.parametrize("dark", [False, True])
def test_dots_have_title_description_and_n(dark: bool) -> None:
    words = ChartTexts("제목", "설명", value="F1", n="n")
    spec = build.group_dots_spec(words, Measure("F1 (0–1)", ".1f", (0, 1)), ("기쁨", "분노"), ("ko", "en"), dark)
    assert spec["title"]["text"] == "제목" and spec["description"] == "설명"
    (layer,) = spec["layer"]
    assert layer["encoding"]["shape"]["field"] == layer["encoding"]["color"]["field"] == "group_text"
    assert [tip["field"] for tip in layer["encoding"]["tooltip"]][-1] == "n_text"
    assert "split(" in layer["encoding"]["y"]["axis"]["labelExpr"], "long names in two lines where the chart is narrow"
    assert "data" not in spec
