"""Further columns as attributes: which are kept, what their values are, and that none of them is of a person."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.masking.mask import holds_personal, mask
from pipeline.records import AttributeRule, ReadOptions
from pipeline.sources import inspect
from pipeline.sources.cells.attributes import band_of, readable_bounds
from tests.pipeline.masking.mask_cases import HITS
from tests.pipeline.sources.tables import everything, table

HEADER = ["작성일", "별점", "리뷰"]


def _file(folder: Path, columns: dict[str, list[object]], count: int) -> Path:
    """Rows with a date, a rating, a text of their own, and these columns."""
    rows = [
        [f"2026-03-{1 + number % 28:02}", str(1 + number % 5), f"배송이 {number}일 걸렸고 포장은 괜찮았어요"]
        + [str(values[number % len(values)]) for values in columns.values()]
        for number in range(count)
    ]
    return table(folder, [[*HEADER, *columns], *rows])


def _kept(path: Path, **options: object) -> dict[str, str]:
    return {column.name: column.kind for column in inspect(path, ReadOptions(**options)).attributes}  # type: ignore[arg-type]


def test_choices_numbers_and_dates_are_kept(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        {
            "나이": list(range(18, 70)),
            "app_version": ["3.9", "3.10"],
            "가입일": ["2024-03-05", "2024-04-09", "2025-01-01"],
            "A/B": ["A", "B"],
            "동거 가족": [1, 2, 3, 4],
        },
        104,
    )
    assert _kept(path) == {
        "나이": "number",
        "app_version": "choice",
        "가입일": "date",
        "A/B": "choice",
        "동거 가족": "choice",
    }
    _, rows, _ = everything(path)
    assert dict(rows[0].attributes) == {
        "나이": "<30", "app_version": "3.9", "가입일": "2024-03", "A/B": "A", "동거 가족": "1"
    }  # fmt: skip
    assert dict(rows[12].attributes)["나이"] == "30–39" and dict(rows[51].attributes)["나이"] == "≥60"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("담당자", ["김민수", "이지은", "박준호"]),
        ("닉네임", ["sora_pro", "minji88"]),
        ("연락 수단", ["010-1234-5678", "010-2222-3333", "02-345-6789"]),
        ("who served you", ["Kate Miller", "Tom B.", "Anna Lee"]),
        ("서비스 직원", ["김민수", "이지은", "박준호", "최서연"]),
        ("store contact", ["a.kim@example.com", "b.lee@example.com"]),
        ("사용자 키", [f"u{number}" for number in range(60)]),
        ("한줄", [f"이 매장은 {number}번째 방문인데 늘 친절하고 음식도 맛있어서 다음에도 꼭 다시 찾아오고 싶은 곳이에요" for number in range(60)]),
        ("session", [f"9f{number:06x}" for number in range(60)]),
        ("country", ["KR"]),
    ],
)  # fmt: skip
def test_what_is_of_a_person_a_text_an_id_or_always_the_same_is_not(
    tmp_path: Path, column: str, values: list[object]
) -> None:
    assert _kept(_file(tmp_path, {column: values}, 60)) == {}


def test_settings_rename_band_keep_and_keep_out(tmp_path: Path) -> None:
    long = [f"아주 긴 설명이 들어 있는 선택지 하나 {number} " + "가나다라" * 15 for number in range(3)]
    path = _file(
        tmp_path,
        {"나이": list(range(20, 60)), "가입": ["2024-03-05", "2025-04-09"], "매장": ["가", "나"], "긴 열": long},
        80,
    )
    rules = (
        AttributeRule("나이", "연령대", (30.0, 50.0)),
        AttributeRule("가입", bands="year"),
        AttributeRule("매 장", keep=False),
        AttributeRule("긴열"),
    )
    found, rows, _ = everything(path, attributes=rules)
    assert {column.name: column.label for column in found.attributes} == {
        "나이": "연령대",
        "가입": "가입",
        "긴 열": "긴 열",
    }
    assert dict(rows[10].attributes) | {"긴 열": ""} == {"나이": "30–49", "가입": "2024", "긴 열": ""}


def test_no_more_than_thirty_are_kept_and_the_others_named(tmp_path: Path) -> None:
    found = inspect(_file(tmp_path, {f"Q{number} 선택": ["가", "나"] for number in range(33)}, 10), ReadOptions())
    assert len(found.attributes) == 30
    [note] = [note for note in found.notes if note.code == "attributes_left_out"]
    assert note.arguments["columns"] == "Q30 선택, Q31 선택, Q32 선택"


def test_values_beyond_the_most_are_others(tmp_path: Path) -> None:
    # 100 values in the rows looked at, 150 more beyond them
    values = [f"코너 {number % 100}" for number in range(2_000)] + [f"구석 {number}" for number in range(150)]
    _, rows, _ = everything(_file(tmp_path, {"자리": values}, 2_150))
    told = [dict(row.attributes)["자리"] for row in rows]
    assert len(set(told)) == 201 and told[-50:] == ["(other)"] * 50


@given(st.lists(st.floats(-1e6, 1e6).map(lambda number: round(number, 2)), min_size=3, max_size=60))
def test_a_number_is_in_one_band_of_at_most_five(numbers: list[float]) -> None:
    bounds = readable_bounds(sorted(numbers))
    assert len({band_of(number, bounds) for number in numbers}) <= 5 and list(bounds) == sorted(set(bounds))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(sorted(text for text, _ in HITS)), min_size=2, max_size=6))
def test_no_attribute_holds_what_masking_finds(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    values = [" ".join(text.split())[:60] for text in texts]
    path = _file(tmp_path_factory.mktemp("a"), {"선택": [*values, *["가", "나"] * 40]}, 100)
    _, rows, _ = everything(path)
    told = [value for row in rows for _, value in mask(row, b"key").attributes]
    assert not any(map(holds_personal, told))
