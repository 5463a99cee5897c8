"""`ondo subject-export`: what is stored of one person, as a file to hand out."""

from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.options import chosen_subject, config_option, database_option, subject_options
from pipeline.config.settings import load_settings
from pipeline.errors import DatabaseError, NothingFound, WrongUsage


@click.command("subject-export")
@subject_options
@click.option("--format", "kind", type=click.Choice(["json", "xlsx"]), help="[default: from FILE's suffix, else json]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="[default: JSON on stdout]"
)
@database_option
@config_option
def subject_export(
    customer: str | None, answer: int | None, kind: str | None, output: Path | None, database: Path, config: Path | None
) -> None:
    """Write what is stored of one person, or of one answer, as JSON or XLSX.

    Answers with their attributes, scores, emotions, words and dates, rejected rows, and the files from which they were
    read; comments as they are stored, personal data masked. FILE can be read by its owner alone. Ends with code 4,
    and writes nothing, where nothing is found.
    """
    from pipeline.upkeep import subject

    load_settings(config)
    wanted = chosen_subject(customer, answer)
    kind = kind or ("xlsx" if output is not None and output.suffix.lower() == ".xlsx" else "json")
    if output is None and kind == "xlsx":
        raise WrongUsage("XLSX is written to a file", remedy="name it: -o FILE.xlsx")
    found = subject.subject_data(database, wanted)
    if not any(found.values()):
        raise NothingFound(
            "nothing of this is stored",
            where=str(database),
            remedy="look whether the id is right: that of the exports, or the one that the dashboard shows",
        )
    content = subject.as_xlsx(found) if kind == "xlsx" else subject.as_json(found)
    if output is None:
        click.echo(content, nl=False)
        return
    _write(output, content)
    say(f"{len(found['answers']):,} answers and {len(found['rejected_rows']):,} rejected rows written to {output}")


def _write(output: Path, content: bytes) -> None:
    from pipeline.safe_files import PRIVATE, write_whole

    try:
        write_whole(output, content, mode=PRIVATE)
    except OSError as error:
        raise DatabaseError(
            f"the file cannot be written ({error.strerror})", where=str(output), remedy="check the folder's rights"
        ) from error
