-- How large is the stock of good feeling, deposits minus withdrawals, and has it changed since the filter's first day?
-- Grain: one row, always; the stock is per 100 comments at the end of the filter's last day, older comments weigh less
-- Params: $filter
-- Columns: n, capital, low, high, size, former, difference, difference_low, difference_high, is_clear
with shares as (
  select
    weighed.weight,
    decayed(weighed.answered_at, moment, half_life) as d,
    coalesce(weighed.answered_at < cast(cast($filter['date_from'] as date) as timestamp), false) as is_former
  from weighed($filter) as weighed
  cross join stock_moment($filter)
),
summed as (
  select
    is_former,
    count(*) as n,
    sum(d) as d,
    sum(d * weight) as dw,
    sum(d * d) as dd,
    sum(d * d * weight) as ddw,
    sum(d * d * weight * weight) as ddww
  from shares
  group by grouping sets ((), (is_former))
),
measured as (
  select
    is_former, n, d, dd,
    dw / d as mean,
    decayed_variance(n, d, dw, dd, ddw, ddww) as variance,
    worth(d, dd) as worth
  from summed
  where n > 0
),
stock as (
  select
    coalesce(max(measured.n), 0) as n,
    max(measured.mean) as mean,
    max(t_quantile(measured.n - 1) * sqrt(measured.variance)) as half,
    coalesce(max(measured.worth), 0) as worth,
    max(measured.d) as d
  from measured
  where is_former is null
),
-- The stock now is a mean of the former stock and of what has come since; the two hold different comments.
change as (
  select
    former.mean as former,
    former.worth as former_worth,
    fresh.worth as fresh_worth,
    fresh.d / stock.d * (fresh.mean - former.mean) as difference,
    fresh.d / stock.d * 1.959963984540054 * sqrt(fresh.variance + former.variance) as reach
  from (select mean, d, variance, worth from measured where is_former) as former
  cross join (select mean, d, variance, worth from measured where not is_former) as fresh
  cross join stock
),
shown_change as (
  select
    shown(100 * former, former_worth, rule) as former,
    shown(shown(100 * difference, former_worth, rule), fresh_worth, rule) as difference,
    shown(shown(100 * (difference - reach), former_worth, rule), fresh_worth, rule) as low,
    shown(shown(100 * (difference + reach), former_worth, rule), fresh_worth, rule) as high
  from change
  cross join small_numbers($filter)
)
select
  unnest(stock_shown.figures),
  shown_change.former,
  shown_change.difference,
  shown_change.low as difference_low,
  shown_change.high as difference_high,
  case when shown_change.difference is not null then is_clear(shown_change.low, shown_change.high) end as is_clear
from (
  select capital_figures(n, mean, half, worth, rule) as figures
  from stock
  cross join small_numbers($filter)
) as stock_shown
left join shown_change on true
order by all
