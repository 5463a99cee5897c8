-- By how much does the mean tone of one selection differ from that of another, and is that clear?
-- Grain: one row, always; differences are filter minus other, needed the answers still to come where it is not clear
-- Params: $filter, $other
-- Columns: n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size
with measured as (
  select
    mine.n,
    theirs.n as other_n,
    mine.mean as value,
    theirs.mean as other_value,
    mine.variance,
    theirs.variance as other_variance,
    mine.variance / nullif(mine.n, 0) as error,
    theirs.variance / nullif(theirs.n, 0) as other_error
  from tone_counts($filter) as mine
  cross join tone_counts($other) as theirs
),
spread as (
  select
    n, other_n, value, other_value, variance, other_variance, error, other_error,
    welch_freedom(n, other_n, error, other_error) as freedom
  from measured
),
reaching as (
  select
    n, other_n, value, other_value, variance, other_variance,
    value - other_value as difference,
    welch_half_width(freedom, error, other_error) as reach
  from spread
),
bounded as (
  select
    n, other_n, value, other_value, variance, other_variance,
    case when reach is not null then greatest(-2.0, difference - reach) end as low,
    case when reach is not null then least(2.0, difference + reach) end as high
  from reaching
)
select unnest(figures)
from (
  select
    comparison_figures(
      n, other_n, value, other_value, low, high, variance, other_variance, small.rule, other_small.rule
    ) as figures
  from bounded
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
)
order by all
