"""What commands split by or ask about: dimensions, and the attributes of a database."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import queries


def refuse_unknown(source: "queries.Warehouse", option: str, asked: Iterable[str], fixed: Iterable[str]) -> None:
    """Raises click.UsageError for a theme that is neither fixed nor an attribute of the database, saying which there are."""
    from queries.attributes import PREFIX
    from views.words.address import nearest

    known = [*fixed, *(PREFIX + row["attribute"] for row in source.run("attribute_list").to_pylist())]
    for theme in asked:
        if theme not in known:
            meant = nearest(theme, known)
            hint = f" Did you mean {meant}?" if meant else ""
            raise click.UsageError(f"{option}: there is no {theme!r}.{hint} There are: {', '.join(known)}")
