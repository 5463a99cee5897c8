-- Periods of time.

-- The day on which a day, ISO week, month or quarter begins; of `rolling` the week with which 28 days begin.
create macro period_of(answered_at, grain) as
  cast(date_trunc(case grain when 'rolling' then 'week' else grain end, answered_at) as date);

-- The first and the last day that the data and the filter's dates reach, in one row: whether a period is over does not
-- hang on which of its answers are selected.
create macro reach(filter) as table
  select
    greatest(seen.first_day, cast(filter['date_from'] as date)) as first_day,
    least(
      seen.last_day,
      coalesce(cast(filter['date_until'] as date) - 1, date '9999-12-31')
    ) as last_day
  from seen;

-- Every day, ISO week, month or quarter within reach (`base`, as period_of gives it) with the period that it is part of, so that
-- figures are counted by base first and then added up. `rolling`: four ISO weeks, from one week to the next, so that a
-- week is part of up to four of them; all that begin within reach and end with a week that the data reach.
create macro calendar(filter, grain) as table
  select bases.base, bases.base - 7 * steps.step as period, bases.last_day
  from (
    select
      cast(unnest(generate_series(
        cast(period_of(first_day, grain) as timestamp),
        cast(last_day as timestamp),
        case grain
          when 'quarter' then interval 3 months
          when 'month' then interval 1 month
          when 'day' then interval 1 day
          else interval 7 days
        end
      )) as date) as base,
      first_day, last_day
    from reach(filter)
  ) as bases
  cross join (values (0), (1), (2), (3)) as steps (step)
  where case
    when grain = 'rolling'
      then bases.base - 7 * steps.step between first_day and cast(date_trunc('week', last_day) as date) - 21
    else steps.step = 0
  end;

create macro is_over(period, grain, last_day) as
  last_day + 1 >= cast(period + to_months(case grain when 'quarter' then 3 when 'month' then 1 else 0 end)
    + to_days(case grain when 'rolling' then 28 when 'week' then 7 when 'day' then 1 else 0 end) as date);
