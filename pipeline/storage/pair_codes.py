"""Pairs by number: feedback.pairs lists, by codes that are hashes, what an answer says of what; table pair has the words of some.

Most pairs are said once and never again, and their words would be the largest part of a database. So a pair is counted from
its first answer on, and its words are kept once LEAST_ANSWERS have it. Of a million different pairs, one in 4,000 has the code
of another.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.storage.connection import Connection, insert
from pipeline.text import hash_of

LEAST_ANSWERS = 3
"""Answers that have a pair before its words are kept."""

ITEM = pa.struct([("code", pa.uint32()), ("at", pa.uint8())])
"""What feedback.pairs lists."""

MOST_PLACES = 255

_NAMED = """
insert into pair
select code, any_value(pair)
from {names}
where code not in (select code from pair)
  and code in (
    select code from (select unnest(pairs).code as code from feedback where pairs is not null)
    where code in (select code from {names}) group by code having count(*) >= {least}
  )
group by code
order by code
"""


def keep_pairs(connection: Connection, names: str = "new_pair") -> None:
    """Write into table pair the words, of those in ``names``, of pairs that enough answers have."""
    connection.execute(_NAMED.format(names=names, least=LEAST_ANSWERS))


def drop_unused_pairs(connection: Connection) -> None:
    """Delete the words of pairs that no answer has any more: they could tell what somebody has said."""
    connection.execute(
        "delete from pair where code not in (select unnest(pairs).code from feedback where pairs is not null)"
    )


def code_of(pair: str) -> int:
    """The code of a pair."""
    return hash_of(pair, 4)


class PairCodes:
    """The pairs of a run; their words are in the temporary table new_pair until ``keep_pairs`` copies those that are needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._codes: dict[str, int] = {}
        connection.execute("create temp table new_pair as from pair limit 0")

    def listed(self, answers: pa.Table, mentions: pa.Table | None) -> pa.Table:
        """``answers`` with codes in the place of the words of their pairs; ``mentions`` are their rows of table mention."""
        if "pairs" not in answers.column_names:
            return answers
        said = answers["pairs"].combine_chunks()
        rows, items = pc.list_parent_indices(said).to_numpy(), pc.list_flatten(said)
        words = pc.struct_field(items, "pair").dictionary_encode()
        codes = np.array(self._codes_of(words.dictionary.to_pylist()), dtype=np.uint32)
        at = _places(answers, mentions, rows, pc.struct_field(items, "start").to_numpy(zero_copy_only=False))
        values = pa.StructArray.from_arrays(
            [pa.array(codes[words.indices.to_numpy()]), pa.array(at)], fields=list(ITEM)
        )
        sizes = np.bincount(rows, minlength=answers.num_rows)
        ends = pa.array(np.concatenate(([0], np.cumsum(sizes))).astype(np.int32))
        lists = pa.ListArray.from_arrays(ends, values, mask=pa.array(sizes == 0))
        return answers.set_column(answers.column_names.index("pairs"), "pairs", lists)

    def _codes_of(self, words: list[str]) -> list[int]:
        new = [pair for pair in words if pair not in self._codes]
        if new:
            found = dict(zip(new, map(code_of, new), strict=True))
            self._codes |= found
            columns = {"code": pa.array(list(found.values()), pa.uint32()), "pair": pa.array(new, pa.string())}
            insert(self._connection, "new_pair", pa.table(columns))
        return [self._codes[pair] for pair in words]


def _places(answers: pa.Table, mentions: pa.Table | None, rows: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Where each pair is said: the place in touchpoint_scores of the mention that it is in, 0 where that has no touchpoint."""
    if mentions is None or not mentions.num_rows:
        return np.zeros(len(rows), np.uint8)
    asked = answers["feedback_id"].combine_chunks()
    of_answer = pc.index_in(mentions["feedback_id"], value_set=asked).to_numpy()
    first = of_answer.astype(np.int64) << 32 | mentions["span_start"].to_numpy()
    at = np.fromiter(_places_of_mentions(of_answer.tolist(), mentions["touchpoint"].to_pylist()), np.uint8, len(first))
    order = np.argsort(first, kind="stable")
    place = np.searchsorted(first[order], rows.astype(np.int64) << 32 | starts, side="right") - 1
    found = order[np.maximum(place, 0)]
    return np.where((place >= 0) & (of_answer[found] == rows), at[found], 0).astype(np.uint8)


def _places_of_mentions(answers: list[int], touchpoints: list[str | None]) -> Iterator[int]:
    former, seen = -1, dict[str, int]()
    for answer, touchpoint in zip(answers, touchpoints, strict=True):
        if answer != former:
            former, seen = answer, {}
        yield 0 if touchpoint is None else min(seen.setdefault(touchpoint, len(seen) + 1), MOST_PLACES)
