"""Who may import whom: read from the syntax trees, and seen in fresh interpreters."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pipeline", "queries", "views")

ONLY_IN = {
    "streamlit": ("dashboard.py", "views/"),
    "duckdb": ("pipeline/storage/", "queries/__init__.py"),
    "kiwipiepy": ("pipeline/languages/korean.py",),
    "vaderSentiment": ("pipeline/languages/english.py",),
    "altair": ("views/charts", "pipeline/training/label_chart.py"),
    "sklearn": ("pipeline/training/train.py", "pipeline/training/evaluate.py"),
    "scipy": ("pipeline/training/train.py", "pipeline/training/evaluate.py"),
    "python_calamine": ("pipeline/sources/formats/excel.py",),
    "tqdm": ("pipeline/cli/console.py",),
    "pyspark": ("pipeline/cluster/spark.py",),
    "py4j": ("pipeline/cluster/spark.py",),
}
STREAMLIT_FREE = (
    "views/access/access_log.py",
    "views/charts/axes.py",
    "views/charts/specs.py",
    "views/charts/group_specs.py",
    "views/commands/export.py",
    "views/files/consistency.py",
    "views/files/drivers.py",
    "views/files/tables.py",
    "views/files/fonts.py",
    "views/words/labels.py",
    "views/charts/nps_specs.py",
    "views/files/report.py",
    "views/commands/report.py",
    "views/access/roles.py",
    "views/charts/rows.py",
    "views/words/strings.py",
    "views/files/summary.py",
    "views/session/upload_jobs.py",
)
QUERIES_MAY_IMPORT = (
    "pipeline.config.settings",
    "pipeline.errors",
    "pipeline.safe_files",
    "pipeline.text",
    "pipeline.config.stop_words",
)


def _sources() -> list[Path]:
    return [ROOT / "dashboard.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", _sources(), ids=_name)
def test_rooms_import_only_what_they_may(path: Path) -> None:
    here = _name(path)
    for module in _imported(path):
        room = module.split(".")[0]
        if here.startswith("pipeline/"):
            assert room not in ("queries", "views", "dashboard")
        if here.startswith("queries/"):
            assert room not in ("views", "dashboard")
            assert room != "pipeline" or module in QUERIES_MAY_IMPORT
        if here.startswith("views/") or here == "dashboard.py":
            assert room != "pipeline"
        if room in ONLY_IN:
            assert here.startswith(ONLY_IN[room]), f"{room} in {here}"
        if room == "streamlit":
            assert here not in STREAMLIT_FREE


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("statement", ["import pipeline", "import pipeline.cli.main", "import pipeline.run"])
def test_the_pipeline_loads_no_screen(statement: str) -> None:
    assert not _loaded_by(statement) & {"streamlit", "altair", "sklearn", "kiwipiepy", "queries", "views"}


def test_the_command_line_starts_light() -> None:
    assert not _loaded_by("import pipeline.cli.main") & {"numpy", "pyarrow", "duckdb", "pandas"}


def test_the_database_is_opened_only_behind_the_gate_or_by_the_command_line() -> None:
    openers = {_name(path) for path in _sources() if "open_warehouse" in path.read_text(encoding="utf-8")}
    assert {name for name in openers if not name.startswith("queries/")} == {
        "views/commands/export.py",
        "views/session/data.py",
    }


def test_the_dashboard_loads_no_scorer() -> None:
    statement = "import queries, views.session.data, views.charts.specs, views.components.sidebar, views.components.comment_list, views.files.tables, views.session.upload_jobs"
    loaded = _loaded_by(statement)
    assert not loaded & {
        "kiwipiepy",
        "sklearn",
        "vaderSentiment",
        "pipeline.scoring.scorer",
        "pipeline.run",
        "pipeline.storage.draft",
    }


def test_what_a_report_needs_loads_no_screen() -> None:
    assert "streamlit" not in _loaded_by("import views.charts.axes, views.charts.specs, views.charts.chart_rows")
    assert "streamlit" not in _loaded_by("import views.files.report, views.commands.report, views.files.summary")


def test_scoring_needs_numpy_alone() -> None:
    loaded = _loaded_by("from pipeline.scoring.scorer import Scorer; Scorer().score(['좋아요', 'good'])")
    assert not loaded & {"sklearn", "scipy", "torch", "streamlit"}


def test_an_engine_is_loaded_only_to_run_it() -> None:
    loaded = _loaded_by(
        "import pipeline.cluster.batches, pipeline.cluster.load_scored, pipeline.cluster.parts, pipeline.cluster.spark, pipeline.cli.cluster"
    )
    assert not loaded & {"pyspark", "py4j", "streamlit", "kiwipiepy"}
    assert not _loaded_by("import pipeline.cluster.batches") & {"pyspark", "duckdb", "pipeline.storage.draft"}


@pytest.mark.parametrize("path", _sources(), ids=_name)
def test_public_things_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{_name(path)} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{_name(path)}: {node.name} has no docstring"


def test_every_function_says_its_types() -> None:
    bare = [
        f"{_name(path)}:{node.lineno} {node.name}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.returns is None
    ]
    assert not bare


def test_no_module_grows_beyond_reading() -> None:
    long = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _sources()}
    assert not {name: lines for name, lines in long.items() if lines > 420}
