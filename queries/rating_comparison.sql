-- By how much does the mean rating of one selection differ from that of another, and is that clear?
-- Grain: one row, always; differences are filter minus other, needed as in tone_comparison, top as in rating, of both
-- Params: $filter, $other
-- Columns: n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size, top
with counted as (
  select true as is_mine, rating, rating_max, n
  from rating_counts($filter)
  union all
  select false as is_mine, rating, rating_max, n
  from rating_counts($other)
),
scale as (
  select common_top(rating_max) as top
  from counted
),
sums as (
  select
    any_value(scale.top) as top,
    rating_sums(rating, rating_max, n * cast(is_mine as integer), scale.top) as mine,
    rating_sums(rating, rating_max, n * cast(not is_mine as integer), scale.top) as theirs
  from counted
  cross join scale
),
measured as (
  select
    top,
    mine.n as n,
    theirs.n as other_n,
    mine.total / nullif(mine.n, 0) as value,
    theirs.total / nullif(theirs.n, 0) as other_value,
    deviation_of(mine.n, mine.total, mine.squares) ** 2 as variance,
    deviation_of(theirs.n, theirs.total, theirs.squares) ** 2 as other_variance
  from sums
),
spread as (
  select
    top, n, other_n, value, other_value, variance, other_variance,
    variance / nullif(n, 0) as error,
    other_variance / nullif(other_n, 0) as other_error
  from measured
),
freed as (
  select
    top, n, other_n, value, other_value, variance, other_variance, error, other_error,
    welch_freedom(n, other_n, error, other_error) as freedom
  from spread
),
reaching as (
  select
    top, n, other_n, value, other_value, variance, other_variance,
    value - other_value as difference,
    welch_half_width(freedom, error, other_error) as reach
  from freed
),
bounded as (
  select
    top, n, other_n, value, other_value, variance, other_variance,
    case when reach is not null then greatest(-top, difference - reach) end as low,
    case when reach is not null then least(top, difference + reach) end as high
  from reaching
)
select unnest(figures), top
from (
  select
    comparison_figures(
      n, other_n, value, other_value, low, high, variance, other_variance, small.rule, other_small.rule
    ) as figures,
    shown(shown(top, n, small.rule), other_n, other_small.rule) as top
  from bounded
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
)
order by all
