-- How does the stock of good feeling move: deposits minus withdrawals, per 100 comments, at the end of each period?
-- Grain: one row per day, ISO week, month or quarter with a scored comment; older comments count, and weigh less
-- Params: $filter, $grain (day | week | month | quarter)
-- Columns: period, is_complete, n, capital, low, high, size
with comments as (
  select weight, answered_at, period_of(answered_at, $grain) as period
  from weighed($filter)
),
ended as (
  select
    periods.period,
    least(
      cast(periods.period + to_months(case $grain when 'quarter' then 3 when 'month' then 1 else 0 end)
        + to_days(case $grain when 'week' then 7 when 'day' then 1 else 0 end) as timestamp),
      stock_end.moment
    ) as moment,
    stock_end.half_life
  from (select distinct period from comments) as periods
  cross join stock_moment($filter) as stock_end
),
summed as (
  select
    comments.period, ended.moment, ended.half_life,
    count(*) as n,
    sum(decayed(answered_at, moment, half_life)) as d,
    sum(decayed(answered_at, moment, half_life) * weight) as dw,
    sum(decayed(answered_at, moment, half_life) ** 2) as dd,
    sum(decayed(answered_at, moment, half_life) ** 2 * weight) as ddw,
    sum(decayed(answered_at, moment, half_life) ** 2 * weight * weight) as ddww
  from comments
  inner join ended using (period)
  group by comments.period, ended.moment, ended.half_life
),
-- What a period brought decays on to the end of each later one.
stock as (
  select
    later.period,
    sum(earlier.n) as n,
    sum(earlier.d * decayed(earlier.moment, later.moment, later.half_life)) as d,
    sum(earlier.dw * decayed(earlier.moment, later.moment, later.half_life)) as dw,
    sum(earlier.dd * decayed(earlier.moment, later.moment, later.half_life) ** 2) as dd,
    sum(earlier.ddw * decayed(earlier.moment, later.moment, later.half_life) ** 2) as ddw,
    sum(earlier.ddww * decayed(earlier.moment, later.moment, later.half_life) ** 2) as ddww
  from summed as later
  inner join summed as earlier on earlier.period <= later.period
  group by later.period
),
measured as (
  select
    period,
    cast(n as bigint) as n,
    dw / d as mean,
    t_quantile(cast(n as bigint) - 1) * sqrt(decayed_variance(cast(n as bigint), d, dw, dd, ddw, ddww)) as half,
    worth(d, dd) as worth
  from stock
)
select period, is_complete, unnest(figures)
from (
  select
    period, is_over(period, $grain, last_day) as is_complete, capital_figures(n, mean, half, worth, rule) as figures
  from measured
  cross join small_numbers($filter)
  cross join reach($filter)
  where period >= coalesce(period_of(cast($filter['date_from'] as date), $grain), period)
)
order by period
