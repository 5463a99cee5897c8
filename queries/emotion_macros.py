"""The emotions of a database as constants of SQL: a table would be joined anew in every selection that needs them."""

import duckdb


def emotion_macros(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL of the macros positive_emotions() and negative_emotions(), the lower bits of those, and emotion_names() by position."""
    rows = connection.execute("select position, emotion, valence from warehouse.emotion").fetchall()
    names = {position: f"'{emotion.replace(chr(39), 2 * chr(39))}'" for position, emotion, _ in rows}
    listed = ", ".join(names.get(position, "null") for position in range(1, max(names, default=0) + 1))
    positive, negative = (
        sum(4 ** (position - 1) for position, _, valence in rows if valence == sign) for sign in (1, -1)
    )
    return (
        f"create macro positive_emotions() as cast({positive} as bigint);\n"
        f"create macro negative_emotions() as cast({negative} as bigint);\n"
        f"create macro emotion_names() as cast([{listed}] as varchar[]);\n"
    )
