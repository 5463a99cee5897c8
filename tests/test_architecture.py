"""What is loaded, seen in fresh interpreters. Who may import whom is said in pyproject.toml, under importlinter."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pipeline", "queries", "views")


def _sources() -> list[Path]:
    return [ROOT / "dashboard.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_entry_of_the_dashboard_imports_no_pipeline() -> None:
    """The import contracts read packages alone, and it is none."""
    assert not [module for module in _imported(ROOT / "dashboard.py") if module.split(".")[0] == "pipeline"]


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("statement", ["import pipeline", "import pipeline.cli.main", "import pipeline.run"])
def test_the_pipeline_loads_no_screen(statement: str) -> None:
    assert not _loaded_by(statement) & {"streamlit", "altair", "sklearn", "kiwipiepy", "queries", "views"}


def test_the_command_line_starts_light_and_so_does_its_help() -> None:
    heavy = {"numpy", "pyarrow", "duckdb", "pandas", "streamlit", "mcp"}
    assert not _loaded_by("import pipeline.cli.main") & heavy
    help_of_all = "from pipeline.cli.main import cli; cli(['--help'], standalone_mode=False)"
    assert not _loaded_by(help_of_all) & heavy


def test_a_process_of_our_own_does_without_pandas_and_any_other_has_it() -> None:
    """PyArrow loads it with the first list that it is given, where nothing keeps it from that."""
    left_out = "from pipeline.own_process import OwnProcess; OwnProcess.leave_pandas_out()"
    made = "import pyarrow as pa; table = pa.table({'n': pa.array([1])})"
    assert "pandas" in _loaded_by(f"{left_out}; {made}; table.to_pandas()")
    claimed = left_out.replace("; ", "; OwnProcess.claim(); ", 1)
    assert "pandas" not in _loaded_by(f"{claimed}; {made}; table.to_pylist()")
    assert "pandas" in _loaded_by(f"{claimed}; {made}; import pandas")


def test_the_database_is_opened_only_behind_the_gate_or_by_the_command_line() -> None:
    openers = {_name(path) for path in _sources() if "open_warehouse" in path.read_text(encoding="utf-8")}
    assert {name for name in openers if not name.startswith("queries/")} == {
        "views/commands/export.py",
        "views/commands/watch_folder.py",
        "views/session/data.py",
    }


def test_the_dashboard_loads_no_scorer() -> None:
    statement = "import queries, views.session.data, views.charts.specs, views.components.filter_bar, views.components.comment_list, views.files.tables, views.session.upload_jobs"
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


def test_no_module_grows_beyond_reading() -> None:
    long = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _sources()}
    assert not {name: lines for name, lines in long.items() if lines > 350}
