-- Emotional capital (METRICS): deposits minus withdrawals

create macro half_life() as (
  select coalesce(max(try_cast(value as double)) filter (name = 'half_life_days'), 90.0)
  from warehouse.meta
);

-- How much of a comment's weight is left at `moment`.
create macro decayed(answered_at, moment, half_life) as
  2 ** (-epoch(moment - answered_at) / (86400.0 * half_life));

-- The moment of which the stock is: the end of the last day that the data and the filter reach.
create macro stock_moment(filter) as table
  select cast(last_day + 1 as timestamp) as moment, half_life() as half_life
  from reach(filter);

-- Every scored and dated comment of the filter with its net weight: intensities (1 to 3) of deposits minus those of
-- withdrawals. A stock holds those before the filter's first day too.
create macro weighed(filter) as table
  select
    comments.feedback_id, comments.place, comments.answered_at, comments.expired_on is not null as is_expired,
    intensity_sum(comments.felt, emotion_kind.deposits)
    - intensity_sum(comments.felt, emotion_kind.withdrawals) as weight
  from selected_until(filter) as comments
  cross join emotion_kind
  where comments.state = 'scored' and comments.answered_at is not null;

-- A weighted mean per 100 comments with a t interval, from sums over comments of their decayed share of one (d), of
-- d x weight, d^2, d^2 x weight and d^2 x weight^2. With equal shares it is the mean's ordinary t interval.
create macro decayed_variance(n, d, dw, dd, ddw, ddww) as
  greatest(0.0, ddww - 2 * dw / d * ddw + (dw / d) ** 2 * dd) / (d * d) * n / nullif(n - 1, 0);

-- As many comments of full weight would say as much: what decides whether a stock is shown.
create macro worth(d, dd) as cast(floor(coalesce(d * d / nullif(dd, 0), 0) + 1e-6) as bigint);

create macro capital_figures(n, mean, half, worth, rule) as {
  'n': shown_count(n, worth, rule),
  'capital': shown(100 * mean, worth, rule),
  'low': shown(100 * (mean - half), worth, rule),
  'high': shown(100 * (mean + half), worth, rule),
  'size': size_of(worth, rule)
};
