-- How many customers' comments are about each of some topics, and about any of them?
-- Grain: one row per topic by its number in $topics, 0 for any; a topic is a list of terms, one of which is said
-- Params: $filter, $topics
-- Columns: topic, n, of_n, size
with masks as (
  select bits, count(*) as n
  from topic_bits($filter, $topics)
  group by bits
),
counted as (
  select numbers.topic, cast(coalesce(sum(masks.n), 0) as bigint) as n
  from (select unnest(range(0, len(cast($topics as varchar[][])) + 1)) as topic) as numbers
  left join masks on numbers.topic = 0 or masks.bits & (cast(1 as bigint) << (numbers.topic - 1)) <> 0
  group by numbers.topic
)
select
  counted.topic, shown_count(counted.n, counted.n, rule) as n, shown_count(whole.n, whole.n, rule) as of_n,
  size_of(counted.n, rule) as size
from counted
cross join small_numbers($filter)
cross join (select count(*) as n from comments_with_terms($filter)) as whole
order by counted.topic
