-- First steps that several queries share: what is counted of a selection, before it becomes figures. `part` is a value of
-- a dimension, '' where there is none; the dimension '' leaves the selection whole;
-- `size` is the count of a part over all periods.

create macro nps_counts(filter) as table
  select
    count(nps_score) as n,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors
  from selected(filter);

create macro nps_counts_by_period(filter, dimension, grain) as table
  with counted as (
    select
      part,
      period_of(answered_at, grain) as base,
      count(*) as n,
      count(*) filter (is_promoter(nps_score)) as promoters,
      count(*) filter (is_detractor(nps_score)) as detractors
    from selected_in_parts(filter, dimension)
    where nps_score is not null
    group by all
  )
  select
    counted.part,
    sum(sum(counted.n)) over (partition by counted.part) as size,
    calendar.period,
    any_value(calendar.last_day) as last_day,
    cast(sum(counted.n) as bigint) as n,
    cast(sum(counted.promoters) as bigint) as promoters,
    cast(sum(counted.detractors) as bigint) as detractors
  from counted
  inner join calendar(filter, grain) as calendar using (base)
  group by counted.part, calendar.period;

create macro tone_counts(filter) as table
  select count(tone) as n, avg(tone) as mean, stddev_samp(tone) as deviation, var_samp(tone) as variance
  from selected(filter);

create macro tone_counts_by_touchpoint(filter) as table
  select
    touchpoint,
    count(tone) as n, avg(tone) as mean, stddev_samp(tone) as deviation, var_samp(tone) as variance
  from selected_at_touchpoints(filter)
  where tone is not null
  group by touchpoint;

create macro tone_sums_by_period(filter, dimension, grain) as table
  with counted as (
    select
      part,
      period_of(answered_at, grain) as base,
      count(*) as n,
      sum(cast(tone as double)) as total,
      sum(cast(tone as double) * tone) as squares
    from selected_in_parts(filter, dimension)
    where tone is not null
    group by all
  )
  select
    counted.part,
    sum(sum(counted.n)) over (partition by counted.part) as size,
    calendar.period,
    any_value(calendar.last_day) as last_day,
    cast(sum(counted.n) as bigint) as n,
    sum(counted.total) as total,
    sum(counted.squares) as squares
  from counted
  inner join calendar(filter, grain) as calendar using (base)
  group by counted.part, calendar.period;

-- Scored comments by which emotions are present in them: few groups, each of which is then unfolded into its emotions.
create macro emotion_mixes(filter) as table
  select present_in(felt) as present, count(*) as n
  from selected(filter)
  where state = 'scored'
  group by all;

create macro emotion_mixes_by_touchpoint(filter) as table
  select touchpoint, present_in(felt) as present, count(*) as n
  from selected_at_touchpoints(filter)
  where state = 'scored'
  group by all;

create macro emotion_counts(filter) as table
  with mixes as (
    from emotion_mixes(filter)
  ),
  found as (
    select emotion.emotion, cast(sum(mixes.n) as bigint) as hits
    from mixes
    inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
    group by emotion.emotion
  )
  select emotion.emotion, emotion.position, whole.n, coalesce(found.hits, 0) as hits
  from warehouse.emotion
  cross join (select cast(coalesce(sum(n), 0) as bigint) as n from mixes) as whole
  left join found using (emotion);

-- The touchpoint null is all together, each comment once.
create macro emotion_counts_by_touchpoint(filter) as table
  with mixes as (
    from emotion_mixes_by_touchpoint(filter)
    union all by name
    select cast(null as varchar) as touchpoint, present, n
    from emotion_mixes(filter)
  ),
  found as (
    select mixes.touchpoint, emotion.emotion, cast(sum(mixes.n) as bigint) as hits
    from mixes
    inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
    group by mixes.touchpoint, emotion.emotion
  ),
  whole as (
    select touchpoint, cast(sum(n) as bigint) as n
    from mixes
    group by touchpoint
  )
  select whole.touchpoint, emotion.emotion, emotion.position, whole.n, coalesce(found.hits, 0) as hits
  from whole
  cross join warehouse.emotion
  left join found on whole.touchpoint is not distinct from found.touchpoint and emotion.emotion = found.emotion;

create macro emotion_counts_by_period(filter, dimension, grain) as table
  with counted as (
    select part, period_of(answered_at, grain) as base, present_in(felt) as present, count(*) as n
    from selected_in_parts(filter, dimension)
    where state = 'scored'
    group by all
  ),
  mixes as (
    select
      counted.part, calendar.period, counted.present, cast(sum(counted.n) as bigint) as n,
      any_value(calendar.last_day) as last_day
    from counted
    inner join calendar(filter, grain) as calendar using (base)
    group by counted.part, calendar.period, counted.present
  ),
  periods as (
    select part, period, cast(sum(n) as bigint) as n, any_value(last_day) as last_day
    from mixes
    group by part, period
  ),
  found as (
    select mixes.part, mixes.period, emotion.emotion, cast(sum(mixes.n) as bigint) as hits
    from mixes
    inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
    group by all
  )
  select
    periods.part, periods.period, periods.last_day, emotion.emotion, emotion.position, periods.n,
    coalesce(found.hits, 0) as hits
  from periods
  cross join warehouse.emotion
  left join found using (part, period, emotion);

-- Whether a value is an attribute's and has too few answers to be told apart.
create macro is_rare(dimension, value, n, rule) as
  starts_with(dimension, 'attribute:') and value <> '' and n < rule.hidden_below;

-- Whether a part of a dimension goes into the rest: it is none of the 12 largest, or an attribute's value of too few
-- answers.
create macro is_rest(place, part, size, dimension, rule) as
  place > 12
  or is_rare(dimension, part, size, rule)
  or starts_with(dimension, 'attribute:') and part = '(other)';

-- Scored comments of each source: all, those with a touchpoint that their words name, those with that of their file
-- alone.
create macro touchpoint_coverage_counts(filter) as table
  select
    source,
    count(*) as n,
    count(*) filter (by_word) as by_word,
    count(*) filter (is_placed and not by_word) as by_answer
  from (
    select
      source,
      coalesce(len(list_filter(touchpoint_scores, lambda said: said.by_word)) > 0, false) as by_word,
      first_touchpoint(touchpoint_scores, touchpoint) is not null as is_placed
    from selected(filter)
    where state = 'scored'
  )
  group by source;
create macro touchpoint_coverage_figures(n, by_word, by_answer, rule) as {
  'n': shown_count(n, n, rule),
  'by_word': shown(by_word, n, rule),
  'by_answer': shown(by_answer, n, rule),
  'share': shown(cast(by_word + by_answer as double) / nullif(n, 0), n, rule),
  'size': size_of(n, rule)
};
