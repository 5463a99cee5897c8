"""Sources that are staged under another name than the one they have in the database, told by their answers."""

from pipeline.storage.connection import Connection

# Joined by time, so that only the blocks of a database are read in which there are answers of the time of a new one.
_TEXTS_TO_COMPARE = """
create or replace temp table alike as
with own as (select distinct source from new_feedback where source not in (select distinct source from feedback)),
answer as (select source, text, answered_at, product, rating, nps_score, source in (from own) as is_fresh from new_feedback),
fresh as (from answer where is_fresh and text <> ''),
stored as (select source, text, answered_at, product, rating, nps_score, false as is_fresh from feedback),
other as (
  from stored semi join fresh on stored.text = fresh.text and stored.answered_at = fresh.answered_at
  union all
  from (from stored where answered_at is null) as stored
  semi join (from fresh where answered_at is null) as fresh on stored.text = fresh.text
  union all
  from answer where not is_fresh and text <> ''
)
select distinct source, hash(text, answered_at, product, rating, nps_score) as key, is_fresh
from (from other union all from fresh)
"""

_RENAMED_SOURCES = """
with size as (select source, count(*) as n from alike where is_fresh group by source)
select mine.source, other.source, count(*), any_value(size.n)
from alike as mine join size using (source) join alike as other on mine.key = other.key and mine.source <> other.source
where mine.is_fresh and (mine.source > other.source or not other.is_fresh)
group by mine.source, other.source having 2 * count(*) >= any_value(size.n) and count(*) > 1 order by all
"""


def renamed_sources(connection: Connection) -> list[tuple[str, str, int, int]]:
    """Sources new in table new_feedback that look like another one under a second name.

    Each as source, the other, how many of its texts are there too with the same time, product and score, and how
    many texts it has.
    """
    own = "(select distinct source from new_feedback) anti join (select distinct source from feedback) using (source)"
    if not connection.execute(f"from {own} limit 1").fetchall():
        return []
    connection.execute(_TEXTS_TO_COMPARE)
    found: list[tuple[str, str, int, int]] = connection.execute(_RENAMED_SOURCES).fetchall()
    return found
