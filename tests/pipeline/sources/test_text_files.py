"""Text files: encodings, delimiters, headers, quotation marks, and rows that are too short or too long."""

import json
from pathlib import Path

import pytest

from pipeline.errors import DataRefused, WrongUsage
from pipeline.records import ReadOptions
from pipeline.sources import inspect
from tests.pipeline.sources.tables import book, everything, table, written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["작성일", "별점", "리뷰내용"],
        ["2026-09-16", "5", f'"좋아요" 정말{delimiter} 최고\n두 줄'],
        ["2026-09-17", "4", "그럭저럭, 뭐; 그래요|음"],
    ]
    inspection, good, bad = everything(table(tmp_path, rows, "a.tsv", encoding, delimiter))
    assert inspection.delimiter == delimiter
    assert [row.text for row in good] == [rows[1][2], rows[2][2]]
    assert [row.row for row in good] == [2, 3]
    assert not bad


def test_the_encoding_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "date,text\n2026-09-16,café “très bien”\n".encode("cp1252"))
    for wanted in (None, "cp1252"):
        assert everything(path, encoding=wanted)[1][0].text == "café “très bien”"
    neither = written(tmp_path, "date,text\n2026-09-16,очень хорошо\n2026-09-17,очень плохо\n".encode("koi8-r"))
    with pytest.raises(DataRefused, match=r"neither UTF-8 nor CP949[\s\S]*--encoding"):
        inspect(neither, ReadOptions())
    with pytest.raises(WrongUsage, match="unknown encoding 'klingon'"):
        inspect(path, ReadOptions(encoding="klingon"))
    with pytest.raises(WrongUsage, match="unknown encoding 'base64'"):
        inspect(path, ReadOptions(encoding="base64"))


def test_windows_apostrophes_are_no_korean(tmp_path: Path) -> None:
    text = "it’s not what I’d call good; we’re sad"
    inspection, [row], _ = everything(written(tmp_path, f"text\n{text}\n".encode("cp1252")))
    assert (inspection.encoding, row.text) == ("cp1252", text)


def test_a_line_in_another_encoding_is_rejected_and_more_of_them_refuse_the_file(tmp_path: Path) -> None:
    content = "날짜,내용\n2026-09-16,좋아요\n".encode() + "2026-09-17,싫어요\n".encode("cp949")
    _, good, bad = everything(written(tmp_path, content))
    assert [row.text for row in good] == ["좋아요"]
    assert [(row.row, row.reason.code) for row in bad] == [(3, "damaged_letters")]
    with pytest.raises(DataRefused, match=r"a\.csv, line 3"):
        inspect(written(tmp_path, content + "2026-09-18,별로예요\n".encode("cp949")), ReadOptions())
    with pytest.raises(DataRefused, match=r"line 3: the text is not valid utf-8"):
        inspect(written(tmp_path, content), ReadOptions(encoding="utf-8"))


def test_half_a_character_at_the_end(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="not valid utf-16"):
        inspect(written(tmp_path, "text\n좋아요\n".encode("utf-16")[:-1]), ReadOptions())


def test_header_under_blank_and_title_lines(tmp_path: Path) -> None:
    _, good, _ = everything(
        written(tmp_path, "\n\n리뷰 목록 (2026)\n조회 기간: 9월\n\n작성일,내용\n2026-09-16,좋아요\n")
    )
    assert [(row.row, row.text) for row in good] == [(7, "좋아요")]
    rows = [[""], ["리뷰 목록"], [""], ["작성일", "내용"], ["2026-09-16", "좋아요"], ["", ""], ["2026-09-17", "싫어요"]]
    _, good, _ = everything(book(tmp_path, rows))
    assert [(row.row, row.text) for row in good] == [(5, "좋아요"), (7, "싫어요")]


def test_excel_separator_line(tmp_path: Path) -> None:
    inspection, good, _ = everything(written(tmp_path, "sep=;\ndate;text\n2026-09-16;a, b, c\n"))
    assert (inspection.delimiter, good[0].text, good[0].row) == (";", "a, b, c", 3)


def test_repeated_and_empty_column_names(tmp_path: Path) -> None:
    inspection, good, _ = everything(written(tmp_path, "내용,내용,,내용,\nx 하나,x 둘,셋,넷,\n"))
    assert [guess.column for guess in inspection.columns] == ["내용", "내용 (2)", "column 3", "내용 (3)"]
    assert good[0].text == "x 하나\nx 둘\n넷", "each column that is named as text"
    assert everything(written(tmp_path, "내용,내용\n하나,둘\n"), mapping={"내용 (2)": "text"})[1][0].text == "둘"


def test_rows_too_short_and_too_long(tmp_path: Path) -> None:
    _, good, bad = everything(written(tmp_path, "rating,text,channel\n5\n4,좋아요,앱,,\n3,좋아요, 정말,앱\n"))
    assert [(row.rating, row.text) for row in good] == [(5.0, None), (4.0, "좋아요")]
    assert [(row.row, row.column, row.reason.found) for row in bad] == [(4, None, "the row has 4 cells, the header 3")]
    assert json.loads(bad[0].raw) == {"rating": "3", "text": "좋아요", "channel": "정말"}


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, "rating,text\n5,a\n\n,\n , \n4,b\n\n"))
    assert [row.row for row in good] == [2, 6]
    assert inspection.rows == 2
    assert not bad


def test_unclosed_quotation_marks(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, 'id\ttext\n1\t"정말" 좋아요\n2\t"아쉬워요\n3\t음\n', "a.tsv"))
    assert inspection.kind == "delimited_bare"
    assert [row.text for row in good] == ['"정말" 좋아요', '"아쉬워요', "음"]
    assert any("quotation marks" in note.found for note in inspection.notes)
    assert not bad
    with pytest.raises(DataRefused, match=r"row 3: a quotation mark opens a cell and is never closed"):
        inspect(written(tmp_path, 'id,text\n1,"아, 좋아요"\n2,"아쉬워요\n3,음, 뭐\n'), ReadOptions())


@pytest.mark.parametrize(
    "first",
    [
        ["홍길동", "010-1234-5678", "배송이 늦어요"],
        ["배송이 늦어요", "hong@naver.com"],
        ["2026-01-01", "배송이 늦어요"],
        ["배송이 늦어요", "2026년 1월 1일 오후 3시"],
        ["text", "hong@naver.com"],
    ],
)
def test_data_in_place_of_the_header(tmp_path: Path, first: list[str]) -> None:
    with pytest.raises(DataRefused, match="no header row") as caught:
        inspect(table(tmp_path, [first, first]), ReadOptions())
    assert not any(cell in str(caught.value) for cell in first if cell != "text")


def test_a_header_that_stands_again(tmp_path: Path) -> None:
    rows = [["id", "text", "rating"], ["1", "말", "4"], ["id", "text", "rating"], ["2", "말", "5"]]
    _, good, bad = everything(table(tmp_path, rows))
    assert [row.id for row in good] == ["1", "2"]
    assert [(row.row, row.reason.found) for row in bad] == [(3, "the header stands again here")]


def numbered(*marks: tuple[int, str]) -> str:
    at = dict(marks)
    rows = (f"{n},{n % 5 + 1},{at.get(n, '{}').format(f'comment number {n}')}\n" for n in range(1, 60))
    return "id,rating,text\n" + "".join(rows)


def test_stray_quotation_marks_swallow_no_rows(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, numbered((5, '"{}'), (40, '{}"'))))
    assert (len(good), len(bad), inspection.kind) == (59, 0, "delimited_bare")
    assert any("row 6" in note.found for note in inspection.notes)
    content = numbered((5, '"{}'), (40, '{}"')) + '60,4,"really, a comma"\n'
    inspection, good, bad = everything(written(tmp_path, content))
    assert (len(good), inspection.kind) == (24, "delimited") and "really, a comma" in [row.text for row in good]
    assert [(row.row, row.column) for row in bad] == [(6, None)]
    assert "holds whole rows" in bad[0].reason.found
    lines = [f"{line},{'N' if line.startswith('40,') else 'Y'}" for line in content.splitlines()[1:]]
    _, good, bad = everything(written(tmp_path, "\n".join(["id,rating,text,consent", *lines])))
    assert all(row.consent_analyse for row in good)
    assert [(row.row, row.raw) for row in bad] == [(6, "{}")]


def test_comments_of_many_lines_are_read(tmp_path: Path) -> None:
    text = "첫째, 좋아요\n둘째, 빨라요\n셋째, 예뻐요\n넷째, 싸요\n1, 2, 3"
    for header, cells in ((["text", "rating"], [text, "5"]), (["id", "text", "rating"], ["1", text, "5"])):
        _, good, bad = everything(table(tmp_path, [header, cells, *[["1", "말", "4"][-len(header) :]] * 5, cells]))
        assert [row.text for row in good].count(text) == 2 and not bad
