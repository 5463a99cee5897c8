"""Comments become HTML without becoming anything else."""

import re
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.views.conftest import HOSTILE, Open
from views.files.highlight import TONE, marked
from views.files.reading import LONGEST_IN_ROW
from views.words.masks import masks_shown
from views.words.theme import TONE_NEGATIVE

COLOURS = {"anger": "#d03a3a", "joy": "#b98300"}
NAMES = {"anger": "분노", "joy": "<b>joy"}
TAG = re.compile(r"<(/?)([a-z]+)")


def _span(start: int, end: int, emotion: str = "anger", weight: float = 1.0) -> dict[str, object]:
    return {"start": start, "end": end, "emotion": emotion, "weight": weight}


def test_evidence_is_marked_in_the_emotions_colour() -> None:
    html = marked("정말 화나요", [_span(3, 6)], COLOURS, NAMES)
    assert html.startswith("정말 <mark") and html.endswith(">화나요</mark>")
    assert COLOURS["anger"] in html and 'title="분노"' in html


def test_the_heavier_of_two_overlapping_spans_wins() -> None:
    html = marked("ab cd ef", [_span(0, 5, "joy", 0.5), _span(3, 8, "anger", -2.0)], COLOURS, NAMES)
    assert re.findall(r">([a-f ]+)</mark>", html) == ["ab ", "cd ef"]
    assert "dotted #d03a3a" in html


def test_whole_words_are_marked_where_evidence_ends_inside_one() -> None:
    html = marked("price? still thinking", [_span(7, 16)], COLOURS, NAMES)
    assert html.endswith(">still thinking</mark>")
    assert marked("가" * 99, [_span(40, 42)], COLOURS, NAMES).count("가가</mark>") == 1, "a word without an end is not"


def test_words_that_moved_the_tone_are_underlined_only() -> None:
    html = marked("bad", [_span(0, 3, TONE, -1.0)], COLOURS, NAMES)
    assert f"solid {TONE_NEGATIVE}" in html and "background:none" in html


def test_spans_outside_the_text_and_unknown_emotions_do_nothing() -> None:
    assert marked("abc", [_span(5, 9), _span(-4, 0), _span(0, 3, "envy")], COLOURS, NAMES) == "abc"


@given(
    st.text(max_size=60),
    st.lists(
        st.builds(
            _span,
            st.integers(-5, 70),
            st.integers(-5, 70),
            st.sampled_from(["anger", "joy", TONE, "envy"]),
            st.floats(-3, 3),
        ),
        max_size=6,
    ),
)
def test_every_text_comes_out_whole_and_with_no_tag_but_mark(text: str, spans: list[dict[str, object]]) -> None:
    html = marked(text, spans, COLOURS, NAMES)
    assert {name for _, name in TAG.findall(html)} <= {"mark"}
    assert re.sub(r"</?mark[^>]*>", "", html) == escape(text)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_hostile_comments_are_shown_as_they_are(open_dashboard: Open, hostile_file: Path, language: str) -> None:
    app = open_dashboard(hostile_file, "comments", language)
    assert not app.exception
    html = "".join(element.value for element in app.html)
    assert "<script" not in html and "<img" not in html
    shown = unescape(re.sub(r"<[^>]+>", "", html))
    for answer in HOSTILE:
        assert answer.text and masks_shown(language, " ".join(answer.text[:LONGEST_IN_ROW].split())) in shown
    app.button(key="open_at_4").click().run()
    assert "가" * 10_000 in unescape(re.sub(r"<[^>]+>", "", "".join(element.value for element in app.html)))
