"""What the rows of the tables behind charts open: as many comments as each of them says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import queries
from tests.views.conftest import Open
from views.components import parts, tables
from views.session import current_view, drill_down

Opened = tuple[current_view.View, list[dict[str, Any]], drill_down.TableOpening]

WITH_ROWS = {"nps": 3, "trends": 2, "journey": 2, "employees": 2, "compare": 1}
"""Page -> how many of its tables open something."""


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """What the tables of the pages that are opened from now on open."""
    found: list[Opened] = []
    behind = tables.show_table_behind

    def noting(
        made: current_view.View, table: Any, *args: Any, opening: drill_down.TableOpening | None = None, **more: Any
    ) -> None:
        if opening is not None:
            found.append((made, table.to_pylist(), opening))
        behind(made, table, *args, opening=opening, **more)

    def noting_view(
        made: current_view.View,
        key: str,
        title: str,
        table: Any,
        opening: drill_down.TableOpening | None = None,
        *_: Any,
    ) -> None:
        if opening is not None:
            found.append((made, table().to_pylist(), opening))

    monkeypatch.setattr(tables, "show_table_behind", noting)
    monkeypatch.setattr(parts, "table_view", noting_view)
    return found


def _counted(
    warehouse: queries.Warehouse, made: current_view.View, mark: Mapping[str, str], opening: drill_down.TableOpening
) -> int | None:
    fields = tuple((name, value) for name, value in mark.items() if name != "counts")
    opened = drill_down.DrillDown(opening.section, fields, mark.get("counts", opening.counts), made.grain)
    return warehouse.run("comment_count", filter=opened.filter(made.filter)).to_pylist()[0]["n"]


def _of(page: str, openings: list[Opened]) -> list[Opened]:
    """Those of the page alone: the dashboard opens with the summary."""
    return [item for item in openings if item[2].section.startswith("summary") == (page == "summary")]


@pytest.mark.parametrize("page", [page for page in WITH_ROWS if page not in ("employees", "compare")])
def test_a_row_opens_as_many_comments_as_it_says(
    page: str, open_dashboard: Open, crowd_warehouse_file: Path, openings: list[Opened]
) -> None:
    app = open_dashboard(crowd_warehouse_file, page)
    assert not app.exception
    warehouse, checked = queries.open_warehouse(crowd_warehouse_file), 0
    openings = _of(page, openings)
    assert len(openings) >= WITH_ROWS[page]
    for made, rows, opening in openings:
        assert len(rows) == len(opening.marks)
        for row, mark in zip(rows, opening.marks, strict=True):
            wanted = row.get("present", row.get("n"))
            if (
                mark is None
                or ("share" in row and "present" not in row)
                or wanted is None
                or row.keys() & {"nps_score", "capital"}
                or ("rating" in row and "size" not in row)
            ):
                continue  # a gap has the share alone; a score opens its band; capital counts former periods too
            shown = None if 0 < wanted < made.limits.hidden_below else wanted
            assert _counted(warehouse, made, mark, opening) == shown, (row, mark)
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("page", ["employees", "compare"])
def test_the_rows_of_two_groups_open_each_its_own(
    page: str, open_dashboard: Open, sample_file: Path, openings: list[Opened]
) -> None:
    app = open_dashboard(sample_file, page)
    assert not app.exception
    openings = _of(page, openings)
    marks = [mark for _, _, opening in openings for mark in opening.marks if mark is not None]
    assert len(openings) >= WITH_ROWS[page] and len(marks) > 8
    if page == "employees":
        assert {mark["audience"] for mark in marks} == {"employee", "customer"}
    else:
        assert {"counts": "nps"} in marks and {"emotion": "anger"} in marks


def test_a_row_without_one_of_the_fields_opens_nothing() -> None:
    rows = [{"touchpoint": "", "period": "2026-01-01", "n": 3}, {"touchpoint": "use", "period": None, "n": 2}]
    assert drill_down.marks(rows, ("touchpoint", "period"), {"emotion": "joy"}) == (
        {"touchpoint": "", "period": "2026-01-01", "emotion": "joy"},
        None,
    )
    assert drill_down.marks(rows, ("emotion",)) == (None, None)
