"""The commands that look after a database: `ondo verify`."""

from pathlib import Path

import click

from pipeline.errors import DatabaseError
from pipeline.options import database_option


@click.command()
@database_option
def verify(database: Path) -> None:
    """Look a database over: counts, ranges, references, personal data in texts, and who may read the files.

    Writes nothing. Ends with code 3 where something does not hold.
    """
    from pipeline import verify as verifying

    faults = 0
    for verdict in verifying.verify(database):
        faults += bool(verdict.faults)
        click.echo(verifying.as_line(verdict))
    if faults:
        raise DatabaseError(
            f"{faults} of these do not hold",
            where=str(database),
            remedy="run the source files into a new database with `ondo run FILE... --db NEW`; if files are open to others: chmod 600",
        )
