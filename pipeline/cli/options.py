"""Options that several commands share."""

import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import TypedDict

import click

from pipeline.config.settings import CONFIG_VARIABLE, DATABASE_VARIABLE, Settings, database_path
from pipeline.errors import WrongUsage
from pipeline.records import FIELDS, Audience, ReadOptions

Command = Callable[..., None]


class ColumnOptions(TypedDict):
    """The values of ``column_options`` but for ``config``."""

    mapping: dict[str, str]
    source: str | None
    audience: Audience
    touchpoint: str | None
    channel: str | None
    rating_max: int | None
    rating_is_nps: bool
    encoding: str | None
    sheets: tuple[str, ...]


def database_option(command: Command) -> Command:
    """``--db FILE``, passed as ``database``."""
    return click.option(
        "--db", "database", type=click.Path(path_type=Path), default=database_path, show_default=f"{DATABASE_VARIABLE}, else ondo.duckdb",
        help="The database file.",
    )(command)  # fmt: skip


def config_option(command: Command) -> Command:
    """``--config FILE``, passed as ``config``."""
    return click.option(
        "--config", type=click.Path(path_type=Path), help=f"Settings file. [default: {CONFIG_VARIABLE}, else ondo.toml]"
    )(command)


def subject_options(command: Command) -> Command:
    """``--customer ID`` and ``--answer ID``, passed as ``customer`` and ``answer``; ``chosen_subject`` reads them."""
    of_customer = click.option(
        "--customer",
        metavar="ID",
        help="The customer's id as in the exports, or the key that the dashboard shows; - reads it from stdin.",
    )
    of_answer = click.option(
        "--answer",
        type=click.IntRange(1, 2**63 - 1),
        metavar="ID",
        help="The id of one answer, as the dashboard and the exports show it; for answers without a customer.",
    )
    return of_customer(of_answer(command))


def chosen_subject(customer: str | None, answer: int | None) -> str | int:
    """The customer's id, or the answer's as a number; raises WrongUsage unless there is exactly one."""
    if (customer is None) == (answer is None):
        raise WrongUsage("name a customer or an answer", remedy="--customer ID, or --answer ID")
    if answer is not None:
        return answer
    given = sys.stdin.buffer.readline().decode("utf-8", "replace") if customer == "-" else str(customer)
    if not given.strip():
        raise WrongUsage("the customer's id is empty", remedy="--customer ID")
    return given.strip()


def json_option(command: Command) -> Command:
    """``--json``, passed as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(command)


def yes_option(command: Command) -> Command:
    """``--yes``, passed as ``confirmed``."""
    return click.option(
        "--yes", "confirmed", is_flag=True, help="Delete although the clock is far ahead, or much would go at once."
    )(command)


def _mapping(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for value in values:
        column, equals, name = value.rpartition("=")
        if not equals or not column or (name and name not in FIELDS):
            from pipeline.masking.mask import mask_text

            raise click.BadParameter(
                f"{mask_text(value)[0]!r} is not COLUMN=FIELD with FIELD one of {', '.join(FIELDS)}"
            )
        if mapping.get(column, name) != name:
            raise click.BadParameter(f"{column!r} is named twice, as {mapping[column]!r} and as {name!r}")
        mapping[column] = name
    return mapping


def reading_options(command: Command) -> Command:
    """FILE... and how to read them, passed as ``files``, ``config`` and the names of the options."""
    files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
    return files(column_options(command))


def column_options(command: Command) -> Command:
    """How to read files, passed as ``config`` and the names of the options."""
    options: list[Callable[[Command], Command]] = [
        click.option(
            "--map", "mapping", multiple=True, callback=_mapping, metavar="COLUMN=FIELD",
            help=f"Read COLUMN as FIELD (repeatable); an empty FIELD keeps the column out. FIELD: {', '.join(FIELDS)}.",
        ),
        click.option("--source", help="Name of the source; rows of one source with the same id are one answer. [default: that of a recognised export, else the file's name]"),
        click.option("--audience", type=click.Choice(["customer", "employee"]), default="customer", show_default=True),
        click.option("--touchpoint", help="Touchpoint of rows that name none."),
        click.option("--channel", help="Channel of rows that name none."),
        click.option("--rating-max", type=click.IntRange(2, 100), metavar="TOP", help="Top of the rating's scale, 2 to 100. [default: guessed]"),
        click.option("--rating-is-nps", is_flag=True, help="The rating is the answer to the recommend question, 0-10."),
        click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Read this sheet of a workbook, or this file of an archive (repeatable). [default: all sheets with the columns of the one most like feedback; all files]"),
        click.option("--encoding", help="Encoding of text files, for example cp949. [default: found out]"),
        config_option,
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def read_options(asked: ColumnOptions, settings: Settings) -> ReadOptions:
    """How to read files, from the values of ``column_options`` and the settings."""
    return ReadOptions(
        mapping=asked["mapping"],
        source=(asked["source"] or "").strip() or None,
        audience=asked["audience"],
        touchpoint=asked["touchpoint"],
        channel=asked["channel"],
        rating_max=asked["rating_max"],
        rating_is_nps=asked["rating_is_nps"],
        encoding=asked["encoding"],
        time_zone=settings.time_zone,
        saved=settings.mappings,
        attributes=settings.attributes,
        consent=settings.consent,
        sheets=asked["sheets"],
    )


def spelled(asked: ColumnOptions) -> list[str]:
    """The options of ``column_options`` as they are typed, those that say what is usual left out; personal data masked."""
    from pipeline.masking.mask import mask_text, masked_name
    from pipeline.sources.column_readings import map_option

    said = {
        "source": asked["source"],
        "audience": asked["audience"] if asked["audience"] != ReadOptions().audience else None,
        "touchpoint": asked["touchpoint"],
        "channel": asked["channel"],
        "rating-max": asked["rating_max"],
        "encoding": asked["encoding"],
    }
    words = [map_option(masked_name(column), field) for column, field in asked["mapping"].items()]
    words += [f"--sheet {quote(mask_text(name)[0])}" for name in asked["sheets"]]
    words += [f"--{name} {quote(mask_text(str(value))[0])}" for name, value in said.items() if value]
    return [*words, *(["--rating-is-nps"] if asked["rating_is_nps"] else [])]
