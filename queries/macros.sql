-- What several queries share, so that one number means one thing everywhere: made in memory, over `warehouse`.

-- Filtering

create macro allows(chosen, value) as
  len(cast(chosen as varchar[])) = 0 or list_contains(cast(chosen as varchar[]), value);

-- The first phrase is looked for by itself: most searches have one, which needs no walk through a list.
create macro contains_all(text_folded, phrases) as
  len(cast(phrases as varchar[])) = 0
  or coalesce(contains(text_folded, cast(phrases as varchar[])[1]), false)
  and (
    len(cast(phrases as varchar[])) = 1
    or len(list_filter(cast(phrases as varchar[]), lambda phrase: not contains(text_folded, phrase))) = 0
  );
create macro contains_none(text_folded, phrases) as
  len(cast(phrases as varchar[])) = 0
  or len(list_filter(cast(phrases as varchar[]), lambda phrase: contains(text_folded, phrase))) = 0;

-- Where a text was found that was asked for (queries/found_text.py): the places in feedback of one search.
create table found_text (search integer not null, place uinteger not null);
create macro is_found(filter, place) as
  cast(filter['search'] as integer) is null
  or place in (
    select cast(found_text.place as bigint)
    from found_text
    where found_text.search = cast(filter['search'] as integer)
  );

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

-- What is felt (feedback.felt): two bits an emotion, its intensity from 0 (not present) to 3, the first emotion's lowest.

create macro felt_bit(position) as cast(1 as bigint) << (2 * (cast(position as integer) - 1));
-- The lower bits of the emotions that are felt with at least an intensity of 1 to 3.
create macro felt_from(felt, least) as
  case
    when least >= 3 then felt & (felt >> 1)
    when least = 2 then felt >> 1
    else felt | (felt >> 1)
  end & 6148914691236517205;
create macro present_in(felt) as felt_from(felt, 1);
-- Intensities of some emotions, given by their lower bits, added up.
create macro felt_sum(felt, bits) as
  cast(bit_count(felt & bits) as bigint) + 2 * cast(bit_count((felt >> 1) & bits) as bigint);
create macro present_emotions(felt) as (
  select coalesce(list(emotion.emotion order by emotion.position), cast([] as varchar[]))
  from warehouse.emotion
  where present_in(felt) & felt_bit(emotion.position) <> 0
);

create macro has_emotions(filter) as len(cast(filter['emotions'] as varchar[])) > 0;
create macro feels(felt, filter) as
  not has_emotions(filter)
  or felt_from(felt, coalesce(cast(filter['intensity_from'] as tinyint), 1)) & cast(filter['emotion_bits'] as bigint) <> 0;

-- What is said: a search by word asks for one lemma of each group of `words` (at most 60) and none of `without_words`.

create macro group_count(filter) as len(cast(filter['words'] as varchar[][]));
create macro has_group(filter, lemma) as list_contains(flatten(cast(filter['words'] as varchar[][])), lemma);
create macro group_bits(filter, lemma) as
  cast(list_sum(list_transform(
    cast(filter['words'] as varchar[][]),
    lambda words, number: case when list_contains(words, lemma) then cast(1 as bigint) << (number - 1) else 0 end
  )) as bigint);

create macro saying(filter) as table
  select feedback_id
  from warehouse.feedback_lemma
  where group_count(filter) = 1 and has_group(filter, lemma)
  union all
  select feedback_id
  from warehouse.feedback_lemma
  where group_count(filter) > 1 and has_group(filter, lemma)
  group by feedback_id
  having bit_or(group_bits(filter, lemma)) = (cast(1 as bigint) << group_count(filter)) - 1;
create macro saying_otherwise(filter) as table
  select feedback_id
  from warehouse.feedback_lemma
  where list_contains(cast(filter['without_words'] as varchar[]), lemma);
create macro says(filter, feedback_id) as
  (group_count(filter) = 0 or feedback_id in (select said.feedback_id from saying(filter) as said))
  and (
    len(cast(filter['without_words'] as varchar[])) = 0
    or feedback_id not in (select said.feedback_id from saying_otherwise(filter) as said)
  );

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

-- The answers at these places of feedback, as each of them may be shown.
create macro answers_to_show() as table
  select feedback.*, feedback.rowid as place
  from warehouse.feedback
  where audience = 'customer'
  union all by name
  select
    employees.* exclude (
      block, least, shared_band, shared_full_marks, shared_source, shared_channel, shared_product, shared_segment
    )
      replace (
        shared_source as source, shared_channel as channel, shared_product as product, shared_segment as segment,
        cast(null as varchar) as customer_key, cast(null as varchar) as source_id, cast(null as integer) as run_id
      )
  from employees_in_blocks() as employees;

-- What there is to see, worked out once for a file: an employee's answer counts once its block does, by its block's day.
create table seen as
select min(answered_at) as first_at, max(answered_at) as last_at, count(*) as n
from (
  select answered_at from warehouse.feedback where audience = 'customer'
  union all
  select block_day as answered_at from employee_block
);

-- Whether the conditions on an answer's own columns let it through. The comment behind a line names the fields of a
-- filter without which queries/narrow.py leaves it out.
create macro lets_through(
  filter, place, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score, rating,
  rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
) as
  true
  and (cast(filter['date_until'] as timestamp) is null or answered_at < cast(filter['date_until'] as timestamp)) -- date_until
  and allows(filter['touchpoints'], coalesce(touchpoint, '')) -- touchpoints
  and allows(filter['channels'], coalesce(channel, '')) -- channels
  and allows(filter['products'], coalesce(product, '')) -- products
  and allows(filter['segments'], coalesce(segment, '')) -- segments
  and allows(filter['languages'], coalesce(language, '')) -- languages
  and allows(filter['states'], state) -- states
  and allows(filter['valences'], valence) -- valences
  and allows(filter['leading_emotions'], coalesce(leading_emotion, '')) -- leading_emotions
  and allows(filter['nps_bands'], nps_band(nps_score)) -- nps_bands
  and is_rated(rating, rating_max, filter['rating_bands']) -- rating_bands
  and (cast(filter['tone_from'] as float) is null or tone >= cast(filter['tone_from'] as float)) -- tone_from
  and (cast(filter['tone_until'] as float) is null or tone < cast(filter['tone_until'] as float)) -- tone_until
  and (cast(filter['confidence_from'] as float) is null or confidence >= cast(filter['confidence_from'] as float)) -- confidence_from
  and (cast(filter['intensity_from'] as tinyint) is null or intensity >= cast(filter['intensity_from'] as tinyint)) -- intensity_from
  and feels(felt, filter) -- emotions
  and (cast(filter['contains'] as varchar) = '' or contains(text_folded, cast(filter['contains'] as varchar))) -- contains
  and contains_all(text_folded, filter['phrases']) -- phrases
  and contains_none(text_folded, filter['without_phrases']) -- without_phrases
  and is_found(filter, place) -- search
;

-- The customers' answers that a filter lets through; `place` finds a row again quickly.
create macro matching_customers(filter) as table
  select
    feedback.*, feedback.rowid as place, cast(null as bigint) as block, nps_band(nps_score) as band,
    rating = rating_max as full_marks
  from warehouse.feedback
  where audience = 'customer'
    and cast(filter['audience'] as varchar) = 'customer'
    and lets_through(
      filter, feedback.rowid, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score,
      rating, rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
    )
    and says(filter, feedback_id) -- words, without_words
;

-- The employees' answers that a filter lets through, as they may be shown; `least` is the size of their blocks.
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
      filter, employees.place, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score,
      rating, rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
    )
    and says(filter, employees.feedback_id) -- words, without_words
;

-- Of these only whole blocks, those in which every answer is let through, so that what two questions differ by is whole
-- blocks too and tells of no fewer people than one may ask about.
create macro whole_blocks(filter) as table
  select * exclude (least)
  from matching_employees(filter)
  qualify count(*) over (partition by block) = least;

-- The rows of feedback that a queries.Filter lets through, those before its first day too; of the two parts only one is
-- ever planned.
create macro selected_until(filter) as table
  select *
  from matching_customers(filter)
  union all by name
  select *
  from whole_blocks(filter);

create macro has_begun(filter, answered_at) as
  cast(filter['date_from'] as timestamp) is null or answered_at >= cast(filter['date_from'] as timestamp);

-- The rows of feedback that a queries.Filter lets through. A grouping that could split a block of employees' goes by these
-- columns: answered_at, touchpoint, source, channel, product and segment (what the block has in common), band (of the
-- recommend question) and full_marks.
create macro selected(filter) as table
  select *
  from selected_until(filter)
  where true
    and has_begun(filter, answered_at) -- date_from
;

-- What two filters both let through.
create macro selected_by_both(filter, other) as table
  select feedback_id
  from matching_customers(filter) as chosen
  where cast(other['audience'] as varchar) = 'customer'
    and lets_through(
      other, chosen.place, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score,
      rating, rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
    )
    and says(other, chosen.feedback_id)
    and has_begun(filter, answered_at)
    and has_begun(other, answered_at)
  union all
  select feedback_id
  from whole_blocks(filter)
  semi join whole_blocks(other) using (feedback_id)
  where has_begun(filter, answered_at) and has_begun(other, answered_at);

-- Periods

-- The day on which a day, ISO week or month begins; of `rolling` the week with which 28 days begin.
create macro period_of(answered_at, grain) as
  cast(date_trunc(case grain when 'rolling' then 'week' else grain end, answered_at) as date);

-- The first and the last day that the data and the filter's dates reach, in one row: whether a period is over does not
-- hang on which of its answers are selected.
create macro reach(filter) as table
  select
    greatest(cast(seen.first_at as date), cast(filter['date_from'] as date)) as first_day,
    least(
      cast(seen.last_at as date),
      coalesce(cast(filter['date_until'] as date) - 1, date '9999-12-31')
    ) as last_day
  from seen;

-- Every day, ISO week or month within reach (`base`, as period_of gives it) with the period that it is part of, so that
-- figures are counted by base first and then added up. `rolling`: four ISO weeks, from one week to the next, so that a
-- week is part of up to four of them; all that begin within reach and end with a week that the data reach.
create macro calendar(filter, grain) as table
  select bases.base, bases.base - 7 * steps.step as period, bases.last_day
  from (
    select
      cast(unnest(generate_series(
        cast(period_of(first_day, grain) as timestamp),
        cast(last_day as timestamp),
        case grain when 'month' then interval 1 month when 'day' then interval 1 day else interval 7 days end
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

-- The value of a dimension; '' is none. Employees are not told apart by language, which could single one of them out.
create macro dimension_of(dimension, touchpoint, channel, segment, product, language, audience) as
  coalesce(
    case dimension
      when 'touchpoint' then touchpoint
      when 'channel' then channel
      when 'segment' then segment
      when 'product' then product
      when 'language' then case when audience = 'customer' then language end
    end,
    ''
  );

create macro is_over(period, grain, last_day) as
  last_day + 1 >= cast(period + to_months(case grain when 'month' then 1 else 0 end)
    + to_days(case grain when 'rolling' then 28 when 'week' then 7 when 'day' then 1 else 0 end) as date);

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
-- A sample's standard deviation from its count, sum and sum of squares; none where it is no more than rounding.
create macro deviation_of(n, total, squares) as
  case
    when n > 1 and squares - total * total / n > 1e-12 * squares then sqrt((squares - total * total / n) / (n - 1))
    when n > 1 then 0.0
  end;
create macro t_half_width(n, deviation) as t_quantile(n - 1) * deviation / sqrt(nullif(n, 0));
create macro tone_figures(n, mean, deviation, rule) as {
  'n': shown_count(n, n, rule),
  'tone': shown(mean, n, rule),
  'low': shown(case when n > 1 then greatest(-1.0, mean - t_half_width(n, deviation)) end, n, rule),
  'high': shown(case when n > 1 then least(1.0, mean + t_half_width(n, deviation)) end, n, rule),
  'size': size_of(n, rule)
};

-- Comparisons: the figures of one selection minus those of another. What these macros are given are columns: a macro
-- writes its arguments out wherever it names them, so nested ones would grow beyond all bounds.

-- A difference is clear where its 95 % interval leaves out zero.
create macro is_clear(low, high) as coalesce(low > 0 or high < 0, false);

create macro smaller_size(n, other_n, rule, other_rule) as
  case
    when n < rule.hidden_below or other_n < other_rule.hidden_below then 'hidden'
    when n < rule.few_below or other_n < other_rule.few_below then 'few'
    else 'normal'
  end;

-- Answers that each of two equal groups needs for the difference, if it is real, to be clear in four samples of five
-- (power 80 %, two-sided 5 %): (1.959964 + 0.841621)^2 (variance + other variance) / difference^2, of single answers.
-- Null where there is no difference; at most a thousand million.
create macro answers_needed(difference, variance, other_variance) as
  case
    when difference <> 0
      then cast(least(1e9, ceil(7.848879734349088 * (variance + other_variance) / difference ** 2)) as bigint)
  end;

create macro still_needed(n, needed, is_clear) as
  case when not is_clear and needed is not null then greatest(0, needed - n) end;

-- needed: answers still to come in each group, where the difference is not clear.
create macro comparison_figures(n, other_n, value, other_value, low, high, variance, other_variance, rule, other_rule) as {
  'n': shown_count(n, n, rule),
  'other_n': shown_count(other_n, other_n, other_rule),
  'value': shown(value, n, rule),
  'other_value': shown(other_value, other_n, other_rule),
  'difference': shown(shown(value - other_value, n, rule), other_n, other_rule),
  'difference_low': shown(shown(low, n, rule), other_n, other_rule),
  'difference_high': shown(shown(high, n, rule), other_n, other_rule),
  'is_clear': shown(shown(is_clear(low, high), n, rule), other_n, other_rule),
  'needed': shown(shown(
    still_needed(n, answers_needed(value - other_value, variance, other_variance), is_clear(low, high)), n, rule
  ), other_n, other_rule),
  'other_needed': shown(shown(
    still_needed(other_n, answers_needed(value - other_value, variance, other_variance), is_clear(low, high)), n, rule
  ), other_n, other_rule),
  'size': smaller_size(n, other_n, rule, other_rule)
};

create macro nps_of(n, promoters, detractors) as 100 * (promoters - detractors) / nullif(n, 0);

-- The variance of one answer's 100, 0 or -100, with the three imaginary answers: what nps_half_width stands on.
create macro nps_variance(n, promoters, detractors) as
  10000 * (promoters + detractors + 1.5 - (promoters - detractors) ** 2 / (n + 3)) / (n + 3);

-- A difference of two NPS, give or take 1.96 sqrt(se^2 + other se^2) with these variances. Simulated coverage, mean
-- over 20 pairs of true distributions: 91 % at 5 answers each, 94 % at 10, 95 % from 30 on (the worst 84, 89 and 93 %).
create macro nps_gap_half_width(n, other_n, variance, other_variance) as
  1.96 * sqrt(variance / (n + 3) + other_variance / (other_n + 3));

-- Welch's interval with the degrees of freedom of Satterthwaite, rounded down to 4 and less; error is variance / n.
create macro welch_freedom(n, other_n, error, other_error) as
  (error + other_error) ** 2 / (error ** 2 / nullif(n - 1, 0) + other_error ** 2 / nullif(other_n - 1, 0));
create macro welch_half_width(freedom, error, other_error) as
  case
    when error + other_error = 0 then 0.0
    else t_quantile(case when freedom > 4 then freedom else floor(freedom + 1e-9) end) * sqrt(error + other_error)
  end;

-- Newcombe (1998, method 10): how far the difference of two shares reaches down, from the distance of one share to the
-- lower and of the other to the upper end of its Wilson interval; and up, the other way round.
create macro newcombe_reach(share, nearer, other_share, other_farther) as
  sqrt((share - nearer) ** 2 + (other_farther - other_share) ** 2);

-- Many comparisons at once: whether a difference is clear although it is one of so many, at 5 % over all of them
-- (Bonferroni), by the bound 2 exp(-z^2 / 2) / (z sqrt(2 pi)) on the normal distribution's tails (Mills).
create macro is_clear_among(z, comparisons) as
  coalesce(z > 1 and comparisons * 2 * exp(-z * z / 2) / (z * sqrt(2 * pi())) <= 0.05, false);

-- Emotional capital (METRICS): deposits minus withdrawals

create macro capital_sign(emotion) as
  case
    when emotion in ('trust', 'delight', 'gratitude', 'joy') then 1
    when is_complaint(emotion) then -1
    else 0
  end;

-- The emotions of each kind, by their lower bits.
create table felt_kind as
select
  coalesce(bit_or(felt_bit(position)) filter (capital_sign(emotion) = 1), 0) as deposits,
  coalesce(bit_or(felt_bit(position)) filter (capital_sign(emotion) = -1), 0) as withdrawals,
  coalesce(bit_or(felt_bit(position)) filter (is_complaint(emotion)), 0) as complaints
from warehouse.emotion;

create macro half_life() as (
  select coalesce(max(try_cast(value as double)) filter (name = 'half_life_days'), 90.0)
  from warehouse.meta
);

-- How much of a comment's weight is left at `moment`.
create macro decayed(answered_at, moment, half_life) as
  2 ** (-epoch(moment - answered_at) / (86400.0 * half_life));

-- The moment at which the stock is taken: the end of the last day that the data and the filter reach.
create macro stock_taken(filter) as table
  select cast(last_day + 1 as timestamp) as moment, half_life() as half_life
  from reach(filter);

-- Every scored and dated comment of the filter with its net weight: intensities (1 to 3) of deposits minus those of
-- withdrawals. A stock holds those before the filter's first day too.
create macro weighed(filter) as table
  select
    comments.feedback_id, comments.place, comments.answered_at, comments.expired_on is not null as is_expired,
    felt_sum(comments.felt, felt_kind.deposits) - felt_sum(comments.felt, felt_kind.withdrawals) as weight
  from selected_until(filter) as comments
  cross join felt_kind
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
