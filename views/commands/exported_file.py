"""What `ondo export` writes: the rows that a filter selects, in an order and a form, and what the file says about itself."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    import queries
    from views.files.export_form import ExportForm, UnknownColumn
    from views.files.tables import ExportCount
    from views.words.labels import View


def linked_choice(link: str | None, name: str) -> str | None:
    """What an address of the dashboard says of a choice such as the order of the list; None where it is the page's own."""
    from views.words.address import link_values

    return next(iter(link_values(link or "").get(name, ())), None)


def form_of(source: "queries.Warehouse", query: str, language: str | None, columns: str | None) -> "ExportForm":
    """The form of a file. Raises click.UsageError for a column that there is not."""
    import queries
    from views.commands.opened_view import whole_view
    from views.files.export_form import ROWS, ExportForm, UnknownColumn
    from views.words.labels import attributes_of

    attributes = attributes_of(source.run("attribute_list").to_pylist())
    asked = tuple(name.strip() for name in (columns or "").split(",") if name.strip())
    view = whole_view(source, language) if language else None
    form = ExportForm(attributes, asked, view, next(rows for rows, asked_of in ROWS.items() if asked_of == query))
    try:
        return form.checked(queries.QUERIES[query].columns)
    except UnknownColumn as error:
        raise click.UsageError(f"--columns: {_known_columns(error, form)}") from error


def _known_columns(error: "UnknownColumn", form: "ExportForm") -> str:
    from views.words.address import nearest

    names = [form.label(name) for name in error.known]
    meant = nearest(error.name, [*names, *error.known])
    return (
        f"there is no column {error.name!r}.{f' Did you mean {meant}?' if meant else ''} There are: {', '.join(names)}"
    )


@dataclass(frozen=True, slots=True)
class ChosenExport:
    """What goes into a file: the rows of a query that a filter selects, in an order and a form."""

    source: "queries.Warehouse"
    query: str
    filter: "queries.Filter"
    order: str
    form: "ExportForm"

    def write(self, sink: IO[bytes], kind: str) -> "ExportCount":
        """Write the file. Rows oldest first are streamed; for another order they are all in memory at once."""
        from views.files.export_form import in_order
        from views.files.tables import ROWS_A_PIECE, SHEETS, write

        view = self.form.view
        sheets = (view.words("export.sheet.rows"), view.words("export.sheet.info")) if view else SHEETS
        if self.order == "oldest":
            with self.source.stream(self.query, ROWS_A_PIECE, filter=self.filter) as reader:
                return write(reader, sink, kind, self._about, self.form.apply, sheets)
        table = in_order(self.source.run(self.query, filter=self.filter), self.order)
        return write(table.to_reader(ROWS_A_PIECE), sink, kind, self._about, self.form.apply, sheets)

    def _about(self, written: "ExportCount") -> dict[str, str]:
        """What the file says about itself: codes and English without a reader's language."""
        if self.form.view is not None:
            return _info_in_words(self.source, self.form.view, self.filter, self.order, written)
        left_out = {"texts left out": f"{written.texts_left_out:,} (no consent to quote them)"}
        return _info(self.source, self.filter, written) | left_out


def tell(written: "ExportCount", output: Path) -> None:
    """Say what was written, and what is not in it."""
    from views.files.tables import CELL_LIMIT, cut_rows

    click.echo(f"{written.rows:,} rows written to {output}", err=True)
    if written.texts_left_out:
        click.echo(f"{written.texts_left_out:,} of them without their text, which may not be quoted", err=True)
    if written.cut:
        click.echo(
            f"cells cut at {CELL_LIMIT:,} characters, the most that Excel holds: {len(written.cut):,} (rows "
            f"{cut_rows(written)} of the sheet). CSV and Parquet hold them whole",
            err=True,
        )


def tell_meant(source: "queries.Warehouse", filter: "queries.Filter") -> None:
    """Say which word may be meant, where a search by word found nothing or very little."""
    meant = source.did_you_mean(filter)
    if meant:
        click.echo(f"did you mean {meant.meant}? {meant.n:,} are found with --words {meant.search!r}", err=True)


def _info(source: "queries.Warehouse", filter: "queries.Filter", written: "ExportCount") -> dict[str, str]:
    from views.files.tables import CELL_LIMIT, cut_rows
    from views.words.address import parameters

    meta = {row["name"]: row["value"] for row in source.run("meta_list").to_pylist()}
    limits = [f"{key}={value}" for key, values in parameters(filter).items() for value in values]
    told = {
        "made on": date.today().isoformat(),
        "database": source.path.name,
        "filters": "  ".join(limits) or "none",
        "rows": f"{written.rows:,}",
        "scorer version": meta.get("scorer_version", ""),
    }
    if written.cut:
        told["cut cells"] = (
            f"{len(written.cut):,} (Excel holds {CELL_LIMIT:,} characters a cell; rows: {cut_rows(written)})"
        )
    return told


def _info_in_words(
    source: "queries.Warehouse", view: "View", filter: "queries.Filter", order: str, written: "ExportCount"
) -> dict[str, str]:
    from views.files.export_form import cut_line
    from views.words.filter_texts import filter_texts

    words = view.words
    return {
        words("export.info.made"): datetime.now(view.facts.zone).strftime("%Y-%m-%d %H:%M %Z"),
        words("export.info.database"): source.path.name,
        words("export.info.filters"): " · ".join(filter_texts(view, filter)) or words("filter.all"),
        words("export.info.order"): words(f"order.{order}"),
        words("export.info.rows"): f"{written.rows:,}",
        words("export.info.scorer"): view.facts.scorer_version,
        words("export.info.safety"): words("export.info.safety.text"),
        words("export.info.left_out"): words("export.info.left_out.text", n=f"{written.texts_left_out:,}"),
        **cut_line(words, written),
    }
