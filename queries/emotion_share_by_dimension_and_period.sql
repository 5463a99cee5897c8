-- How does an emotion's share move, apart by a dimension such as the channel?
-- Grain: one row per part of the dimension and period with a scored comment; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | quarter | rolling), $dimension, $emotion
-- Columns: part, is_other, period, is_complete, n, present, share, low, high, size
with counted as (
  select
    part,
    period_of(answered_at, $grain) as base,
    count(*) as n,
    count(*) filter (present_in(felt) & emotion_bit(asked.position) <> 0) as hits
  from selected_in_parts($filter, $dimension)
  left join (select position from warehouse.emotion where emotion = $emotion) as asked on true
  where state = 'scored'
  group by all
),
ranked as (
  select
    counted.* exclude (base), calendar.period, calendar.last_day,
    sum(counted.n) over (partition by counted.part) as size
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
),
periods as (
  select
    is_other,
    case when is_other then '' else part end as part,
    period,
    any_value(last_day) as last_day,
    cast(sum(n) as bigint) as n,
    cast(sum(hits) as bigint) as hits
  from (
    select
      ranked.*,
      is_rest(dense_rank() over (order by ranked.size desc, ranked.part), ranked.part, ranked.size, $dimension, rule)
        as is_other
    from ranked
    cross join small_numbers($filter)
  )
  group by all
)
select part, is_other, period, is_complete, unnest(figures)
from (
  select
    part, is_other, period, is_over(period, $grain, last_day) as is_complete,
    share_figures(n, hits, rule) as figures
  from periods
  cross join small_numbers($filter)
)
order by is_other, part = '', part, period
