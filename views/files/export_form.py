"""The form of an export: which columns, in which order, and in codes or in the words of a reader's language.

Codes are what scripts rely on: the columns of the queries as they are. For a reader the date and the text come first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import queries
from views.files.mentions import filtered_places
from views.files.tables import ATTRIBUTES, CELL_LIMIT, ExportCount, cut_rows, with_attributes
from views.words.labels import View
from views.words.strings import Words, has

ROWS: Mapping[str, str] = {"comments": "export_list", "mentions": "mention_list"}
"""What a row is -> the query of such rows."""

READING_ORDER: tuple[str, ...] = (
    "answered_at", "text", "touchpoint", "touchpoints", "touchpoint_from", "words", "emotions", "tone", "valence", "intensity",
    "complains", "nps_score", "rating", "rating_max", "channel", "product", "segment", "audience", "language", "state",
    "confidence", "reply", "replied_at", "reply_tone", "question", "source", "consent_quote", "corrected_by", "corrected_at",
    "customer_key", "ordinal", "source_id", "feedback_id", "answer_id", "scorer_version",
)  # fmt: skip
"""All columns, as a reader has them: what was said and what it says first, keys last; attributes follow."""

ORDER_KEYS: Mapping[str, tuple[str, str]] = {
    "tone_low": ("tone", "ascending"),
    "tone_high": ("tone", "descending"),
    "rating_low": ("rating", "ascending"),
    "nps_low": ("nps_score", "ascending"),
    "intensity": ("intensity", "descending"),
    "confidence": ("confidence", "descending"),
}
"""Order of the list of comments -> the column that decides first, and its direction."""

_APART = f" ({ATTRIBUTES})"
"""After the name of an attribute that has the name of a column."""

_LISTS = {"touchpoints": "touchpoints", "emotions": "emotions"}
_CODES = {
    "touchpoint": "touchpoints",
    "audience": "audience",
    "language": "languages",
    "state": "states",
    "valence": "valences",
}
"""Columns of codes, one or several in each cell -> the filter that knows their names."""


_SAID_THERE = frozenset({"emotions", "tone", "valence", "intensity", "complains"})
"""Columns of an answer that are of what it says at the filter's touchpoints, where it has some."""


class UnknownColumn(ValueError):
    """A column that an export does not have; ``known`` are those that it has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, tuple(known)


@dataclass(frozen=True, slots=True)
class ExportForm:
    """``columns`` are the names asked for, () for all; ``attributes`` the label of each attribute; ``view`` the reader's language and
    names, None for codes; ``rows`` is what a row is (a key of ROWS)."""

    attributes: Mapping[str, str]
    columns: tuple[str, ...] = ()
    view: View | None = None
    rows: str = "comments"

    def checked(self, columns: Sequence[str]) -> "ExportForm":
        """This form, if rows of these columns have all that it asks for. Raises UnknownColumn."""
        names = [name for name in columns if name != ATTRIBUTES]
        known = [*names, *self._keys(names)]
        labels = {label(name): name for label in (self._bare_label, self.label) for name in known}
        chosen = tuple(name if name in known else labels.get(name, name) for name in self.columns)
        for name in chosen:
            if name not in known:
                raise UnknownColumn(name, known)
        return ExportForm(self.attributes, tuple(dict.fromkeys(chosen)), self.view, self.rows)

    def names(self, query: str) -> list[str]:
        """All columns that rows of a query can have, as a reader has them, attributes last."""
        own = [name for name in queries.QUERIES[query].columns if name != ATTRIBUTES]
        return [*_in_reading_order(own), *self._keys(own)]

    def label(self, name: str) -> str:
        """The heading of a column: its label in the reader's language, or its name; an attribute's label. Of what is said of the
        filter's touchpoints alone, it says that."""
        bare = self._bare_label(name)
        place = filtered_places(self.view) if self.view and self.rows == "comments" and name in _SAID_THERE else ""
        return self.view.words("export.there", column=bare, place=place) if self.view and place else bare

    def _bare_label(self, name: str) -> str:
        if self._attribute_of(name):
            return self.attributes[self._attribute_of(name)]
        keys = f"export.column.{self.rows}.{name}", f"export.column.{name}"
        key = next(filter(has, keys), "")
        return self.view.words(key) if self.view and key else name

    def apply(self, table: Any) -> Any:
        """A table of export_list or mention_list in this form."""
        wide = with_attributes(table, self.attributes)
        names = [name for name in table.column_names if name != ATTRIBUTES]
        keys = self._keys(names)
        headings = dict(zip([*names, *keys], wide.column_names, strict=True))
        order = self.columns or ((*_in_reading_order(names), *keys) if self.view else ())
        chosen = [name for name in order or headings if name in headings]
        told = wide.select([headings[name] for name in chosen])
        if self.view is None:
            return told
        return self._in_words(_without_unread(told, table, headings), chosen, headings)

    def _in_words(self, table: Any, names: Sequence[str], headings: Mapping[str, str]) -> Any:
        columns = [self._column(name, table.column(place)) for place, name in enumerate(names)]
        labels = [headings[name] if self._attribute_of(name) else self.label(name) for name in names]
        return _table(columns, _apart(labels, names))

    def _column(self, name: str, column: Any) -> Any:
        """A column with codes, lists of codes and yes or no in words; all else as it is."""
        import pyarrow as pa
        import pyarrow.types as kind

        word = self._word_of(name)
        if word is None and not kind.is_boolean(column.type):
            return column
        told: dict[Any, str | None] = {None: None}
        for value in column.unique().to_pylist():
            if value is not None:
                told[value] = word(value) if word else self._yes_or_no(value)
        return pa.array([told[value] for value in column.to_pylist()], pa.string())

    def _word_of(self, name: str) -> Callable[[Any], str] | None:
        assert self.view is not None
        view = self.view
        if self._attribute_of(name):
            return view.attribute_value
        if name in _LISTS:
            return lambda value: ", ".join(view.label(_LISTS[name], code) for code in value.split(", "))
        if name in _CODES:
            return lambda value: view.label(_CODES[name], value)
        if name == "touchpoint_from":
            return lambda value: view.words(f"export.from.{value}") if has(f"export.from.{value}") else str(value)
        return None

    def _keys(self, names: Sequence[str]) -> list[str]:
        """The names of attributes as columns; one that a column has already is told apart from it."""
        return [f"{name}{_APART}" if name in names else name for name in self.attributes]

    def _attribute_of(self, name: str) -> str:
        """The attribute that a column is, "" for none."""
        bare = name.removesuffix(_APART)
        is_one = bare in self.attributes and (name != bare or name not in READING_ORDER)
        return bare if is_one else ""

    def _yes_or_no(self, value: bool) -> str:
        assert self.view is not None
        return self.view.words("export.yes" if value else "export.no")


def _without_unread(told: Any, table: Any, headings: Mapping[str, str]) -> Any:
    """The table without emotions where no text was scored: nothing was looked for, so that nothing is missing."""
    name = headings.get("emotions", "")
    if name not in told.column_names or "state" not in table.column_names:
        return told
    import pyarrow as pa
    import pyarrow.compute as compute

    scored = compute.equal(table.column("state").cast(pa.string()), "scored")
    felt = compute.if_else(scored, told.column(name).cast(pa.string()), None)
    return told.set_column(told.column_names.index(name), name, felt)


def _in_reading_order(names: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda name: READING_ORDER.index(name) if name in READING_ORDER else len(READING_ORDER))


def in_order(table: Any, order: str) -> Any:
    """Rows, which come oldest first, in an order of the list of comments; those without a date or value last."""
    if order == "oldest":
        return table
    keys: list[tuple[str, str]] = [("answered_at", "descending")]
    decisive = ORDER_KEYS.get(order)
    if decisive and decisive[0] in table.column_names:
        keys.insert(0, decisive)
    import pyarrow.compute as compute

    return table.take(compute.sort_indices(table, sort_keys=keys))


def cut_line(words: Words, written: ExportCount) -> dict[str, str]:
    """The line of a file's sheet about itself that tells of cut cells; none where no cell is cut."""
    if not written.cut:
        return {}
    facts = {"n": f"{len(written.cut):,}", "limit": f"{CELL_LIMIT:,}", "rows": cut_rows(written)}
    return {words("export.info.cut"): words("export.info.cut.text", **facts)}


def _apart(labels: Sequence[str], names: Sequence[str]) -> list[str]:
    """Headings of which no two are the same."""
    return [
        label if labels.index(label) == place else f"{label} ({name})"
        for place, (label, name) in enumerate(zip(labels, names, strict=True))
    ]


def _table(columns: Sequence[Any], labels: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.Table.from_arrays(list(columns), names=list(labels))
