"""Lemmas by number, so that those of millions of answers are counted without a join.

Table lemma gives each lemma a code. feedback.topics lists the codes of an answer's lemmas that can be a topic (nouns and
English words), feedback.other_lemmas those of its other ones; feedback_lemma says the same, row by row, for search.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.storage.connection import Connection

TOPIC_TAGS = ("/NNG", "/NNP")
"""Tags of the Korean lemmas that can be a topic; an English word, which has no tag, can be one as well."""

_IS_TOPIC = "(not contains(lemma, '/') or " + " or ".join(f"ends_with(lemma, '{tag}')" for tag in TOPIC_TAGS) + ")"

_LISTED = f"""
select
  feedback_id, list(code order by code) filter ({_IS_TOPIC}) as topics,
  list(code order by code) filter (not {_IS_TOPIC}) as other_lemmas
from {{rows}}
inner join lemma using (lemma)
group by feedback_id
"""

# Each lemma of an answer adds one by its row and subtracts one by its code, so that the sum is 0; so is that of the hashes.
_DIFFERING = f"""
select count(*)
from (
  select feedback_id
  from (
    select feedback_id, 1 as sign, hash(code, {_IS_TOPIC}) >> 2 as mark
    from {{rows}}
    left join lemma using (lemma)
    union all
    select feedback_id, -1 as sign, hash(unnest(topics), true) >> 2 as mark
    from {{answers}}
    union all
    select feedback_id, -1 as sign, hash(unnest(other_lemmas), false) >> 2 as mark
    from {{answers}}
  )
  group by feedback_id
  having sum(sign) <> 0 or sum(sign * cast(mark as bigint)) <> 0
)
"""


def is_topic(lemma: str) -> bool:
    """Whether a lemma can be a topic."""
    return "/" not in lemma or lemma.endswith(TOPIC_TAGS)


def listed_lemmas(rows: str) -> str:
    """SELECT: topics and other_lemmas of each answer that has one in ``rows``, a table like feedback_lemma."""
    return _LISTED.format(rows=rows)


def differing_lemmas(answers: str, rows: str) -> str:
    """SELECT: how many answers list other lemmas in ``answers``, a table with feedback's lists, than ``rows`` has for them."""
    return _DIFFERING.format(answers=answers, rows=rows)


def keep_lemmas(connection: Connection, rows: str) -> None:
    """Write into table lemma those of new_lemma that are missing there and occur in ``rows``."""
    connection.execute(
        "insert into lemma select code, lemma from new_lemma anti join lemma using (lemma) "
        f"semi join (select distinct lemma from {rows}) using (lemma) order by code"
    )


def drop_unused_lemmas(connection: Connection) -> None:
    """Delete lemmas that no answer has any more: they could tell what somebody has said."""
    connection.execute("delete from lemma where lemma not in (select distinct lemma from feedback_lemma)")


class LemmaCodes:
    """The codes of a run's lemmas: as table lemma has them, and the next numbers for new ones.

    They are in the temporary table new_lemma until ``keep_lemmas`` copies those that are needed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._connection.execute("create temp table new_lemma as from lemma limit 0")
        [(self._next,)] = connection.execute("select coalesce(max(code) + 1, 0) from lemma").fetchall()
        self._are_stored = self._next > 0
        self._codes: dict[str, int] = {}

    def listed(self, answers: pa.Table, rows: pa.Table) -> pa.Table:
        """``answers`` with their lists of lemmas; ``rows`` are their rows of feedback_lemma."""
        if not rows.num_rows:
            return answers
        words = rows["lemma"].combine_chunks().dictionary_encode()
        names = words.dictionary.to_pylist()
        self._add_codes([name for name in names if name not in self._codes])
        place = pc.index_in(rows["feedback_id"], value_set=answers["feedback_id"].combine_chunks())
        has_answer = pc.is_valid(place).to_numpy()
        of_answer = pc.fill_null(place, 0).to_numpy()[has_answer]
        of_name = words.indices.to_numpy()[has_answer]
        codes = np.fromiter(map(self._codes.__getitem__, names), np.uint32, len(names))[of_name]
        topical = np.fromiter(map(is_topic, names), bool, len(names))[of_name]
        for name, chosen in (("topics", topical), ("other_lemmas", ~topical)):
            answers = answers.append_column(name, _lists(of_answer[chosen], codes[chosen], answers.num_rows))
        return answers

    def _add_codes(self, names: list[str]) -> None:
        if not names:
            return
        found = self._stored(names) if self._are_stored else {}
        for name in names:
            if name not in found:
                found[name] = self._next
                self._next += 1
        self._codes |= found
        added = {"code": pa.array(list(found.values()), pa.uint32()), "lemma": pa.array(list(found), pa.string())}
        self._execute_on(pa.table(added), "insert into new_lemma by name from asked")

    def _stored(self, names: list[str]) -> dict[str, int]:
        asked = pa.table({"lemma": pa.array(names, pa.string())})
        return {
            name: code
            for code, name in self._execute_on(asked, "select code, lemma from lemma semi join asked using (lemma)")
        }

    def _execute_on(self, asked: pa.Table, query: str) -> list[tuple[Any, ...]]:
        self._connection.register("asked", asked)
        rows: list[tuple[Any, ...]] = self._connection.execute(query).fetchall()
        self._connection.unregister("asked")
        return rows


def _lists(places: np.ndarray, codes: np.ndarray, count: int) -> pa.ListArray:
    """The codes of each of so many answers, in order, by the answers' places; null for none."""
    sizes = np.bincount(places, minlength=count)
    ends = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    in_order = codes[np.lexsort((codes, places))]
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(in_order, pa.uint32()), mask=pa.array(sizes == 0))
