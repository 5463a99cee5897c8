-- How many comments of each week of the last year and a half are about each of some topics?
-- Grain: one row per topic by its number in $topics and ISO week that is over, with a comment; touchpoint is null
-- Params: $filter, $topics
-- Columns: touchpoint, topic, is_emotion, week, n, total, squares

-- Beside weekly_sum_list for the early warning: a topic's share of the comments is watched as that of an emotion is,
-- which is why is_emotion is true. Texts of a flood count once a month; those that were deleted for their age tell no
-- topic and do not count.
with period as (
  select
    cast(date_trunc('week', least(
      settled_day + 1, coalesce(cast($filter['date_until'] as date), settled_day + 1)
    )) as date) as end_day
  from seen
),
comments as (
  select place, cast(date_trunc('week', answered_at) as date) as week
  from selected($filter)
  cross join period
  where
    state = 'scored' and block is null and text_length is not null
    and answered_at < end_day and answered_at >= end_day - 546 and is_counted_once(place)
),
whole as (
  select week, count(*) as n
  from comments
  group by week
),
masks as (
  select comments.week, said.bits, count(*) as n
  from comments
  inner join topic_bits($filter, $topics) as said using (place)
  group by comments.week, said.bits
),
numbers as (select unnest(range(1, len(cast($topics as varchar[][])) + 1)) as topic),
hits as (
  select masks.week, numbers.topic, sum(masks.n) as n
  from masks
  inner join numbers on masks.bits & (cast(1 as bigint) << (numbers.topic - 1)) <> 0
  group by masks.week, numbers.topic
)
select
  cast(null as varchar) as touchpoint, numbers.topic, true as is_emotion, whole.week, whole.n,
  cast(coalesce(hits.n, 0) as double) as total, cast(coalesce(hits.n, 0) as double) as squares
from whole
cross join numbers
left join hits on whole.week = hits.week and numbers.topic = hits.topic
order by numbers.topic, whole.week
