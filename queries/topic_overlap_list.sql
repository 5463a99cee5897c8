-- Which topics do the same comments have?
-- Grain: one row per two topics, by their numbers in $topics, that enough comments share to be shown
-- Params: $filter, $topics
-- Columns: topic, other, n
with masks as (
  select bits, count(*) as n
  from topic_bits($filter, $topics)
  group by bits
),
numbers as (
  select unnest(range(1, len(cast($topics as varchar[][])) + 1)) as topic
)
select one.topic, two.topic as other, cast(sum(masks.n) as bigint) as n
from masks
inner join numbers as one on masks.bits & (cast(1 as bigint) << (one.topic - 1)) <> 0
inner join numbers as two on two.topic > one.topic and masks.bits & (cast(1 as bigint) << (two.topic - 1)) <> 0
cross join small_numbers($filter)
group by one.topic, two.topic
having sum(masks.n) >= any_value(rule.hidden_below)
order by one.topic, two.topic
