-- How often was each rating given?
-- Grain: one row per step of the scale, lowest to top, all present; none at all where there are too few to show
-- Params: $filter
-- Columns: rating, top, n

-- Scales of up to ten steps go by whole numbers, longer ones by tenths of the scale, mixed ones by tenths from 0 to 1.
-- A rating between two steps counts as the lower one.
with counted as (
  from rating_counts($filter)
),
scale as (
  select
    common_top(rating_max) as top,
    case when common_top(rating_max) between 2 and 10 then 1.0 else common_top(rating_max) / 10.0 end as step
  from counted
),
stepped as (
  select
    cast(floor(on_scale(counted.rating, counted.rating_max, scale.top) / scale.step + 1e-6) as integer) as number,
    counted.n
  from counted
  cross join scale
),
numbers as (
  select
    unnest(range(case when top between 2 and 10 then 1 else 0 end, cast(round(top / step) as integer) + 1)) as number
  from scale
  union
  select number
  from stepped
),
steps as (
  select numbers.number, coalesce(sum(stepped.n), 0) as answers
  from numbers
  left join stepped using (number)
  group by numbers.number
)
select
  round(steps.number * scale.step, 6) as rating,
  scale.top,
  cast(steps.answers as bigint) as n
from steps
cross join scale
cross join small_numbers($filter)
qualify sum(steps.answers) over () >= rule.hidden_below
order by rating
