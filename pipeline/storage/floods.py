"""Floods: customers' comments that say the same as very many others, as a run reports them once its rows are merged."""

from pipeline.storage.tables import Tables
from pipeline.text import FLOOD_COMMENTS, FLOOD_PERCENT

_COMMENTS_IN_FLOODS = f"""
with frequent as (
  select text_hash, count(*) as n
  from feedback
  where audience = 'customer' and text_hash is not null
  group by text_hash
  having count(*) > {FLOOD_COMMENTS}
),
monthly as (
  select text_hash, date_trunc('month', answered_at) as month, count(*) as n
  from feedback
  join frequent using (text_hash)
  where audience = 'customer'
  group by all
),
comments as (
  select date_trunc('month', answered_at) as month, count(*) as n
  from feedback
  where audience = 'customer' and state <> 'no_text' and exists (select 1 from frequent)
  group by all
)
select cast(coalesce(sum(monthly.n), 0) as bigint)
from monthly
join frequent using (text_hash)
join comments on monthly.month is not distinct from comments.month
where monthly.n > {FLOOD_COMMENTS} and 100 * monthly.n > {FLOOD_PERCENT} * comments.n
  or 100 * frequent.n > {FLOOD_PERCENT} * (select sum(n) from comments)
"""
"""As queries/macros/floods.sql finds them, of a month or of all."""


def comments_in_floods(tables: Tables) -> int:
    """How many comments of the database repeat the words of a flood."""
    return tables.count(_COMMENTS_IN_FLOODS)
