"""The commands that look after a database: `ondo admin verify`, `backup`, `restore`, `forget`, `remove` and `retain`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.command_group import CommandGroup
from pipeline.cli.console import say
from pipeline.cli.options import chosen_subject, config_option, database_option, subject_options, yes_option
from pipeline.config.settings import load_settings
from pipeline.errors import DatabaseError, NothingFound

if TYPE_CHECKING:
    from pipeline.upkeep.backup import Backup, RestoreReport
    from pipeline.upkeep.forget import ErasureProof


class _AdminCommands(CommandGroup):
    entry_point_group = "ondo.commands.admin"


@click.group(cls=_AdminCommands)
def admin() -> None:
    """Check, back up and clean the database; see who read it.

    All but `remove` keep working under their former names, without `admin`.
    """


@admin.command()
@database_option
@config_option
def verify(database: Path, config: Path | None) -> None:
    """Check the database, or a backup, in every part.

    Blocks, counts, ranges, references, personal data (also of your own kinds), and who may read the files. For a
    backup: `ondo admin verify --db BACKUP`. Writes nothing. Ends with code 3 where a check fails.
    """
    from pipeline.upkeep import verify as verifying

    load_settings(config)
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


@admin.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
@database_option
@config_option
@click.option(
    "--without-key", is_flag=True, help="Leave the key file out; without it, returning customers are not recognised."
)
@click.option("--list", "listing", is_flag=True, help="List the backups that are remembered, and do nothing else.")
@click.option(
    "--strike",
    type=click.Path(path_type=Path),
    metavar="BACKUP",
    help="Remove a backup that you have deleted from the list.",
)
def backup(
    target: Path | None, database: Path, config: Path | None, without_key: bool, listing: bool, strike: Path | None
) -> None:
    """Copy the database, its key and its corrections to TARGET, and check the copy.

    TARGET is a file that does not exist yet, or a folder; without it, the folder `backups` beside the database. Where
    backups lie is remembered, because `ondo admin forget` and `ondo admin retain` must reach them: do not move or copy them by hand.
    """
    from pipeline.upkeep import backup as backups

    if listing:
        for path, size in backups.backups_of(database):
            click.echo(f"{'not there' if size is None else f'{size / 1e6:,.1f} MB':>12}  {path}")
        return
    if strike is not None:
        backups.strike(database, strike)
        say(f"No longer remembered: {strike}")
        return
    settings = load_settings(config)
    made = backups.back_up(database, target, with_key=not without_key, now=settings.now())
    _tell_backup(made, without_key)


def _tell_backup(made: "Backup", without_key: bool) -> None:
    click.echo(made.path)
    say(f"Backed up and checked: {made.size:,} bytes")
    for verdict in made.warnings:
        say(
            f"Warning: {verdict.faults:,} times not: {verdict.what}; it is so in the database, too (`ondo admin verify`)"
        )
    if made.with_key:
        say(
            f"The key is beside it ({made.path.name}.key): who has both files can tell whether a customer he knows is in them"
        )
    else:
        reason = "as you asked" if without_key else "because there is none"
        say(f"The key file is not in it, {reason}: without the key, customers' later answers cannot be linked to these")


@admin.command()
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@database_option
@config_option
def restore(source: Path, database: Path, config: Path | None) -> None:
    """Put BACKUP in the place of the database, which is kept too.

    BACKUP is checked first; the former database becomes a backup itself. Customers who have been forgotten since do not
    come back. Which texts are too old is decided anew, by `keep_days` and the clock of now.
    """
    from pipeline.upkeep import backup as backups

    settings = load_settings(config)
    done = backups.restore(source, database, settings, settings.now())
    _tell_restored(done, database)


def _tell_restored(done: "RestoreReport", database: Path) -> None:
    say(f"Restored {database}: {done.answers:,} answers")
    if done.erased:
        say(
            f"Kept out: {done.erased.answers:,} answers and {done.erased.rejected:,} rejected rows of forgotten customers"
        )
    if done.expired:
        say(f"Text deleted: {done.expired:,} answers past keep_days, or whose texts had been deleted before")
    if done.returned:
        say(f"Text is back: {done.returned:,} answers whose texts had been deleted for their age")
    if done.kept is not None:
        say(f"The database that was in place is kept as a backup: {done.kept}")
    if not done.former_was_read:
        say(
            "Warning: it could not be read; customers forgotten by it are kept out all the same, but texts that it had deleted "
            "are back, unless they are past keep_days"
        )
    if done.key == "missing":
        say("Warning: there is no key file, neither with the backup nor in place: put it back before the next run")


@admin.command()
@subject_options
@database_option
@config_option
@yes_option
def forget(customer: str | None, answer: int | None, database: Path, config: Path | None, confirmed: bool) -> None:
    """Erase a customer, or one answer, from the database and all known backups.

    Answers, emotions, words and rejected rows are deleted with all their bytes: the files are rewritten, then read
    again to prove it. Only a hash that cannot be turned back into the customer is kept, so that later runs leave the
    customer's rows out and a restored backup does not bring them back. Ends with code 3 where a backup could not be
    cleaned (run the command again to go on), and with code 4 where nothing was found: then it is noted all the same.
    """
    from pipeline.upkeep import forget as forgetting

    wanted, today = chosen_subject(customer, answer), load_settings(config).now().date()
    if isinstance(wanted, int):
        proofs = forgetting.forget_answer(database, wanted, today)
    else:
        proofs = forgetting.forget(database, wanted, today, confirmed=confirmed)
    found = failures = 0
    for proof in proofs:
        found += bool(proof.erased)
        failures += bool(proof.failure)
        _tell_proof(proof)
    if found or failures:
        say("Exports, and copies that Ondo does not know of, are yours to delete; so are the source files.")
    _refuse_failures(failures, database)
    if not found:
        raise NothingFound(
            "nothing of this was found, in the database and in known backups; it is noted all the same, and later runs leave it out",
            where=str(database),
            remedy="look whether the id is right: that of the exports, or the one that the dashboard shows",
        )


@admin.command()
@click.argument("source")
@database_option
def remove(source: str, database: Path) -> None:
    """Take SOURCE, as the data page names it, out of the database: all that its files brought.

    Its files may be read again; backups keep what they hold. People's rights to be forgotten need `ondo admin forget`.
    """
    from pipeline.upkeep.remove import remove_source

    erased = remove_source(database, source)
    if not erased:
        raise NothingFound(
            f"no source is named {source!r}", where=str(database), remedy="see the data page for the names of sources"
        )
    click.echo(f"{database}: removed {erased.answers:,} answers and {erased.rejected:,} rejected rows of {source!r}")


def _refuse_failures(failures: int, database: Path) -> None:
    if failures:
        raise DatabaseError(
            f"{failures} of the backups could not be cleaned",
            where=str(database),
            remedy="see above; then run the same command again",
        )


def _tell_proof(proof: "ErasureProof") -> None:
    if proof.failure:
        click.echo(f"{proof.path}: NOT cleaned: {proof.failure}")
        return
    erased = proof.erased
    rows = f"{erased.answers:,} answers, {erased.emotions:,} emotions, {erased.words:,} words, {erased.rejected:,} rejected rows"
    click.echo(f"{proof.path}: erased {rows}")
    if proof.unattributed:
        click.echo(
            f"  and {proof.unattributed:,} rejected rows of which nobody can tell whose they are; their files, run again, bring them back"
        )
    click.echo(f"  read again: no row of it, and none of {proof.sought:,} keys and texts in its {proof.size:,} bytes")


@admin.command()
@database_option
@config_option
@yes_option
def retain(database: Path, config: Path | None, confirmed: bool) -> None:
    """Delete texts and ids of answers older than `keep_days`; scores stay.

    `keep_days` is set in ondo.toml. `ondo run` and `ondo rescore` do this in the database by themselves; this command
    does it in known backups, too. Where more than a tenth of all texts would go at once, or the clock is half a year after
    the last run or the newest answer, nothing is deleted without --yes.
    """
    from pipeline.upkeep import retain as retaining

    settings = load_settings(config)
    failures = 0
    for done in retaining.retain(database, settings, settings.now().date(), confirmed=confirmed):
        failures += bool(done.failure)
        click.echo(
            f"{done.path}: "
            + (f"NOT treated: {done.failure}" if done.failure else f"texts of {done.expired:,} answers deleted")
        )
    if failures:
        raise DatabaseError(
            f"{failures} of the backups could not be treated",
            where=str(database),
            remedy="see above; then run the same command again",
        )
