-- What several queries share, so that one number means one thing everywhere: made in memory, over `warehouse`.

-- Filtering

create macro allows(chosen, value) as
  len(cast(chosen as varchar[])) = 0 or list_contains(cast(chosen as varchar[]), value);

create macro is_promoter(nps_score) as nps_score >= 9;
create macro is_detractor(nps_score) as nps_score <= 6;
create macro nps_band(nps_score) as
  case
    when is_promoter(nps_score) then 'promoter'
    when is_detractor(nps_score) then 'detractor'
    when nps_score is not null then 'passive'
  end;

-- high holds full as well: full is the top of the scale, high the upper three tenths.
create macro is_rated(rating, rating_max, bands) as
  len(cast(bands as varchar[])) = 0
  or list_contains(cast(bands as varchar[]), 'full') and rating = rating_max
  or list_contains(cast(bands as varchar[]), 'high') and 10 * rating >= 7 * rating_max
  or list_contains(cast(bands as varchar[]), 'middle') and 10 * rating < 7 * rating_max and 10 * rating > 4 * rating_max
  or list_contains(cast(bands as varchar[]), 'low') and 10 * rating <= 4 * rating_max;

-- The emotions that make a promoter's comment a complaint (METRICS, disagreements).
create macro is_complaint(emotion) as emotion in ('anxiety', 'disappointment', 'frustration', 'anger');

-- Small numbers (METRICS)

-- A threshold that is missing hides all: no group is as large as the largest bigint.
create macro threshold(value) as coalesce(cast(value as bigint), 9223372036854775807);

-- The thresholds for the filter's audience, in one row; employees' are stricter.
create macro small_numbers(filter) as table
  select {
    'hides_count': cast(filter['audience'] as varchar) <> 'customer',
    'hidden_below': case
      when cast(filter['audience'] as varchar) = 'customer' then hidden_below
      else greatest(hidden_below, employee_below)
    end,
    'few_below': few_below
  } as rule
  from (
    select
      threshold(max(meta.value) filter (meta.name = 'hidden_below')) as hidden_below,
      threshold(max(meta.value) filter (meta.name = 'few_below')) as few_below,
      threshold(max(meta.value) filter (meta.name = 'employee_below')) as employee_below
    from warehouse.meta
    where meta.name in ('hidden_below', 'few_below', 'employee_below')
  );

create macro size_of(n, rule) as
  case
    when n < rule.hidden_below then 'hidden'
    when n < rule.few_below then 'few'
    else 'normal'
  end;

create macro shown(value, n, rule) as case when n >= rule.hidden_below then value end;

-- Customers: a count is shown even where the values beside it are hidden. Employees: it is hidden with them, so that
-- counts cannot be subtracted from each other.
create macro shown_count(value, n, rule) as case when n >= rule.hidden_below or not rule.hides_count then value end;

-- The value that all rows of a group have, or null.
create macro in_common(value) as
  case when count(value) = count(*) and min(value) = max(value) then min(value) end;

-- Employees' answers in blocks of exactly as many as may be shown at the least, worked out once for a file. Blocks are
-- filled in the order of arrival, so that new answers change none of them; within a touchpoint and among answers that
-- hold the same kinds of figures, so that the base of every figure is whole blocks as well. A block stays out of sight
-- until it is full, and for good where fewer people than that are behind it. All of it is dated by the day of its last
-- answer. The columns shared_* tell what all of its answers have in common, null where they differ.
create table employee_block as
with arrived as (
  select
    feedback.rowid as place, feedback_id, answered_at, source, channel, product, segment, nps_score, rating, rating_max,
    customer_key, touchpoint, state = 'scored' as is_scored, rule.hidden_below as least,
    (row_number() over (
      partition by touchpoint, state = 'scored', nps_score is null, rating is null, answered_at is null
      order by run_id, answered_at, feedback_id
    ) - 1) // rule.hidden_below as number
  from warehouse.feedback
  cross join small_numbers({'audience': 'employee'})
  where audience = 'employee'
),
placed as (
  select
    arrived.*,
    min(feedback_id) over (
      partition by touchpoint, is_scored, nps_score is null, rating is null, answered_at is null, number
    ) as block
  from arrived
),
blocks as (
  select
    block,
    date_trunc('day', max(answered_at)) as block_day,
    coalesce(in_common(source), '') as shared_source,
    in_common(channel) as shared_channel,
    in_common(product) as shared_product,
    in_common(segment) as shared_segment,
    in_common(nps_band(nps_score)) as shared_band,
    in_common(rating = rating_max) as shared_full_marks
  from placed
  group by block
  having count(*) = any_value(least)
    and count(distinct coalesce(customer_key, cast(feedback_id as varchar))) >= any_value(least)
)
select placed.place, placed.least, blocks.*
from placed
inner join blocks using (block);

create macro employees_in_blocks() as table
  select
    feedback.* replace (blocks.block_day as answered_at), feedback.rowid as place, blocks.* exclude (place, block_day)
  from warehouse.feedback
  inner join employee_block as blocks on feedback.rowid = blocks.place;

-- Whether the conditions on an answer's own columns let it through.
create macro lets_through(
  filter, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score, rating, rating_max,
  tone, confidence, intensity, text_folded
) as
  (cast(filter['date_from'] as timestamp) is null or answered_at >= cast(filter['date_from'] as timestamp))
  and (cast(filter['date_until'] as timestamp) is null or answered_at < cast(filter['date_until'] as timestamp))
  and allows(filter['touchpoints'], coalesce(touchpoint, ''))
  and allows(filter['channels'], coalesce(channel, ''))
  and allows(filter['products'], coalesce(product, ''))
  and allows(filter['segments'], coalesce(segment, ''))
  and allows(filter['languages'], coalesce(language, ''))
  and allows(filter['states'], state)
  and allows(filter['valences'], valence)
  and allows(filter['nps_bands'], nps_band(nps_score))
  and is_rated(rating, rating_max, filter['rating_bands'])
  and (cast(filter['tone_from'] as float) is null or tone >= cast(filter['tone_from'] as float))
  and (cast(filter['tone_until'] as float) is null or tone < cast(filter['tone_until'] as float))
  and (cast(filter['confidence_from'] as float) is null or confidence >= cast(filter['confidence_from'] as float))
  and (cast(filter['intensity_from'] as tinyint) is null or intensity >= cast(filter['intensity_from'] as tinyint))
  and (cast(filter['contains'] as varchar) = '' or contains(text_folded, cast(filter['contains'] as varchar)));

-- The customers' answers that these let through; `place` finds a row again quickly.
create macro matching_customers(filter) as table
  select
    feedback.*, feedback.rowid as place, cast(null as bigint) as block, nps_band(nps_score) as band,
    rating = rating_max as full_marks
  from warehouse.feedback
  where audience = 'customer'
    and cast(filter['audience'] as varchar) = 'customer'
    and lets_through(
      filter, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score, rating,
      rating_max, tone, confidence, intensity, text_folded
    );

-- The employees' answers that these let through, as they may be shown; `least` is the size of their blocks.
create macro matching_employees(filter) as table
  select
    employees.* exclude (shared_source, shared_channel, shared_product, shared_segment)
      replace (
        shared_source as source, shared_channel as channel, shared_product as product, shared_segment as segment,
        cast(null as varchar) as customer_key, cast(null as varchar) as source_id
      )
      rename (shared_band as band, shared_full_marks as full_marks)
  from employees_in_blocks() as employees
  where cast(filter['audience'] as varchar) = 'employee'
    and lets_through(
      filter, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score, rating,
      rating_max, tone, confidence, intensity, text_folded
    );

-- The answers in whose comments one of the filter's emotions is present.
create macro felt(filter) as table
  select feedback_emotion.feedback_id
  from warehouse.feedback_emotion
  where feedback_emotion.present
    and list_contains(cast(filter['emotions'] as varchar[]), feedback_emotion.emotion)
    and (
      cast(filter['intensity_from'] as tinyint) is null
      or feedback_emotion.intensity >= cast(filter['intensity_from'] as tinyint)
    );

-- The rows of feedback that a queries.Filter lets through; of the three parts only one is ever planned. Emotions are
-- looked up only where the filter names some. Of employees' only whole blocks, those in which every answer is let
-- through, so that what two questions differ by is whole blocks too and tells of no fewer people than one may ask
-- about. A grouping that could split a block goes by these columns: answered_at, touchpoint, source, channel, product
-- and segment (for employees what the block has in common), band (of the recommend question) and full_marks.
create macro selected(filter) as table
  select chosen.*
  from matching_customers(filter) as chosen
  where len(cast(filter['emotions'] as varchar[])) = 0
  union all
  select chosen.*
  from matching_customers(filter) as chosen
  semi join felt(filter) as felt using (feedback_id)
  where len(cast(filter['emotions'] as varchar[])) > 0
  union all by name
  select chosen.* exclude (least)
  from matching_employees(filter) as chosen
  where len(cast(filter['emotions'] as varchar[])) = 0
    or chosen.feedback_id in (select felt.feedback_id from felt(filter) as felt)
  qualify count(*) over (partition by block) = least;

-- Periods

create macro period_of(answered_at, grain) as cast(date_trunc(grain, answered_at) as date);

-- The last day that the data and the filter's dates reach, in one row: whether a period is over does not hang on which
-- of its answers are selected.
create macro reach(filter) as table
  select least(
    cast(max(feedback.answered_at) as date),
    coalesce(cast(filter['date_until'] as date) - 1, date '9999-12-31')
  ) as last_day
  from warehouse.feedback;

create macro is_over(period, grain, last_day) as
  last_day + 1 >= cast(period + to_months(case grain when 'month' then 1 else 0 end)
    + to_days(case grain when 'week' then 7 when 'day' then 1 else 0 end) as date);

-- Figures: a struct each, unnested into columns by the queries

-- Adjusted Wald: three imaginary answers (3/4 promoter, 3/2 passive, 3/4 detractor); simulated coverage in METRICS.
-- With p = (promoters + 3/4) / (n + 3) and d likewise, 196 sqrt((p + d - (p - d)^2) / (n + 3)) is, in counts:
create macro nps_half_width(n, promoters, detractors) as
  196 * sqrt(promoters + detractors + 1.5 - (promoters - detractors) ** 2 / (n + 3)) / (n + 3);
create macro nps_middle(n, promoters, detractors) as 100 * (promoters - detractors) / (n + 3);
create macro nps_low(n, promoters, detractors) as
  greatest(-100.0, nps_middle(n, promoters, detractors) - nps_half_width(n, promoters, detractors));
create macro nps_high(n, promoters, detractors) as
  least(100.0, nps_middle(n, promoters, detractors) + nps_half_width(n, promoters, detractors));
create macro nps_figures(n, promoters, detractors, rule) as {
  'n': shown_count(n, n, rule),
  'promoters': shown(promoters, n, rule),
  'passives': shown(n - promoters - detractors, n, rule),
  'detractors': shown(detractors, n, rule),
  'nps': shown(100 * (promoters - detractors) / nullif(n, 0), n, rule),
  'low': shown(nps_low(n, promoters, detractors), n, rule),
  'high': shown(nps_high(n, promoters, detractors), n, rule),
  'size': size_of(n, rule)
};

-- Wilson, 95 %: 1.959963984540054 is the 97.5 % quantile of the normal distribution, 3.841458820694124 its square.
create macro wilson_middle(k, n) as (k + 3.841458820694124 / 2) / (n + 3.841458820694124);
create macro wilson_half(k, n) as
  1.959963984540054 * sqrt(k * (n - k) / nullif(n, 0) + 3.841458820694124 / 4) / (n + 3.841458820694124);
create macro wilson_low(k, n) as
  case when k = 0 then 0.0 else greatest(0.0, wilson_middle(k, n) - wilson_half(k, n)) end;
create macro wilson_high(k, n) as
  case when k = n then 1.0 else least(1.0, wilson_middle(k, n) + wilson_half(k, n)) end;
create macro share_figures(n, k, rule) as {
  'n': shown_count(n, n, rule),
  'present': shown(k, n, rule),
  'share': shown(cast(k as double) / nullif(n, 0), n, rule),
  'low': shown(wilson_low(cast(k as double), n), n, rule),
  'high': shown(wilson_high(cast(k as double), n), n, rule),
  'size': size_of(n, rule)
};

-- 97.5 % quantile of Student's t: tabulated to 4 degrees of freedom, then the Cornish-Fisher expansion about the normal
-- quantile (Abramowitz and Stegun 26.7.5), which is off by less than 0.02 % from 5 on.
create macro t_quantile(freedom) as
  case
    when freedom = 1 then 12.706205
    when freedom = 2 then 4.302653
    when freedom = 3 then 3.182446
    when freedom = 4 then 2.776445
    when freedom > 4 then 1.959964 + 2.372271 / freedom + 2.822499 / freedom ** 2 + 2.555850 / freedom ** 3
      + 1.589534 / freedom ** 4
  end;
create macro t_half_width(n, deviation) as t_quantile(n - 1) * deviation / sqrt(nullif(n, 0));
create macro tone_figures(n, mean, deviation, rule) as {
  'n': shown_count(n, n, rule),
  'tone': shown(mean, n, rule),
  'low': shown(case when n > 1 then greatest(-1.0, mean - t_half_width(n, deviation)) end, n, rule),
  'high': shown(case when n > 1 then least(1.0, mean + t_half_width(n, deviation)) end, n, rule),
  'size': size_of(n, rule)
};
