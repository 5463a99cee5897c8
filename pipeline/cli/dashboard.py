"""The commands that open the dashboard: `ondo dashboard` and `ondo demo`."""

from pathlib import Path
from typing import TypedDict, Unpack

import click

from pipeline.cli.options import Command, config_option, database_option
from pipeline.cli.read import run_files
from pipeline.cli.serve import HOME_ADDRESS, ROOT, serve
from pipeline.config.settings import load_settings
from pipeline.records import ReadOptions

SAMPLE_FOLDER = ROOT / "sample_data"
SAMPLE_FILES = ("survey_2025-11_2026-10.csv", "shop_reviews.xlsx", "app_reviews.csv")
DEMO_DATABASE = Path("ondo-demo.duckdb")


class ServeOptions(TypedDict):
    """Where the dashboard listens, and how it is opened."""

    port: int
    headless: bool
    address: str
    base_path: str
    insecure: bool


def _dashboard_options(command: Command) -> Command:
    for option in (
        click.option("--insecure", is_flag=True, help="Let another address be reached although nobody signs in."),
        click.option("--base-path", default="", help="Path below which a proxy serves the dashboard, such as /ondo (docs/serving.md)."),
        click.option("--address", default=HOME_ADDRESS, show_default=True, help="Address to listen on; another one needs sign-in (docs/security.md)."),
        click.option("--headless", is_flag=True, help="Do not open a browser."),
        click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@database_option
@config_option
@_dashboard_options
def dashboard(database: Path, config: Path | None, **where: Unpack[ServeOptions]) -> None:
    """Open the dashboard on this machine."""
    serve(database, load_settings(config), config=config, **where)


@click.command()
@click.option(
    "--db",
    "database",
    type=click.Path(path_type=Path),
    default=DEMO_DATABASE,
    show_default=True,
    help="The database file to make.",
)
@click.option("--no-dashboard", is_flag=True, help="Make the database only.")
@_dashboard_options
def demo(database: Path, no_dashboard: bool, **where: Unpack[ServeOptions]) -> None:
    """Read and score the sample data, then open the dashboard."""
    from pipeline.scoring.processes import started_early

    config = SAMPLE_FOLDER / "ondo.toml"
    settings = load_settings(config)
    files = tuple(SAMPLE_FOLDER / name for name in SAMPLE_FILES)
    options = ReadOptions(time_zone=settings.time_zone, attributes=settings.attributes)
    with started_early(files, database, settings.workers) as running:
        run_files(files, database, settings, options, running=running)
    if not no_dashboard:
        serve(database, settings, config=config, **where)
