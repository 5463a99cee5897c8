-- How much of each emotion, tone, NPS and rating did each week of the last year and a half have, at each touchpoint?
-- Grain: one row per touchpoint, measure and ISO week that is over, with an answer; touchpoint null is all together
-- Params: $filter
-- Columns: touchpoint, measure, is_emotion, week, n, total, squares

-- What the early warning (queries/alerts) is made of: sums over the answers of a week, whose means are shares of an
-- emotion (each comment 0 or 1), tone (-1 to 1), NPS (each answer 100, 0 or -100) and rating (on its scale, 0 to 1).
-- Texts of a flood count once a month. Small weeks stay in: what reads them shows nothing of fewer answers than may be
-- shown.
with period as (
  select
    cast(date_trunc('week', least(
      settled_day + 1, coalesce(cast($filter['date_until'] as date), settled_day + 1)
    )) as date) as end_day
  from seen
),
answers as (
  select
    cast(date_trunc('week', answered_at) as date) as week,
    touchpoint, touchpoint_scores, tone, felt, nps_score,
    case when rating is not null and rating_max is not null then rating_part(cast(rating as double), rating_max) end
      as rating
  from selected($filter)
  cross join period
  where answered_at < end_day and answered_at >= end_day - 546 and is_counted_once(place)
),
told as (
  select week, said.touchpoint as touchpoint, said.tone as tone, said.felt as felt, nps_score, rating
  from (
    select week, unnest(at_touchpoints(touchpoint_scores, touchpoint, tone, felt)) as said, nps_score, rating
    from answers
  )
  where said.touchpoint is not null
  union all
  select week, cast(null as varchar) as touchpoint, tone, felt, nps_score, rating
  from answers
),
weeks as (
  select
    touchpoint, week,
    count(tone) as scored, sum(tone) as tones, sum(cast(tone as double) * tone) as tone_squares,
    count(nps_score) as scores,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors,
    count(rating) as ratings, sum(rating) as rating, sum(rating * rating) as rating_squares
  from told
  group by touchpoint, week
),
mixes as (
  select touchpoint, week, present_in(felt) as present, count(*) as n
  from told
  where felt > 0
  group by all
),
felt as (
  select mixes.touchpoint, mixes.week, emotion.emotion, sum(mixes.n) as hits
  from mixes
  inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
  group by all
),
sums as (
  select
    weeks.touchpoint, emotion.emotion as measure, true as is_emotion, weeks.week, weeks.scored as n,
    coalesce(felt.hits, 0) as total, coalesce(felt.hits, 0) as squares
  from weeks
  cross join warehouse.emotion
  left join felt
    on weeks.touchpoint is not distinct from felt.touchpoint
    and weeks.week = felt.week
    and emotion.emotion = felt.emotion
  union all
  select touchpoint, 'tone' as measure, false as is_emotion, week, scored as n, tones, tone_squares
  from weeks
  union all
  select
    touchpoint, 'nps' as measure, false as is_emotion, week, scores as n,
    100 * (promoters - detractors), 10000 * (promoters + detractors)
  from weeks
  union all
  select touchpoint, 'rating' as measure, false as is_emotion, week, ratings as n, rating, rating_squares
  from weeks
)
select
  touchpoint, measure, is_emotion, week, cast(n as bigint) as n, cast(total as double) as total,
  cast(squares as double) as squares
from sums
where n > 0
order by touchpoint nulls first, is_emotion desc, measure, week
