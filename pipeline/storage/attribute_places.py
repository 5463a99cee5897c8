"""Table attribute: which further columns a source has, and in which field of feedback.attributes their values stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pyarrow as pa

from pipeline.records import AttributeColumn, Inspection, MaskedFeedback
from pipeline.storage.connection import Connection
from pipeline.text import folded

PLACES = range(1, 31)
"""Fields of feedback.attributes: as many as a source has attributes."""

FIELD_NAMES = tuple(f"a{place}" for place in PLACES)
_LEFT_OUT = 0


class AttributePlaces:
    """The attributes of each source, with their places. A place stays; a name has the same one in all sources if it can."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        rows = connection.execute("select source, attribute, place, bounds from attribute").fetchall()
        self._places: dict[str, dict[str, int]] = {}
        self._bounds = {(source, folded(name)): tuple(bounds) for source, name, _, bounds in rows}
        self._names = {folded(name): name for _, name, _, _ in rows}
        for source, name, place, _ in rows:
            self._places.setdefault(source, {})[folded(name)] = place

    def placed(self, inspection: Inspection) -> Inspection:
        """A file about to be read, its attributes in their places, with the bounds that the source's earlier files had."""
        return replace(
            inspection, attributes=tuple(self._known(inspection.source, column) for column in inspection.attributes)
        )

    def _known(self, source: str, column: AttributeColumn) -> AttributeColumn:
        before = self._bounds.get((source, folded(column.name)))
        if before and column.kind != "date" and not column.has_own_bounds:
            column = replace(column, kind="number", bounds=before)
        if self._place(source, column.name):
            self._note(source, column)
        return column

    def _note(self, source: str, column: AttributeColumn) -> None:
        """Write what the attribute is now."""
        key = {"source": source, "name": self._names[folded(column.name)]}
        self._connection.execute("delete from attribute where source = $source and attribute = $name", key)
        self._connection.execute(
            "insert into attribute values ($source, $name, $label, $kind, $place, $bounds)",
            key
            | {"label": column.label, "kind": column.kind, "place": self._place(source, column.name)}
            | {"bounds": list(column.bounds)},
        )
        self._bounds[source, folded(column.name)] = column.bounds

    def _place(self, source: str, name: str) -> int:
        """The place of a name in a source; _LEFT_OUT where all places are another's."""
        own = self._places.setdefault(source, {})
        if folded(name) not in own:
            self._names.setdefault(folded(name), name)
            own[folded(name)] = self._free(own, folded(name))
        return own[folded(name)]

    def _free(self, own: Mapping[str, int], name: str) -> int:
        """A place that the source has free: that of the name elsewhere, else one that no source has, else any."""
        free = [place for place in PLACES if place not in own.values()]
        elsewhere = {places[name] for places in self._places.values() if name in places}
        used = {place for places in self._places.values() for place in places.values()}
        return min(free, key=lambda place: (place not in elsewhere, place in used, place), default=_LEFT_OUT)

    def with_column(self, answers: pa.Table, rows: Sequence[MaskedFeedback]) -> pa.Table:
        """Rows of table feedback with the attributes of ``rows``, which are the same answers in the same order."""
        values: defaultdict[int, list[str | None]] = defaultdict(lambda: [None] * len(rows))
        place_of = cache(self._place_of_scored)
        for number, row in enumerate(rows):
            for name, value in row.attributes:
                if place := place_of(row.source, name):
                    values[place][number] = value
        if not values:
            return answers
        fields = [pa.array(values.get(place) or [None] * len(rows), pa.string()) for place in PLACES]
        return answers.append_column("attributes", pa.StructArray.from_arrays(fields, FIELD_NAMES))

    def _place_of_scored(self, source: str, name: str) -> int:
        """As ``_place``; an attribute that is not in the table yet, since its file was read elsewhere, is noted."""
        if folded(name) not in self._places.get(source, {}) and self._place(source, name):
            self._note(source, AttributeColumn(0, name, name, "choice"))
        return self._place(source, name)
