"""What a run refuses or warns of once all rows are read: nothing usable, ids of another source, a source under two names."""

from pipeline.errors import DataRefused, Reason
from pipeline.listener import Say
from pipeline.records import RunReport
from pipeline.storage.renamed_sources import renamed_sources
from pipeline.storage.tables import Tables

MANY_FOREIGN_IDS = 5
"""Updates that change both text and date, from which on a run asks whether the ids are those of another source."""


def refuse_if_nothing_is_usable(report: RunReport) -> None:
    """Raise DataRefused where every row that was read has been rejected."""
    if report.read and report.rejected == report.read:
        first = report.first_rejected[0]
        raise DataRefused(
            f"none of the {report.read} rows can be used; row {first.row}: {first.reason.found}",
            where=", ".join(report.files),
            remedy="look at the columns with `ondo check`, and name them with --map COLUMN=FIELD",
        )


def refuse_foreign_ids(tables: Tables, report: RunReport) -> None:
    """Raise DataRefused where most updates change both text and date, as those of another source would."""
    if report.updated < MANY_FOREIGN_IDS:
        return
    foreign = tables.count_foreign_ids(report.updated)
    if foreign >= MANY_FOREIGN_IDS and 2 * foreign > report.updated:
        counts = {"foreign": foreign, "updated": report.updated}
        raise DataRefused(Reason("ids_of_other_source", counts), where=", ".join(report.files))


def note_renamed_sources(tables: Tables, say: Say) -> None:
    """Say which new sources look like another one under a second name."""
    for source, other, alike, texts in renamed_sources(tables.connection):
        say(
            f"Note: {alike:,} of the {texts:,} texts of source {source!r} stand in source {other!r} too, with the same time, "
            f"product and score. If it is the same export under another name, its answers now count twice: run the "
            f"files into a new database with --source {other!r}."
        )
