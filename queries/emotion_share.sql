-- In what share of the scored comments is each emotion present?
-- Grain: one row per emotion, always all of them, in their order
-- Params: $filter
-- Columns: emotion, n, present, share, low, high, size
with counted as (
  select present_in(felt) as present, count(*) as n
  from selected($filter)
  where state = 'scored'
  group by all
),
found as (
  select emotion.emotion, cast(sum(counted.n) as bigint) as hits
  from counted
  inner join warehouse.emotion on counted.present & emotion_bit(emotion.position) <> 0
  group by emotion.emotion
),
whole as (
  select cast(coalesce(sum(n), 0) as bigint) as n
  from counted
)
select emotion.emotion, unnest(share_figures(whole.n, coalesce(found.hits, 0), rule))
from whole
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (emotion)
order by emotion.position
