"""What the columns are read as: by their names and values, by --map; and what a check reports of it."""

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.cli.check_report import check_file
from pipeline.errors import Reason, WrongUsage
from pipeline.records import ATTRIBUTE, FIELDS, ReadOptions
from pipeline.sources import SOURCES, inspect
from tests.pipeline.sources.tables import NAVER, everything, table, written


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"nope": "text"}, r"no column 'nope'[\s\S]*'review_id', 'date'"),
        ({"text": "wisdom"}, "unknown field 'wisdom'"),
        ({"text": "nps", "rating": "nps"}, "two columns for nps"),
    ],
)
def test_impossible_mappings(tmp_path: Path, mapping: dict[str, str], message: str) -> None:
    with pytest.raises(WrongUsage, match=message):
        inspect(written(tmp_path, NAVER), ReadOptions(mapping=mapping))


def test_mapping_wins(tmp_path: Path) -> None:
    options = {"Movie ID": "segment", "date": "", "rating": ""}
    inspection, good, _ = everything(written(tmp_path, NAVER), mapping=options)
    assert inspection.mapping == {"id": "review_id", "segment": "movie_id", "text": "text"}
    assert (good[0].segment, good[0].product, good[0].answered_at, good[0].rating) == ("67514", None, None, None)
    assert set(inspection.kept_out) == {"date", "rating"}
    assert inspection.columns[2].reason.found == "named with --map"


def test_source_name(tmp_path: Path) -> None:
    path = written(tmp_path, NAVER, "reviews (1).csv")
    assert inspect(path, ReadOptions()).source == "reviews (1)"
    assert everything(path, source="shop")[1][0].source == "shop"


def test_no_two_columns_take_one_field(tmp_path: Path) -> None:
    header = ["리뷰내용", "review", "comment", "text", "평점", "rating", "score", "작성일", "date", "id", "review_id"]
    inspection, *_ = everything(
        table(tmp_path, [header, ["가나다 라", "b", "c", "d", "5", "4", "3", "2026-09-16", "2026-09-16", "1", "2"]])
    )
    used = Counter(guess.field for guess in inspection.columns if guess.field)
    assert used.pop("text") == 4 and set(used.values()) == {1}
    assert all("fits better" in guess.reason.found for guess in inspection.columns if not guess.field)


def test_unnamed_columns_are_guessed_by_their_values(tmp_path: Path) -> None:
    rows = [
        ["X1", "X2", "X3"],
        ["a1", "2026-09-16 10:00", "배송이 정말 빨랐어요 감사합니다"],
        ["a2", "2026-09-17 10:00", "포장이 조금 아쉬웠지만 괜찮아요"],
    ]
    inspection, *_ = everything(table(tmp_path, rows))
    assert inspection.mapping == {"date": "X2", "text": "X3"}


def test_every_field_can_be_mapped(tmp_path: Path) -> None:
    cells = {
        "id": "1",
        "text": "말",
        "date": "2026-09-16",
        "rating": "4",
        "nps": "9",
        "consent_analyse": "y",
        "consent_quote": "n",
        "audience": "고객",
    }
    header = [f"Q{n}" for n in range(len(FIELDS))]
    others = cells | {"id": "2", ATTRIBUTE: "y"}
    rows = [[row.get(field, "x") for field in FIELDS] for row in (cells, others)]
    inspection, good, bad = everything(table(tmp_path, [header, *rows]), mapping=dict(zip(header, FIELDS, strict=True)))
    assert {guess.field for guess in inspection.columns} == set(FIELDS)
    assert (good[0].nps, good[0].rating, good[0].consent_quote, bad) == (9, 4.0, False, [])
    assert [row.attributes for row in good] == [((header[FIELDS.index(ATTRIBUTE)], value),) for value in ("x", "y")]


def test_the_kinds_are_listed() -> None:
    assert list(SOURCES)[:5] == ["delimited", "delimited_bare", "excel", "jsonl", "parquet"]
    assert all(kind.label for kind in SOURCES.values())


def test_the_report_of_a_check(tmp_path: Path) -> None:
    rows = [
        ["고객번호", "이름", "작성일", "리뷰내용", "별점"],
        ["C1", "홍길동", "2026-09-16", "010-1234-5678 연락 바람", "5"],
    ]
    rows += [["C2", "홍길순", "모름", "", ""] for _ in range(12)]
    text = check_file(table(tmp_path, rows), ReadOptions(mapping={"작성일": "date"}))
    assert "encoding   utf-8\n  delimiter  comma\n  rows       13\n" in text
    assert "rating     on a scale to 5" in text
    assert "리뷰내용  -> text" in text and "이름      kept out            personal data" in text
    assert "row 2: when 2026-09-16 00:00, rating 5/5, audience customer, customer " in text
    assert "    [phone] 연락 바람\n" in text and "5678" not in text and "홍길" not in text
    assert "would be rejected: 12 rows\n  row 3, column 작성일: '모름' is not a date. write it as" in text
    assert text.count("column 작성일") == 10 and "     12  … is not a date" in text


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (Reason("nps_not_whole", {"value": "'열'"}), "… is not a whole number from 0 to 10"),
        (Reason("nps_out_of_range", {"value": 11}), "… is outside 0 to 10"),
        (Reason("before_first_year", {"value": 1970, "first": 1990}), "the year … is before 1990"),
        (Reason("in_future", {"value": "2027-01-01"}), "… is in the future"),
        (
            Reason("text_too_long", {"value": "200,000", "most": "100,000"}),
            "the text has … characters, more than 100,000",
        ),
        (Reason("too_many_cells", {"value": 4, "width": 3}), "the row has … cells, the header 3"),
        (Reason("shop_reply"), "a reply on the board, not a review"),
    ],
)
def test_reasons_are_counted_without_their_values(reason: Reason, kind: str) -> None:
    assert reason.without_value.found == kind


def test_names_are_masked(tmp_path: Path) -> None:
    name, header = "leak 010-7777-8888 kim@naver.com.csv", "의견 (담당 hong@naver.com)"
    inspection, good, bad = everything(table(tmp_path, [[header, "대상"], ["말", "고객"], ["말", "zzz"]], name))
    assert inspection.source == "leak [phone] [email]"
    assert good[0].file == bad[0].file == "leak [phone] [email].csv"
    assert json.loads(bad[0].raw) == {"의견 (담당 [email])": "말", "대상": "zzz"}
    text = check_file(inspection.path, ReadOptions())
    assert "naver" not in text and "7777" not in text
    assert everything(table(tmp_path, [["text"], ["말"]]), source="hong@naver.com")[0].source == "[email]"
