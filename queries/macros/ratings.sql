-- Ratings (METRICS), each on its own scale, whose top is rating_max. What is counted is how often each rating was given:
-- few rows, of which all figures are then made.

-- The lowest rating of a scale: scales of up to ten steps begin with 1, longer ones, such as 0 to 100, with 0.
create macro lowest_rating(rating_max) as case when rating_max > 10 then 0.0 else 1.0 end;
create macro is_lowest(rating, rating_max) as rating <= lowest_rating(rating_max);
create macro is_highest(rating, rating_max) as rating >= rating_max;

-- Part of the way from the lowest rating of its scale to the highest, 0 to 1.
create macro rating_part(rating, rating_max) as
  greatest(0.0, least(1.0, (rating - lowest_rating(rating_max)) / nullif(rating_max - lowest_rating(rating_max), 0)));

-- The top of the scale on which several ratings are taken together: their own, or 1 where scales are mixed, which are then
-- brought to 0 to 1.
create macro common_top(rating_max) as
  case when min(rating_max) = max(rating_max) then cast(min(rating_max) as integer) else 1 end;
create macro on_scale(rating, rating_max, top) as
  case when rating_max = top then cast(rating as double) else rating_part(cast(rating as double), rating_max) end;

create macro rating_counts(filter) as table
  select rating, rating_max, count(*) as n
  from selected(filter)
  where rating is not null and rating_max is not null
  group by rating, rating_max;

-- The touchpoint '' is none.
create macro rating_counts_by_touchpoint(filter) as table
  select touchpoint, rating, rating_max, count(*) as n
  from selected_at_touchpoints(filter)
  where rating is not null and rating_max is not null
  group by all;

create macro rating_counts_by_period(filter, dimension, grain) as table
  with counted as (
    select part, period_of(answered_at, grain) as base, rating, rating_max, count(*) as n
    from selected_in_parts(filter, dimension)
    where rating is not null and rating_max is not null
    group by all
  )
  select
    counted.part,
    sum(sum(counted.n)) over (partition by counted.part) as size,
    calendar.period, counted.rating, counted.rating_max,
    any_value(calendar.last_day) as last_day,
    cast(sum(counted.n) as bigint) as n
  from counted
  inner join calendar(filter, grain) as calendar using (base)
  group by counted.part, calendar.period, counted.rating, counted.rating_max;

-- What counted ratings come to on a common scale: n, total and squares of the values, how many are lowest and highest.
create macro rating_sums(rating, rating_max, n, top) as {
  'n': cast(coalesce(sum(n), 0) as bigint),
  'total': sum(n * on_scale(rating, rating_max, top)),
  'squares': sum(n * on_scale(rating, rating_max, top) ** 2),
  'lowest': coalesce(sum(n) filter (is_lowest(rating, rating_max)), 0),
  'highest': coalesce(sum(n) filter (is_highest(rating, rating_max)), 0)
};

-- The mean with a t interval on the scale up to `top`, and the shares of the lowest and of the highest rating.
create macro rating_figures(n, mean, reach, lowest, highest, top, rule) as {
  'n': shown_count(n, n, rule),
  'rating': shown(mean, n, rule),
  'low': shown(case when n > 1 then greatest(0.0, mean - reach) end, n, rule),
  'high': shown(case when n > 1 then least(top, mean + reach) end, n, rule),
  'top': shown(top, n, rule),
  'lowest': shown(cast(lowest as double) / nullif(n, 0), n, rule),
  'highest': shown(cast(highest as double) / nullif(n, 0), n, rule),
  'size': size_of(n, rule)
};
