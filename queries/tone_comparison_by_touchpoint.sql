-- At which touchpoints does the mean tone of one selection differ from that of another?
-- Grain: one row per touchpoint with a scored comment of either, in journey order; differences are filter minus other
-- Params: $filter, $other
-- Columns: touchpoint, n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size
with measured as (
  select
    coalesce(mine.touchpoint, theirs.touchpoint) as touchpoint,
    coalesce(mine.n, 0) as n,
    coalesce(theirs.n, 0) as other_n,
    mine.mean as value,
    theirs.mean as other_value,
    mine.variance,
    theirs.variance as other_variance,
    mine.variance / mine.n as error,
    theirs.variance / theirs.n as other_error
  from tone_counts_by_touchpoint($filter) as mine
  full join tone_counts_by_touchpoint($other) as theirs on mine.touchpoint = theirs.touchpoint
),
spread as (
  select
    touchpoint, n, other_n, value, other_value, variance, other_variance, error, other_error,
    welch_freedom(n, other_n, error, other_error) as freedom
  from measured
),
reaching as (
  select
    touchpoint, n, other_n, value, other_value, variance, other_variance,
    value - other_value as difference,
    welch_half_width(freedom, error, other_error) as reach
  from spread
),
bounded as (
  select
    touchpoint, n, other_n, value, other_value, variance, other_variance,
    case when reach is not null then greatest(-2.0, difference - reach) end as low,
    case when reach is not null then least(2.0, difference + reach) end as high
  from reaching
)
select compared.touchpoint, unnest(compared.figures)
from (
  select
    touchpoint,
    comparison_figures(
      n, other_n, value, other_value, low, high, variance, other_variance, small.rule, other_small.rule
    ) as figures
  from bounded
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
) as compared
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, compared.touchpoint = '', compared.touchpoint
