-- In what share of the scored comments is each emotion present?
-- Grain: one row per emotion, always all of them, in their order
-- Params: $filter
-- Columns: emotion, n, present, share, low, high, size
with comments as (
  select feedback_id
  from selected($filter)
  where state = 'scored'
),
counted as (
  select count(*) as n
  from comments
),
found as (
  select feedback_emotion.emotion, count(*) as hits
  from comments
  inner join warehouse.feedback_emotion using (feedback_id)
  where feedback_emotion.present
  group by all
)
select emotion.emotion, unnest(share_figures(counted.n, coalesce(found.hits, 0), rule))
from counted
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (emotion)
order by emotion.position
