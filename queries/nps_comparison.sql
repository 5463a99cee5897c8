-- By how much does the NPS of one selection differ from that of another, and is that clear?
-- Grain: one row, always; differences are filter minus other, needed the answers still to come where it is not clear
-- Params: $filter, $other
-- Columns: n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size
with measured as (
  select
    mine.n,
    theirs.n as other_n,
    nps_of(mine.n, mine.promoters, mine.detractors) as value,
    nps_of(theirs.n, theirs.promoters, theirs.detractors) as other_value,
    nps_variance(mine.n, mine.promoters, mine.detractors) as variance,
    nps_variance(theirs.n, theirs.promoters, theirs.detractors) as other_variance
  from nps_counts($filter) as mine
  cross join nps_counts($other) as theirs
),
bounded as (
  select
    n, other_n, value, other_value, variance, other_variance,
    greatest(-200.0, value - other_value - nps_gap_half_width(n, other_n, variance, other_variance)) as low,
    least(200.0, value - other_value + nps_gap_half_width(n, other_n, variance, other_variance)) as high
  from measured
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
