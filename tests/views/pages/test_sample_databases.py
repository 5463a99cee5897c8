"""Every page in worlds that lack something, and for every role: nothing fails, and what is missing is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config.settings import CONFIG_VARIABLE
from tests import sample_databases
from tests.views.conftest import PAGES, TITLES, Open, charts, page_name, said
from views.access import roles
from views.words.strings import words_in

KO = words_in("ko")

LACKING = {"nps": {"nps": None}, "dates": {"at": None}, "touchpoints": {"touchpoint": None}}
"""What a world lacks -> the fields that are empty in all of its answers."""

TOLD = {
    ("nps", "summary"): "summary.rating",
    ("dates", "summary"): "empty.no_dates",
    ("dates", "trends"): "empty.no_dates",
    ("dates", "nps"): "empty.no_dates",
    ("dates", "journey"): "empty.no_dates",
    ("touchpoints", "journey"): "empty.no_touchpoints",
}
"""Lacking, page -> what that page then says."""


@pytest.fixture(scope="session")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A database of the crowd's answers for each thing that can be lacking."""
    folder, crowd = tmp_path_factory.mktemp("lacking"), sample_databases.crowd(200)
    return {
        name: sample_databases.build_database(
            folder / f"{name}.duckdb", [replace(answer, **fields) for answer in crowd]
        )
        for name, fields in LACKING.items()
    }


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", LACKING)
def test_a_page_of_a_world_that_lacks_something(
    open_dashboard: Open, lacking: dict[str, Path], name: str, page: str
) -> None:
    app = open_dashboard(lacking[name], page, span="all")
    assert not app.exception and KO("empty.query") not in said(app)
    title = "page.nps.rating" if (name, page) == ("nps", "nps") else TITLES.get(page, f"page.{page}")
    assert page_name(app) == KO(title)
    if (name, page) in TOLD:
        assert KO(TOLD[name, page]) in said(app)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in roles.PAGES])
def test_an_executive_sees_all_of_every_other_page(
    open_dashboard: Open, sample_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str
) -> None:
    whole = len(charts(open_dashboard(sample_file, page)))
    settings = tmp_path / "ondo.toml"
    settings.write_text('[access]\nlocal_role = "executive"', encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(settings))
    app = open_dashboard(sample_file, page)
    assert not app.exception
    assert KO("access.denied") not in said(app) and KO("empty.query") not in said(app)
    assert len(charts(app)) >= (whole if page != "trends" else 2)  # lines of too few whole blocks are folded away
    assert not [button.label for button in app.button if str(button.key).startswith("open_")]


IN_WORDS = ("actions", "alerts", "comments", "compare", "customers", "employees", "topics")
"""Pages of sentences and rows, which say beside each how it is counted."""


@pytest.mark.parametrize("page", [page for page in PAGES if page not in IN_WORDS])
def test_every_chart_can_be_saved_and_every_page_explains_its_numbers(
    open_dashboard: Open, sample_file: Path, page: str
) -> None:
    app = open_dashboard(sample_file, page)
    drawn = charts(app)
    assert drawn and all(spec["description"] for spec in drawn)
    saved = {str(part.proto.id).partition("save_ondo-")[2] for part in app.get("bidi_component")}
    behind = {str(button.key).partition("table_view_")[2] for button in app.button}
    apart = len(drawn) if page != "trends" else 2  # the small charts of a dimension have one table
    assert len((saved | behind) - {""}) >= apart, "each as a picture, below it or with its table"
    assert app.get("download_button") or behind, "the table behind, as a file"
    assert any(element.proto.help for element in _explaining(app)) or page in WITHOUT_HELP


WITHOUT_HELP = ("summary", "model", "data", "nps", "journey")
"""Pages whose numbers are explained where they lead to, or in a box that says how they are counted."""


def _explaining(app: object) -> Iterator[object]:
    yield from [*app.caption, *app.metric, *app.markdown, *app.subheader]  # type: ignore[attr-defined]


def test_a_journey_without_touchpoints_says_so_once_and_what_to_do(
    open_dashboard: Open, lacking: dict[str, Path]
) -> None:
    app = open_dashboard(lacking["touchpoints"], "journey")
    assert said(app).count(KO("empty.no_touchpoints")) == 1 and KO("empty.no_touchpoints.do") in said(app)
    assert KO("empty.no_dates") not in said(app) and not charts(app)


def test_what_has_no_dates_shows_what_it_has_and_leaves_no_hole(open_dashboard: Open, lacking: dict[str, Path]) -> None:
    summary, journey, topics = (open_dashboard(lacking["dates"], page) for page in ("summary", "journey", "topics"))
    assert len(charts(summary)) == 1 and said(summary).count(KO("summary.all_emotions")) == 1
    assert charts(journey) and KO("journey.worst") not in said(journey)
    assert said(journey).count(KO("empty.no_dates")) == 1
    assert KO("topics.rising.none") not in said(topics), "without days there are no last four weeks"
