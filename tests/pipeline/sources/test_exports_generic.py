"""What any file may hold: HTML in texts, titles, ratings in words, JSON of services."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.cells.markup import plain
from pipeline.sources.cells.word_scale import points_in
from tests.pipeline.sources.tables import everything, table, written


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("좋아요<br>또 살게요<BR/>네", "좋아요\n또 살게요\n네"),
        ("첫 줄<br />\n둘째 줄", "첫 줄\n둘째 줄"),
        ("A &amp; B &#39;C&#39; &quot;D&quot; &#x27;", "A & B 'C' \"D\" '"),
        ("&amp;lt;br&amp;gt;", "&lt;br&gt;"),
        ("&lt;b&gt;&nbsp;c", "<b> c"),
        ("AT&T, R&D; a&lt b &nosuch; &", "AT&T, R&D; a&lt b &nosuch; &"),
        ("사랑해 <3 <제목> 1<2 a<b and c>d", "사랑해 <3 <제목> 1<2 a<b and c>d"),
        ("<p class=\"x\" style='a'>하나</p> <div>둘</div><img src=https://a/b.jpg alt=x>", "하나\n둘\n"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("010&#45;1234&#45;5678", "010-1234-5678"),
    ],
)
def test_html(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(st.sampled_from("<>&;#/x3bpr =\"'a가\n"), max_size=40))
def test_html_only_shrinks(text: str) -> None:
    assert len(plain(text)) <= len(text)
    if "<" not in text and "&" not in text:
        assert plain(text) == text


def test_html_is_read_before_masking(tmp_path: Path) -> None:
    _, good, _ = everything(
        table(tmp_path, [["text"], ["010&#45;1234&#45;5678<br>연락 주세요"], ["&nbsp;<p></p>좋아요"]])
    )
    assert [row.text for row in good] == ["010-1234-5678\n연락 주세요", "좋아요"]


@pytest.mark.parametrize(
    ("words", "points"),
    [("매우 만족", 5), ("매우만족해요", 5), ("만족", 4), ("보통이다", 3), ("보통", 3), ("불만족", 2),
     ("매우 불만족", 1), ("만족합니다.", 4), ("5. 매우 만족", 5), ("만족(4)", 4), ("1 - 매우 만족", 5),
     ("Very satisfied", 5), ("Satisfied", 4), ("NEUTRAL", 3), ("Neither satisfied nor dissatisfied", 3),
     ("Dissatisfied", 2), ("very dissatisfied", 1),
     ("아주 좋아요", 5), ("맘에 들어요", 4), ("별로예요", 1), ("만족도", None), ("불", None), ("", None), ("5", None),
     ("정말 만족스러운 하루였고 다음에도 또 이용하고 싶다는 생각이 들었어요 감사합니다 여러분 모두", None)],
)  # fmt: skip
def test_words_of_a_scale(words: str, points: int | None) -> None:
    assert points_in(words) == points


def test_ratings_in_words(tmp_path: Path) -> None:
    cells = ["매우 만족", "만족", "보통", "불만족", "매우 불만족", "", "모름", "4"]
    rows = [["서비스에 얼마나 만족하십니까?", "의견"], *([cell, f"의견 {n}"] for n, cell in enumerate(cells))]
    inspection, good, bad = everything(table(tmp_path, rows))
    assert inspection.mapping == {"rating": rows[0][0], "text": "의견"} and inspection.rating_max == 5
    assert [row.rating for row in good] == [5.0, 4.0, 3.0, 2.0, 1.0, None, None, 4.0]
    assert not bad and "cells_not_read" in {note.code for note in inspection.notes}


@pytest.mark.parametrize(
    ("title", "text", "joined"),
    [("최악", "다시는 안 사요", "최악\n다시는 안 사요"), ("", "다시는", "다시는"), ("최악", "", "최악"),
     ("배송이 늦…", "배송이 늦어서 화나요", "배송이 늦어서 화나요"), ("A &amp; B", "C", "A & B\nC")],
)  # fmt: skip
def test_a_title_comes_before_the_text(tmp_path: Path, title: str, text: str, joined: str) -> None:
    path = table(tmp_path, [["title", "text", "rating"], [title, text, "1"]])
    assert everything(path, mapping={"title": "title"})[1][0].text == joined
    assert everything(path, mapping={"title": ""})[1][0].text == (text or None)


def test_a_refusal_has_the_key_of_the_answer_with_its_title(tmp_path: Path) -> None:
    rows = [["title", "text", "consent"], ["최악", "다시는", "N"], ["최악", "다시는", "maybe"]]
    _, good, bad = everything(table(tmp_path, rows), mapping={"title": "title"})
    assert (good[0].text, good[0].consent_analyse) == ("최악\n다시는", False)
    assert json.loads(bad[0].raw) == {"consent": "maybe"}


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ({"results": [{"text": "하나"}, {"text": "둘"}]}, [(1, "하나"), (2, "둘")]),
        ({"next": None, "data": [], "reviews": [{"text": "하나"}]}, [(1, "하나")]),
        ({"text": "하나", "items": [1, 2]}, [(1, "하나")]),
        ([{"text": "하나", "data": [{"text": "안"}]}], [(1, "하나")]),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_json_of_services(
    tmp_path: Path, content: object, rows: list[tuple[int, str]], indent: int | None, encoding: str
) -> None:
    path = written(tmp_path, json.dumps(content, ensure_ascii=False, indent=indent), "a.json", encoding)
    inspection, good, bad = everything(path)
    assert [(row.row, row.text) for row in good] == rows and not bad
    assert (inspection.kind, inspection.rows) == ("jsonl", len(rows))


def test_json_lines_stay_lines(tmp_path: Path) -> None:
    lines = ['{"text": "하나", "data": [{"text": "안"}]}', "", '{"text": "둘"}']
    _, good, _ = everything(written(tmp_path, "\n".join(lines), "a.jsonl"))
    assert [(row.row, row.text) for row in good] == [(1, "하나"), (3, "둘")]
    _, good, bad = everything(written(tmp_path, '\n\n{"text": "하나"}\n', "a.jsonl"))
    assert [(row.row, row.text) for row in good] == [(3, "하나")]
    _, good, bad = everything(written(tmp_path, '{"text": "하\n{"text": "둘"}', "a.jsonl"))
    assert ([row.row for row in good], [row.row for row in bad]) == ([2], [1])
