"""What `ondo adapt` reads from a database, and the layer that is stored there: it is published with the scores it made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa

from pipeline.corrections.events import NEGATIVE, NEUTRAL, POSITIVE, sign_of
from pipeline.scoring.own_layer import OwnLayer, layer_from
from pipeline.storage.connection import Connection
from pipeline.storage.database_file import reading
from pipeline.storage.own_layer_tables import OwnLayerRows, content_in, layer_content, learned_count
from pipeline.upkeep.own_corrections import labelled_comments

Stars = Literal["rating", "nps"]

SIDES: Mapping[Stars, str] = {
    "rating": "case when rating >= 0.9 * rating_max then true when rating <= 0.4 * rating_max then false end",
    "nps": "case when nps_score >= 9 then true when nps_score <= 6 then false end",
}
"""What a comment is rated by -> whether it is praise (4.5 of 5 or 9 of 10 up), a complaint (2 of 5 or 4 of 10 down), or null."""

GROWTH = 1.25
"""How many times as many rated comments there are as a layer was learned from, when runs learn it anew."""


@dataclass(frozen=True, slots=True)
class RatedRow:
    """A stored comment with clear stars, masked."""

    text: str
    is_praise: bool
    language: str
    product: str | None
    answered_at: datetime | None
    customer: str | None


@dataclass(frozen=True, slots=True)
class LayerChange:
    """What a run puts in the place of the stored layer: ``layer`` with its rows, or nothing."""

    layer: OwnLayer | None = None
    rows: OwnLayerRows | None = None


def rated_rows(database: Path, stars: Stars | None) -> tuple[list[RatedRow], Stars]:
    """The rated customers' comments of a database in one language, by id, and by what: None takes what more are rated by.
    What people have said of a comment's tone goes before its rating, and does for one without.

    Employees' comments are not learned from. Raises DatabaseMissing, SchemaMismatch or DatabaseError.
    """
    said = _said_sides(database)
    with reading(database) as connection:
        chosen = _commonest(connection) if stars is None else stars
        connection.register("said", said)
        found = connection.execute(
            f"select text, coalesce(said.is_praise, {SIDES[chosen]}) as side, language, product, answered_at, customer_key "
            f"from feedback left join said using (feedback_id) "
            f"where {_RATED} and side is not null and not coalesce(said.is_neutral, false) order by feedback_id"
        ).fetchall()
        connection.unregister("said")
    return [RatedRow(*row) for row in found], chosen


def _said_sides(database: Path) -> pa.Table:
    """The comments whose tone people have said: whether it is praise (null: neither)."""
    signs = {each.feedback_id: sign_of(each.tone) for each in labelled_comments(database) if each.tone is not None}
    return pa.table(
        {
            "feedback_id": pa.array([*signs], pa.int64()),
            "is_praise": pa.array([{POSITIVE: True, NEGATIVE: False}.get(sign) for sign in signs.values()], pa.bool_()),
            "is_neutral": pa.array([sign == NEUTRAL for sign in signs.values()], pa.bool_()),
        }
    )


def _commonest(connection: Connection) -> Stars:
    """What more comments are rated by."""
    return "rating" if rated_count(connection, "rating") >= rated_count(connection, "nps") else "nps"


_RATED = "state = 'scored' and text is not null and audience = 'customer' and language in ('ko', 'en')"


def rated_count(connection: Connection, stars: Stars) -> int:
    """How many comments can be learned from."""
    query = f"select count(*) from feedback where {_RATED} and ({SIDES[stars]}) is not null"
    return int(connection.execute(query).fetchall()[0][0])


def stored_layer(database: Path) -> OwnLayer | None:
    """The layer of a database, for whatever model it was learned on; None where there is none.

    Raises ModelError where it cannot be read, SchemaMismatch or DatabaseError where the file cannot.
    """
    content = layer_content(database)
    return layer_from(content) if content else None


def layer_in(connection: Connection) -> OwnLayer | None:
    """As ``stored_layer``, on a connection to a database of today's schema."""
    content = content_in(connection)
    return layer_from(content) if content else None


def is_due(database: Path, stars: Stars, base_version: str) -> bool:
    """Whether a run has to learn: there is no layer of this model, or GROWTH times as many comments as it learned from."""
    layer = stored_layer(database)
    if layer is None or layer.base_version != base_version:
        return True
    with reading(database) as connection:
        return rated_count(connection, stars) >= GROWTH * learned_count(connection)
