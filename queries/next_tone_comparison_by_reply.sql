-- After a strongly negative comment, is the customer's next comment of another tone where the company had replied?
-- Grain: one row; customers with a next comment within $days: n with a reply before it, other_n without; value tone
-- Params: $filter, $days
-- Columns: n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size

-- Each customer counts once, with the first such comment in a source that has replies. A reply whose time is not
-- known, before the comment's day or after the next comment, counts in neither group. It goes together; it says not
-- what replies bring about.
with next_ones as (
  select
    next_tone,
    case
      when not has_reply(reply, replied_at, reply_tone) then false
      when replied_at >= date_trunc('day', answered_at) and replied_at < next_at then true
    end as is_replied
  from followed_setbacks($filter, $days)
  semi join replying_sources() using (source)
  where touchpoint is null and has_next and next_tone is not null
),
counted as (
  select
    count(*) filter (is_replied) as n,
    count(*) filter (not is_replied) as other_n,
    avg(next_tone) filter (is_replied) as value,
    avg(next_tone) filter (not is_replied) as other_value,
    var_samp(next_tone) filter (is_replied) as variance,
    var_samp(next_tone) filter (not is_replied) as other_variance
  from next_ones
),
spread as (
  select
    n, other_n, value, other_value, variance, other_variance, variance / n as error,
    other_variance / other_n as other_error,
    welch_freedom(n, other_n, variance / n, other_variance / other_n) as freedom
  from counted
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
    comparison_figures(n, other_n, value, other_value, low, high, variance, other_variance, rule, rule) as figures
  from bounded
  cross join small_numbers($filter)
)
order by all
