"""Adding a filter is one entry in queries/filter.py and its words: tried on a copy of the code, with a column of its own."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests import sample_databases

ROOT = Path(__file__).resolve().parent.parent
ENTRY = """    regions: tuple[str, ...] = dimension("region", "--region", "Region of the customer.")
"""
WORDS = {"ko": '"filter.regions" = "지역"\n', "en": '"filter.regions" = "Region"\n'}

# What the program does with the new filter, each by the way that a person takes.
TRIED = """
import json, sys
from pathlib import Path
from click.testing import CliRunner
from streamlit import config
from streamlit.testing.v1 import AppTest
import queries
from views.access.access_log import plain_filter
from views.commands.export import export
from views.session.drill_down import DrillDown
from views.words import address

config.set_option("server.address", "127.0.0.1")
database = Path(sys.argv[1])
north = queries.Filter(regions=("north",))
source = queries.open_warehouse(database)
seen = {"copy": queries.__file__}

def count(chosen):
    return source.run("comment_count", filter=chosen).to_pylist()[0]["n"]

def exported(*options):
    done = CliRunner().invoke(export, ["--db", str(database), "-o", str(database.with_name("out.csv")), *options])
    return [done.exit_code, done.stderr.splitlines()[-1]]

def dashboard(page="summary", **address):
    app = AppTest.from_file("dashboard.py", default_timeout=60)
    app.context = {"locale": "en-US", "theme": "light"}
    for name, value in address.items():
        app.query_params[name] = value
    app.session_state["more_filters"] = True
    app.run()
    return app if page == "summary" else app.switch_page(f"views/pages/{page}.py").run()

seen["counts"] = [count(queries.Filter()), count(north), count(queries.Filter(regions=("north", "")))]
seen["staff"] = [count(queries.Filter(audience="employee", regions=(name,))) for name in ("north", "south")]
for audience in ("customer", "employee"):
    rows = source.run(
        "tone_by_dimension_and_period", filter=queries.Filter(audience=audience), dimension="region", grain="month"
    ).to_pylist()
    seen[f"parts of {audience}s"] = sorted({row["part"] for row in rows})
seen["listed"] = {
    row["value"]: row["n"] for row in source.run("filter_value_list").to_pylist() if row["dimension"] == "region"
}
seen["address"] = address.parameters(north)
seen["logged"] = plain_filter(north)
seen["drilled"] = DrillDown("x", (("region", "south"),), "scored", "month").filter(queries.Filter()).regions
seen["option"] = exported("--region", "north")
seen["link"] = exported("--link", "?regions=north")
seen["unknown"] = exported("--region", "moon")
seen["help"] = CliRunner().invoke(export, ["--help"]).stdout
app = dashboard()
box = app.multiselect(key="regions_en")
seen["sidebar"] = [box.label, box.options]
box.select("north").run()
seen["chosen"] = [app.query_params, [text.value for text in app.markdown if "comments and answers" in text.value]]
app = dashboard(regions=["north", "moon"])
seen["asked"] = app.multiselect(key="regions_en").value
seen["said"] = [text.value for text in app.warning]
app = dashboard("trends")
seen["by"] = [*app.segmented_control(key="by_en").options, *app.selectbox(key="by_other_en").options]
seen["groups"] = [dashboard("compare").multiselect(key=f"{side}_regions_en").label for side in "ab"]
print(json.dumps(seen, default=str))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the copy says, to which the entry and its words were added, and nothing else."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("queries", "views"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dashboard.py", folder)
    (folder / "pipeline").symlink_to(ROOT / "pipeline")
    declared = folder / "queries" / "filter.py"
    before, place, after = declared.read_text(encoding="utf-8").partition("    date_from: date | None")
    declared.write_text(before + ENTRY + place + after, encoding="utf-8")
    for language, words in WORDS.items():
        with (folder / "views" / "words" / f"{language}.toml").open("a", encoding="utf-8") as file:
            file.write(words)
    database = sample_databases.build_tiny_database(folder / "ondo.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("alter table feedback add column region varchar")
        connection.execute("update feedback set region = case when feedback_id <= 3 then 'north' else 'south' end")
        connection.execute("update feedback set region = null where feedback_id between 12 and 16")
        connection.execute("update feedback set region = 'north' where feedback_id = 24")
    script = folder / "tried.py"
    script.write_text(TRIED, encoding="utf-8")
    environment = {"ONDO_DB": str(database), "PATH": "", "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, str(script), str(database)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert Path(found["copy"]).is_relative_to(folder)
    return found


def test_it_selects(seen: dict[str, Any]) -> None:
    assert seen["counts"] == [16, None, 8], "three are too few to be counted"
    assert seen["listed"] == {"north": None, "south": 8, "": 5}


def test_employees_stay_in_whole_blocks(seen: dict[str, Any]) -> None:
    """Seven of the eight in the one block are of the south: neither value lets it through, nor splits it."""
    assert seen["staff"] == [None, None]
    assert seen["parts of employees"] == [""]


def test_figures_can_be_split_by_it(seen: dict[str, Any]) -> None:
    assert seen["parts of customers"] == ["north", "south"]
    assert "Region" in seen["by"]


def test_the_sidebar_offers_it(seen: dict[str, Any]) -> None:
    assert seen["sidebar"] == ["Region", ["south", "No value", "north"]]
    assert seen["chosen"] == [{"regions": "north"}, ["**3** comments and answers"]]


def test_the_address_says_it(seen: dict[str, Any]) -> None:
    assert seen["address"] == seen["logged"] == {"regions": ["north"]}
    assert seen["asked"] == ["north"]
    assert any("Region ‘moon’" in text for text in seen["said"])


def test_the_command_line_takes_it(seen: dict[str, Any]) -> None:
    assert seen["option"][0] == seen["link"][0] == 0
    assert seen["unknown"][0] == 2
    assert seen["unknown"][1] == "Error: --region: 'moon' is not in this database. Known are: south, (none), north"
    assert "--region TEXT" in seen["help"] and "Region of the customer. Repeatable." in seen["help"]


def test_drill_down_and_comparison_know_it(seen: dict[str, Any]) -> None:
    assert seen["drilled"] == ["south"]
    assert seen["groups"] == ["Region", "Region"]
