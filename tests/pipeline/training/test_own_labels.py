"""`ondo evaluate FILE`: labels as people write them, figures by hand and against scikit-learn, hostile files."""

import csv
import json
import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score, precision_score, recall_score

from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.errors import DataRefused, WrongUsage
from pipeline.training import label_chart, label_report
from pipeline.training.label_words import are_ratings, are_zero_or_one, read_label
from pipeline.training.own_labels import (
    counted,
    emotion_figures,
    evaluate_file,
    macro_f1,
    read_labelled,
    share,
    tone_figures,
)
from tests.pipeline.support import ondo

ROWS = [
    ("정말 좋아요 최고예요", "긍정"),
    ("최악이에요 환불해 주세요", "부정"),
    ("상담원분이 친절해서 감사합니다", "고마움, 긍정"),
    ("배송이 늦어서 짜증나요", "frustration"),
    ("Great service, thank you!", "positive; gratitude"),
    ("The worst app ever", "-1"),
]


def write(path: Path, rows: list[tuple], header: tuple = ("comment", "label"), encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def measure(path: Path) -> dict:
    return evaluate_file(path, "comment", "label")


@pytest.mark.parametrize(
    ("text", "tone", "emotions"),
    [
        ("긍정", "positive", None),
        (" Negative ", "negative", None),
        ("+", "positive", None),
        ("−1", "negative", None),
        ("1.0", "positive", None),
        ("복합", "mixed", None),
        ("pos, neg", "mixed", None),
        ("중립", "neutral", set()),
        ("없음", "neutral", set()),
        ("기쁨; 신뢰", "positive", {"joy", "trust"}),
        ("기대·설렘", "positive", {"anticipation"}),
        ("Joy trust", "positive", {"joy", "trust"}),
        ("부정, 분노|불안", "negative", {"anger", "anxiety"}),
        ('["joy", "anger"]', "mixed", {"joy", "anger"}),
        ("호기심", "neutral", {"curiosity"}),
    ],
)
def test_labels_as_people_write_them(text: str, tone: str, emotions: set[str] | None) -> None:
    found = read_label(text)
    assert found is not None
    assert (found.tone, found.emotions) == (tone, emotions)


@pytest.mark.parametrize("text", ["", "굉장", "joy, 굉장", "없음, 기쁨", "joytrust", ",", "=1+1", "<b>joy</b>"])
def test_an_unknown_word_makes_the_label_unknown(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize("emotion", EMOTIONS, ids=EMOTION_CODES)
def test_each_emotion_is_known_by_code_and_by_both_names(emotion: object) -> None:
    for word in (emotion.code, emotion.label_ko, emotion.label_en.upper()):
        assert read_label(word).emotions == {emotion.code}


def test_ratings_are_told_from_tones() -> None:
    assert are_ratings(["1", "2", "5", "4"]) and are_ratings(["★★★", "★"]) and are_ratings(["5점", "1점"])
    assert are_ratings(["1", "1", "1", "5"])
    assert not are_ratings(["1", "-1", "0"]) and not are_ratings(["긍정", "부정", "5"]) and not are_ratings([])
    assert are_zero_or_one(["0", "1", "1.0"]) and not are_zero_or_one(["0", "1", "-1"])


def test_wilson_interval_by_hand() -> None:
    """8 of 10: centre (0.8 + 3.8415 / 20) / 1.38415 = 0.7167, half-width 0.2267."""
    found = share(8, 10)
    assert found["low"] == pytest.approx(0.4902, abs=1e-4) and found["high"] == pytest.approx(0.9433, abs=1e-4)
    assert share(0, 0) is None
    assert share(5, 5)["high"] == 1.0 and share(0, 5)["low"] == 0.0


def test_tone_by_hand() -> None:
    """Labels + + 0 - mixed +; scores .9 .1 .0 -.9 .5 and one not scored: right are the first, third and fourth of 4."""
    labels = ["positive", "positive", "neutral", "negative", "mixed", "positive"]
    scored = np.array([True] * 5 + [False])
    found = tone_figures(labels, np.array([0.9, 0.1, 0.0, -0.9, 0.5, 0]), np.array([False] * 4 + [True, False]), scored)
    assert found["confusion"]["positive"] == {"positive": 1, "neutral": 1, "negative": 0, "not_scored": 1}
    assert found["accuracy"]["value"] == 3 / 4 and found["accuracy"]["n"] == 4
    assert found["sign"]["value"] == 1.0 and found["sign"]["n"] == 3
    assert found["each"]["positive"]["f1"] == pytest.approx(2 / 3)
    assert found["each"]["neutral"]["precision"]["value"] == 0.5
    assert found["mixed"] == share(1, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_precision_recall_and_f1_are_those_of_scikit_learn(pairs: list[tuple[bool, bool]]) -> None:
    truth, found = np.array(pairs).T
    mine = counted(truth, found)
    for name, judge in (("precision", precision_score), ("recall", recall_score)):
        value = mine[name]["value"] if mine[name] else 0.0
        assert value == pytest.approx(judge(truth, found, zero_division=0))
    if truth.any():
        assert mine["f1"] == pytest.approx(f1_score(truth, found, zero_division=0))
    else:
        assert mine["f1"] is None


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 40))
def test_macro_f1_is_that_of_scikit_learn_over_the_labelled_emotions(data: st.DataObject, size: int) -> None:
    seed = data.draw(st.integers(0, 1 << 30))
    draw = np.random.default_rng(seed)
    truth, present = draw.random((2, size, len(EMOTION_CODES))) < 0.3
    labels = [frozenset(code for code, there in zip(EMOTION_CODES, row, strict=True) if there) for row in truth]
    found = emotion_figures(labels, present, np.ones(size, dtype=bool))
    if not truth.any():
        assert found is None
        return
    known = truth.any(axis=0)
    wanted = f1_score(truth[:, known], present[:, known], average=None, zero_division=0)
    assert found["macro_f1"] == pytest.approx(np.mean(wanted))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["positive", "neutral", "negative"]), st.floats(-1, 1)), min_size=1))
def test_tone_macro_f1_is_that_of_scikit_learn(rows: list[tuple[str, float]]) -> None:
    truth, tone = [label for label, _ in rows], np.array([tone for _, tone in rows])
    found = tone_figures(truth, tone, np.zeros(len(rows), bool), np.ones(len(rows), bool))
    read = np.select([tone >= 1 / 3, tone <= -1 / 3], ["positive", "negative"], "neutral")
    assert found["accuracy"]["value"] == pytest.approx(np.mean(read == np.array(truth)))
    known = sorted(set(truth))
    wanted = f1_score(truth, read, labels=known, average="macro", zero_division=0)
    assert found["macro_f1"] == pytest.approx(wanted)
    assert sum(sum(row.values()) for row in found["confusion"].values()) == len(rows)


def test_nothing_labelled_has_no_mean() -> None:
    assert macro_f1({"joy": counted(np.array([False]), np.array([True]))}) is None


def test_every_shape_of_file_gives_the_same(tmp_path: Path) -> None:
    columns = dict(zip(("comment", "label"), map(list, zip(*ROWS, strict=True)), strict=True))
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    lines = [json.dumps({"comment": text, "label": label}, ensure_ascii=False) for text, label in ROWS]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([("comment", "label"), *ROWS]):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)
    paths = [tmp_path / name for name in ("a.parquet", "a.jsonl", "a.xlsx")]
    paths += [write(tmp_path / "a.csv", ROWS), write(tmp_path / "k.csv", ROWS, encoding="cp949")]
    found = [measure(path) for path in paths]
    assert all(one["used"] == one["scored"] == len(ROWS) for one in found)
    assert all(one["tone"] == found[0]["tone"] and one["emotions"] == found[0]["emotions"] for one in found)


def test_clear_comments_are_read_right(tmp_path: Path) -> None:
    found = measure(write(tmp_path / "a.csv", ROWS))
    assert found["tone"]["sign"] == share(6, 6)
    assert found["emotions"]["each"]["gratitude"]["recall"]["value"] == 1.0
    assert found["emotions"]["rows"] == 3


def test_lists_in_parquet_are_several_labels(tmp_path: Path) -> None:
    table = pa.table({"comment": ["좋아요 감사합니다", "화나요"], "label": [["joy", "gratitude"], ["anger"]]})
    parquet.write_table(table, tmp_path / "a.parquet")
    found = read_labelled(tmp_path / "a.parquet", "comment", "label")
    assert [one.emotions for one in found.labels] == [{"joy", "gratitude"}, {"anger"}]


def test_rows_that_cannot_be_used_are_counted_with_their_numbers(tmp_path: Path) -> None:
    rows = [*ROWS, ("", "긍정"), ("좋아요", "굉장"), ("좋아요", ""), ("  ", "부정"), ("좋아요", "굉장")]
    found = measure(write(tmp_path / "a.csv", rows))
    told = {one["reason"]: (one["count"], one["first_rows"]) for one in found["set_aside"]}
    assert told == {"no text": (2, [8, 11]), "unknown label '굉장'": (2, [9, 12]), "no label": (1, [10])}
    assert found["rows"] == len(rows) and found["used"] == len(ROWS)


def test_comments_that_are_not_scored_are_neither_right_nor_wrong(tmp_path: Path) -> None:
    found = measure(write(tmp_path / "a.csv", [("とても良い", "긍정"), ("좋아요", "긍정")]))
    assert found["not_scored"] == {"unsupported_language": 1}
    assert found["tone"]["accuracy"]["n"] == 1
    assert found["tone"]["confusion"]["positive"]["not_scored"] == 1


def test_one_row_is_enough(tmp_path: Path) -> None:
    found = measure(write(tmp_path / "a.csv", [("좋아요 감사합니다", "기쁨")]))
    assert found["used"] == 1
    assert label_report.as_text(found) and label_chart.svg(found)


def test_a_missing_column_says_which_there_are(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ROWS, header=("comment", "평가"))
    with pytest.raises(WrongUsage, match="the columns are: comment, 평가"):
        measure(path)
    assert read_labelled(path, "Comment", " 평가 ").texts


def test_ratings_and_bare_zeros_are_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="1-2 negative, 3 neutral"):
        measure(write(tmp_path / "a.csv", [("좋아요", "5"), ("별로", "1"), ("그냥", "3")]))
    with pytest.raises(DataRefused, match="0 may mean negative or neutral"):
        measure(write(tmp_path / "b.csv", [("좋아요", "1"), ("별로", "0")]))


def test_a_file_without_a_usable_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="none of its 2 rows can be used"):
        measure(write(tmp_path / "a.csv", [("좋아요", "몰라"), ("", "긍정")]))


HOSTILE = [
    ("=cmd|' /C calc'!A0", "긍정"),
    ("<script>alert(1)</script>", "<img src=x onerror=alert(2)>"),
    ("좋아요", "]]><svg onload=alert(3)>&amp;"),
    ("좋아요\x07\x1b[31m", "부정\x1b[31m"),
    ("가" * 200_000, "부정"),
    ("!" * 20_000, "중립"),
    ("좋아요 010-1234-5678", "010-1234-5678"),
    ("\u202eابت", "긍정"),
]


def test_hostile_cells_stay_text(tmp_path: Path) -> None:
    path = write(tmp_path / "<b>&'a.csv", HOSTILE)
    found = measure(path)
    report, picture, page = label_report.as_text(found), label_chart.svg(found), label_chart.page(found)
    assert "\x1b" not in report + picture + page and "010-1234" not in report + page
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture.partition("\n")[2]).iter()}
    assert tags == {"svg", "title", "desc", "rect", "text", "g", "path"}
    assert "<script" not in page and "<img" not in page and "<b>" not in page


def test_the_picture_says_in_words_what_it_shows(tmp_path: Path) -> None:
    found = measure(write(tmp_path / "a.csv", ROWS))
    root = ElementTree.fromstring(label_chart.svg(found).partition("\n")[2])
    assert root.get("role") == "img" and "Tone: 1.00" in (root.get("aria-label") or "")
    drawn = [element for element in root.iter() if element.tag.endswith("text")]
    assert all("Noto Sans KR" in (element.get("font-family") or "") for element in drawn)
    said = [element.text or "" for element in drawn]
    assert "고마움 Gratitude" in said and any("n = 2" in text for text in said)


def test_labels_of_which_nothing_is_scored_can_be_drawn(tmp_path: Path) -> None:
    assert "n = 1 / 1" in label_chart.svg(measure(write(tmp_path / "a.csv", [("とても良い", "기쁨")])))


def test_without_the_library_that_draws_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_chart, "find_spec", lambda name: None)
    with pytest.raises(WrongUsage, match="vl-convert") as caught:
        label_chart.check_target(tmp_path / "x.svg", tmp_path / "a.csv")
    assert "ondo[report]" in caught.value.remedy


def test_bars_are_in_proportion() -> None:
    assert label_report.bar_of(1.0) == "█" * 20 and label_report.bar_of(None) == label_report.bar_of(0.0) == ""
    assert label_report.bar_of(0.5) == "█" * 10
    assert math.isclose(len(label_report.bar_of(0.33)), 7)


def test_the_command(tmp_path: Path) -> None:
    path, picture = write(tmp_path / "a.csv", [*ROWS, ("좋아요", "몰라")]), tmp_path / "chart.svg"
    done = ondo("evaluate", path, "--text", "comment", "--label", "label", "--chart", picture)
    assert done.returncode == 0
    assert "6 of 7 rows used" in done.stdout.decode() and "Gratitude" in done.stdout.decode()
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    figures = json.loads(ondo("evaluate", path, "--text", "comment", "--label", "label", "--json").stdout)
    assert figures["used"] == 6 and set(figures["emotions"]["each"]) == set(EMOTION_CODES)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "either FILE"),
        (("a.csv", "--data", "."), 2, "either FILE"),
        (("--data", ".", "--text", "comment"), 2, "either FILE"),
        (("a.csv",), 2, "--text COLUMN"),
        (("a.csv", "--text", "comment", "--label", "none"), 2, "the columns are: comment, label"),
        (("a.csv", "--text", "comment", "--label", "label", "--chart", "x.png"), 2, ".svg or .html"),
        (("a.csv", "--text", "comment", "--label", "label", "--chart", "no/x.svg"), 2, "cannot be written"),
        (("none.csv", "--text", "comment", "--label", "label"), 1, "no such file"),
        (("b.csv", "--text", "comment", "--label", "label"), 1, "can be used"),
    ],
)
def test_wrong_use_says_what_to_do(tmp_path: Path, words: tuple[str, ...], code: int, told: str) -> None:
    write(tmp_path / "a.csv", ROWS)
    write(tmp_path / "b.csv", [("좋아요", "몰라")])
    done = ondo("evaluate", *words, cwd=tmp_path)
    assert done.returncode == code and told in done.stderr.decode()
    assert not done.stdout and "Traceback" not in done.stderr.decode()


def test_the_labelled_file_is_never_written_over(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", ROWS)
    before = path.read_bytes()
    done = ondo("evaluate", path, "--text", "comment", "--label", "label", "--chart", path)
    assert done.returncode == 2 and path.read_bytes() == before
