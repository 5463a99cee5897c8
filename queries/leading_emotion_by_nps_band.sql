-- Which emotion leads in the comments of promoters, of passives and of detractors?
-- Grain: one row per emotion and band with a scored comment: promoter, passive, detractor; emotion '' is none found
-- Params: $filter
-- Columns: nps_band, emotion, n, present, share, low, high, size
with comments as (
  select feedback_id, band as nps_band
  from selected($filter)
  where state = 'scored' and band is not null
),
counted as (
  select nps_band, count(*) as n
  from comments
  group by nps_band
),
leaders as (
  select
    comments.nps_band,
    comments.feedback_id,
    leading_emotion(
      feedback_emotion.emotion, feedback_emotion.intensity, feedback_emotion.probability, emotion.position
    ) as emotion
  from comments
  inner join warehouse.feedback_emotion using (feedback_id)
  inner join warehouse.emotion using (emotion)
  where feedback_emotion.present
  group by comments.nps_band, comments.feedback_id
),
found as (
  select comments.nps_band, coalesce(leaders.emotion, '') as emotion, count(*) as hits
  from comments
  left join leaders using (nps_band, feedback_id)
  group by all
),
columns_drawn as (
  select emotion, position from warehouse.emotion
  union all
  select '' as emotion, 999 as position
)
select
  counted.nps_band,
  columns_drawn.emotion,
  unnest(share_figures(counted.n, coalesce(found.hits, 0), rule))
from counted
cross join small_numbers($filter)
cross join columns_drawn
left join found using (nps_band, emotion)
order by counted.nps_band = 'detractor', counted.nps_band = 'passive', columns_drawn.position
