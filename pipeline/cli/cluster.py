"""The commands for more rows than one machine scores: `ondo spark` and `ondo load-scored`."""

from dataclasses import replace
from pathlib import Path
from typing import Unpack

import click

from pipeline.cli.console import progress_bar, report_text, say, say_beside_bar
from pipeline.cli.options import (
    ColumnOptions,
    column_options,
    config_option,
    database_option,
    read_options,
    yes_option,
)
from pipeline.config.settings import load_settings


@click.command()
@click.argument("source_folder", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@column_options
@database_option
@click.option(
    "--master", default="local[*]", show_default=True, help="Where Spark runs: local[N], spark://HOST:PORT, yarn, ..."
)
def spark(
    source_folder: Path, target: Path, database: Path, config: Path | None, master: str, **asked: Unpack[ColumnOptions]
) -> None:
    """Score a folder of Parquet files with Apache Spark.

    Each Parquet file of folder IN is a part, scored as `ondo run` would score it, into Parquet files in folder OUT; the
    parts run side by side. Complete parts are not scored again with the same model and settings, so that an
    interrupted command continues where it stopped. Customers are hashed with the key file of the database (--db), which
    is created if there is none and is sent to the workers of the cluster. `ondo load-scored OUT` then loads the rows
    into that database. The source has the name of folder IN. Needs Java 17 and the extra `spark`;
    docs/beyond-one-machine.md has sizes and cost.
    """
    from pipeline.cluster import spark as engine
    from pipeline.storage.matching_key import load_matching_key
    from pipeline.storage.settings_of_database import settings_for
    from pipeline.upkeep.own_stars import stored_layer

    settings = settings_for(database, load_settings(config))
    options = read_options(asked, settings)
    options = replace(options, source=options.source or source_folder.absolute().name)
    layer = stored_layer(database)
    order = engine.prepared(
        source_folder, target, options, settings, lambda: load_matching_key(database.resolve()), layer
    )
    say(f"{order.total} part(s), {order.total - len(order.parts)} of them whole already")
    if order.parts:
        with engine.session(master) as running, progress_bar(order.rows) as progress:
            engine.score_parts(running, order, progress)
    say(f"Scored {order.rows:,} rows into {target}. Next: ondo load-scored {target} --db {database}")


@click.command("load-scored")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@database_option
@config_option
@yes_option
def load_scored(folder: Path, database: Path, config: Path | None, confirmed: bool) -> None:
    """Load the rows that `ondo spark` has scored into a database.

    New, updated, unchanged and other rows are counted as `ondo run` would count them on the original files.
    """
    from pipeline.cluster.load_scored import load_scored as load
    from pipeline.run import RunListener

    listener = RunListener(say_beside_bar, progress_bar)
    report = load(folder, database.resolve(), load_settings(config), listener, confirmed=confirmed)
    say(report_text(report, str(database)))
