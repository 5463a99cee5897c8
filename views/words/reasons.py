"""Why a row is rejected, a column read as it is or a file refused, and what to do: codes and arguments in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from views.words.strings import Words, has

Sentence = Callable[[Words, str, Mapping[str, object]], str]
"""A sentence of a code and its arguments."""


def found(words: Words, code: str, arguments: Mapping[str, object]) -> str:
    """The sentence of a reason; its code where there is none for it."""
    return _sentence(words, f"reason.{code}", arguments) or code


def remedy(words: Words, code: str, arguments: Mapping[str, object]) -> str:
    """The sentence of a remedy; its code where there is none for it."""
    return _sentence(words, f"remedy.{code}", arguments) or code


def found_here(words: Words, code: str, arguments: Mapping[str, object]) -> str:
    """As ``found``, for somebody on the upload page: what can be changed there is named instead of options of the command line."""
    named = _named_fields(words, arguments)
    return _sentence(words, f"upload.reason.{code}", named) or found(words, code, named)


def remedy_here(words: Words, code: str, arguments: Mapping[str, object]) -> str:
    """As ``remedy``, for somebody on the upload page."""
    return _sentence(words, f"upload.remedy.{code}", _named_fields(words, arguments)) or remedy(words, code, arguments)


def in_words(words: Words, rows: pa.Table, said: Sequence[Sentence] = (found, remedy)) -> pa.Table:
    """Rejected rows as queries and ``--json`` give them, codes and arguments, with reason and remedy as sentences."""
    named = [dict(arguments) for arguments in rows.column("arguments").to_pylist()]
    for column, sentence in zip(("reason", "remedy"), said, strict=True):
        codes = rows.column(column).to_pylist()
        texts = [sentence(words, code, arguments) for code, arguments in zip(codes, named, strict=True)]
        rows = rows.set_column(rows.column_names.index(column), column, pa.array(texts, pa.string()))
    return rows.drop_columns(["arguments"])


def table_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rejected rows of ``--json`` as ``in_words`` takes them."""
    rows = list(rows)
    columns = {name: [row[name] for row in rows] for name in ("file", "row", "column")}
    columns |= {"raw": pa.array([row["raw"] for row in rows], pa.string())}
    columns |= {"reason": [row["code"] for row in rows], "remedy": [row["remedy_code"] for row in rows]}
    named = [[*row["arguments"].items()] for row in rows]
    return pa.table(columns | {"arguments": pa.array(named, pa.map_(pa.string(), pa.string()))})


def _named_fields(words: Words, arguments: Mapping[str, object]) -> dict[str, object]:
    """The arguments, a field and a kind of attribute under the names that the upload page gives them."""
    keys = {"field": f"upload.field.{arguments.get('field')}", "kind": f"upload.attribute_kind.{arguments.get('kind')}"}
    return {**arguments, **{name: words(key) for name, key in keys.items() if has(key)}}


def _sentence(words: Words, key: str, arguments: Mapping[str, object]) -> str:
    """Empty where the words do not have the key, or it names what is not there."""
    try:
        return words(key, **arguments) if has(key) else ""
    except KeyError:
        return ""
