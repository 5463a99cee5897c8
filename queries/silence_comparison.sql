-- Do customers who have answered regularly fall silent more often after a strongly negative comment than after another?
-- Grain: one row; n answers judged after strongly negative comments, other_n after others; value is the silent share
-- Params: $filter
-- Columns: n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed, other_needed,
--   size, customers, other_customers, not_yet, other_not_yet

-- Judged are answers with two earlier ones, after which the data go on for twice the customer's longest gap so far, and
-- for two weeks at least: silent is who gives none within that time. Answers too near to the end are not_yet judged.
with answers as (
  select distinct customer_key, answered_at
  from selected($filter)
  where audience = 'customer' and customer_key is not null and tone is not null
),
awaited as (
  select
    customer_key,
    is_strongly_negative(moments.tone) as is_negative,
    moments.answered_at + greatest(2 * moments.longest_gap, to_days(14)) as awaited_until,
    moments.next_at
  from customer_moments() as moments
  semi join answers using (customer_key, answered_at)
  where moments.nth >= 3 and moments.tone is not null
),
judged as (
  select
    customer_key, is_negative,
    awaited.awaited_until <= ends.ends_at as is_over,
    coalesce(awaited.next_at > awaited.awaited_until, true) as is_silent
  from awaited
  cross join data_end() as ends
),
counted as (
  select
    count(*) filter (is_negative and is_over) as n,
    count(*) filter (not is_negative and is_over) as other_n,
    cast(count(*) filter (is_negative and is_over and is_silent) as double) as silent,
    cast(count(*) filter (not is_negative and is_over and is_silent) as double) as other_silent,
    count(distinct customer_key) filter (is_negative and is_over) as customers,
    count(distinct customer_key) filter (not is_negative and is_over) as other_customers,
    count(*) filter (is_negative and not is_over) as not_yet,
    count(*) filter (not is_negative and not is_over) as other_not_yet
  from judged
),
measured as (
  select
    n, other_n, customers, other_customers, not_yet, other_not_yet,
    silent / nullif(n, 0) as value, other_silent / nullif(other_n, 0) as other_value,
    wilson_low(silent, n) as low, wilson_high(silent, n) as high,
    wilson_low(other_silent, other_n) as other_low, wilson_high(other_silent, other_n) as other_high
  from counted
),
bounded as (
  select
    n, other_n, customers, other_customers, not_yet, other_not_yet, value, other_value,
    value - other_value - newcombe_reach(value, low, other_value, other_high) as low,
    value - other_value + newcombe_reach(other_value, other_low, value, high) as high,
    value * (1 - value) as variance, other_value * (1 - other_value) as other_variance,
    rule, rule_of_people(rule, customers) as mine, rule_of_people(rule, other_customers) as theirs
  from measured
  cross join small_numbers($filter)
)
select unnest(figures), customers, other_customers, not_yet, other_not_yet
from (
  select
    comparison_figures(n, other_n, value, other_value, low, high, variance, other_variance, mine, theirs) as figures,
    shown_count(customers, customers, rule) as customers,
    shown_count(other_customers, other_customers, rule) as other_customers,
    shown_count(not_yet, not_yet, rule) as not_yet,
    shown_count(other_not_yet, other_not_yet, rule) as other_not_yet
  from bounded
)
order by all
