-- What follows a customer's first strongly negative comment: do they answer again, and how do they feel then?
-- Grain: one row per touchpoint ('' none, null all) and measure (again, tone, positive, nps, rating, days); n customers
-- Params: $filter, $days
-- Columns: touchpoint, measure, n, value, low, high, size, too_recent

-- again: share with a next answer within $days, of those whose comment is that long before the end of the data (others
-- are too_recent and left out). tone, positive (share above 0), nps, rating (0 to 1) are of that next answer, days the
-- median time to it. A comment of tone -0.6 or less is strongly negative, at a touchpoint what is said there.
with followed as (
  select
    touchpoint, answered_at, is_followed, has_next, next_at, next_tone, next_nps,
    case when next_rating is not null then rating_part(next_rating, next_rating_max) end as next_part
  from followed_setbacks($filter, $days)
),
counted as (
  select
    touchpoint,
    count(*) filter (is_followed) as n,
    count(*) filter (not is_followed) as recent,
    count(*) filter (is_followed and has_next) as again,
    count(next_tone) filter (is_followed and has_next) as tone_n,
    avg(next_tone) filter (is_followed and has_next) as tone,
    stddev_samp(next_tone) filter (is_followed and has_next) as tone_deviation,
    count(*) filter (is_followed and has_next and next_tone > 0) as positive,
    count(next_nps) filter (is_followed and has_next) as nps_n,
    count(*) filter (is_followed and has_next and is_promoter(next_nps)) as promoters,
    count(*) filter (is_followed and has_next and is_detractor(next_nps)) as detractors,
    count(next_part) filter (is_followed and has_next) as rating_n,
    avg(next_part) filter (is_followed and has_next) as rating,
    stddev_samp(next_part) filter (is_followed and has_next) as rating_deviation,
    coalesce(
      list(epoch(next_at - answered_at) / 86400 order by next_at - answered_at) filter (is_followed and has_next), []
    ) as waits
  from followed
  group by touchpoint
),
measured as (
  select
    touchpoint, recent,
    unnest([
      {'position': 1, 'measure': 'again', 'figures': share_measure(n, again)},
      {'position': 2, 'measure': 'tone', 'figures': mean_measure(tone_n, tone, tone_deviation, -1.0, 1.0)},
      {'position': 3, 'measure': 'positive', 'figures': share_measure(tone_n, positive)},
      {'position': 4, 'measure': 'nps', 'figures': nps_measure(nps_n, promoters, detractors)},
      {'position': 5, 'measure': 'rating', 'figures': mean_measure(rating_n, rating, rating_deviation, 0.0, 1.0)},
      {'position': 6, 'measure': 'days', 'figures': median_measure(waits)}
    ]) as one
  from counted
)
select
  measured.touchpoint,
  one.measure as measure,
  shown_count(one.figures.n, one.figures.n, rule) as n,
  shown(one.figures.value, one.figures.n, rule) as value,
  shown(one.figures.low, one.figures.n, rule) as low,
  shown(one.figures.high, one.figures.n, rule) as high,
  size_of(one.figures.n, rule) as size,
  shown_count(recent, recent, rule) as too_recent
from measured
cross join small_numbers($filter)
left join warehouse.touchpoint on measured.touchpoint = touchpoint.touchpoint
order by measured.touchpoint is not null, touchpoint.position nulls last, measured.touchpoint = '',
  measured.touchpoint, one.position
