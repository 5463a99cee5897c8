"""Streamlit's own words: those that are replaced are still those that it says."""

from pathlib import Path

import streamlit as st

from views.components import streamlit_words
from views.words.strings import TEXTS

COMPOSED = {
    "bookmark",
    "more_vert",
    "add_icon",
    "per_file",
    "year",
    "month",
    "day",
    "file_upload",
    "progress",
    "available",
    "available_one",
    "x_linear",
    "y_linear",
    "x_time",
    "x_discrete",
    "y_discrete",
    "press_enter",
    "press_enter_form",
    "press_ctrl",
    "press_cmd",
    "no_page_text",
    "stopped_command",
    "add",
    "no_results",
}
"""Keys of sentences that Streamlit puts together from parts, or calls by other signs."""


def test_streamlit_still_says_every_text_that_is_replaced() -> None:
    static = Path(st.__file__).parent / "static" / "static" / "js"
    said = "\n".join(file.read_text(encoding="utf-8") for file in static.glob("*.js"))
    wanted = {key.removeprefix("streamlit."): text for key, text in TEXTS["en"].items() if key.startswith("streamlit.")}
    missing = {
        key: text
        for key, text in wanted.items()
        if key not in COMPOSED and not all(part.strip() in said for part in text.split("{}"))
    }
    assert not missing and len(wanted) > 100


def test_other_languages_have_all_of_them_and_english_none() -> None:
    assert streamlit_words.pairs("en") == []
    pairs = dict(streamlit_words.pairs("ko"))
    assert pairs["No results"] == "결과가 없습니다" and pairs["Remove {}"] == "{} 지우기"
    assert all(said.count("{}") == ours.count("{}") for said, ours in pairs.items())
