"""Attributes on the pages: each has a choice of its own in the sidebar, which says what it selects."""

from pathlib import Path

import pytest

from tests import sample_databases
from tests.views.conftest import Open, said

ANSWERS = tuple(
    sample_databases.Answer(
        "2026-01-05",
        f"댓글 {number}",
        0.5,
        {"joy": 2},
        attributes={"age group": "20s" if number < 12 else "30s", "매장": "강남점" if number % 2 else "부산점"},
    )
    for number in range(40)
)


@pytest.fixture(scope="module")
def attributes_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 answers: 12 of people in their twenties, 28 of those in their thirties, half of them of each store."""
    return sample_databases.build_database(tmp_path_factory.mktemp("attributes") / "a.duckdb", ANSWERS)


def test_a_choice_selects_and_others_stay(open_dashboard: Open, attributes_file: Path) -> None:
    app = open_dashboard(attributes_file, "trends", "en", attributes=["매장=강남점"], by="attribute:age group")
    assert app.multiselect(key="attribute_1_en").value == ["매장=강남점"]
    assert "**20** comments and answers" in said(app)
    app.multiselect(key="attribute_0_en").select("age group=20s").run()
    assert sorted(app.query_params["attributes"]) == ["age group=20s", "매장=강남점"]
    assert not app.exception
    app = app.switch_page("views/pages/comments.py").run()
    labels = " ".join(button.label.replace("\\", "") for button in app.button)
    assert "20s" in labels and "강남점" in labels


def test_groups_are_compared_by_them(open_dashboard: Open, attributes_file: Path) -> None:
    app = open_dashboard(
        attributes_file, "compare", "ko", a_attributes=["age group=20s"], b_attributes=["age group=30s"]
    )
    assert not app.exception
    text = said(app)
    assert "12" in text and "28" in text
