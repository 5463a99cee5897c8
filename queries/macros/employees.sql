-- Small numbers (METRICS), and employees' answers in blocks of as many as may be shown.

-- A threshold that is missing hides all: no group is as large as the largest bigint.
create macro threshold(value) as coalesce(cast(value as bigint), 9223372036854775807);

-- Those of a file, worked out once for it.
create table small_number as
select
  threshold(max(value) filter (name = 'hidden_below')) as hidden_below,
  threshold(max(value) filter (name = 'few_below')) as few_below,
  threshold(max(value) filter (name = 'employee_below')) as employee_below
from warehouse.meta;

-- The thresholds for the filter's audience, in one row; employees' are stricter.
create macro small_numbers(filter) as table
  select {
    'shows_none': reads_comments() and cast(filter['audience'] as varchar) = 'customer',
    'hidden_below': case
      when cast(filter['audience'] as varchar) = 'customer' then hidden_below
      else greatest(hidden_below, employee_below)
    end,
    'few_below': few_below
  } as rule
  from small_number;

create macro size_of(n, rule) as
  case
    when n < rule.hidden_below then 'hidden'
    when n < rule.few_below then 'few'
    else 'normal'
  end;

create macro shown(value, n, rule) as case when n >= rule.hidden_below then value end;

-- A count is hidden with the values beside it. That there is nothing is told only to those who could read it.
create macro shown_count(value, n, rule) as case when n >= rule.hidden_below or n = 0 and rule.shows_none then value end;

-- Whether a text may be quoted, in a summary, a report or a file: its author agrees, and it tells of nobody's health,
-- belief or union. What these macros give as consent_quote is this.
create macro may_be_quoted(consents, is_sensitive) as consents and not is_sensitive;

-- Employees' answers in blocks of exactly as many as may be shown at the least, worked out once for a file. Blocks
-- are filled in the order of arrival, so that new answers change none of them; within a touchpoint and among answers
-- that hold the same kinds of figures, so that the base of every figure is whole blocks as well. A block stays out
-- of sight until it is full, and for good where fewer people than that are behind it. All of it is dated by the day
-- of its last answer. An employee's answer is at the touchpoint that its file says, which no rule of words can
-- change: blocks made anew by another rule could be subtracted from the former ones. The columns shared_* tell what
-- all of its answers have in common, null where they differ.
create table employee_block as
with arrived as (
  select
    feedback.rowid as place, feedback_id, answered_at, source, channel, product, segment, nps_score, rating, rating_max,
    coalesce(customer_key, cast(coalesce(answer_id, feedback_id) as varchar)) as person, answer_nps_score, answer_rating,
    answer_rating_max, touchpoint, attributes, state = 'scored' as is_scored, rule.hidden_below as least,
    (row_number() over (
      partition by touchpoint, state = 'scored', nps_score is null, rating is null, rating_max, answered_at is null
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
      partition by touchpoint, is_scored, nps_score is null, rating is null, rating_max, answered_at is null, number
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
    in_common_attributes(attributes) as shared_attributes,
    in_common(nps_band(nps_of_answer(nps_score, answer_nps_score))) as shared_band,
    in_common(rating_band_of_answer(rating, rating_max, answer_rating, answer_rating_max)) as shared_rated_band,
    in_common(has_full_marks(rating, rating_max, answer_rating, answer_rating_max)) as shared_full_marks
  from placed
  group by block
  having count(*) = any_value(least)
    and count(distinct person) >= any_value(least)
)
select placed.place, placed.least, blocks.*
from placed
inner join blocks using (block);

create macro employees_in_blocks() as table
  select
    feedback.* replace (
      blocks.block_day as answered_at,
      may_be_quoted(feedback.consent_quote, feedback.sensitive) as consent_quote,
      case when false then feedback.touchpoint_scores end as touchpoint_scores,
      cast(null as varchar) as reply, cast(null as timestamp) as replied_at, cast(null as float) as reply_tone
    ),
    feedback.rowid as place,
    blocks.* exclude (place, block_day)
  from warehouse.feedback
  inner join employee_block as blocks on feedback.rowid = blocks.place;

-- The answers at these places of feedback, as each of them may be shown: a further comment with the figures of its answer.
create macro answers_to_show() as table
  select answers.* replace (
    coalesce(answers.rating, answers.answer_rating) as rating,
    coalesce(answers.rating_max, answers.answer_rating_max) as rating_max,
    nps_of_answer(answers.nps_score, answers.answer_nps_score) as nps_score
  )
  from (
    select
      feedback.* replace (may_be_quoted(feedback.consent_quote, feedback.sensitive) as consent_quote),
      feedback.rowid as place
    from warehouse.feedback
    where audience = 'customer'
    union all by name
    select
      employees.* exclude (
        block, least, shared_band, shared_rated_band, shared_full_marks, shared_source, shared_channel, shared_product,
        shared_segment, shared_attributes
      )
        replace (
          shared_source as source, shared_channel as channel, shared_product as product, shared_segment as segment,
          shared_attributes as attributes,
          cast(null as varchar) as customer_key, cast(null as varchar) as source_id, cast(null as integer) as run_id
        )
    from employees_in_blocks() as employees
  ) as answers;

-- What there is to see, worked out once for a file: an employee's answer counts once its block does, by its block's day.
-- settled_day is the last day but for stray late dates: days after a gap of more than four weeks, which together hold at
-- most a twentieth of the dated answers, and at most as many as are hidden or a thousandth; beyond counts their answers.
create table seen as
with days as (
  select cast(answered_at as date) as day, count(*) as n
  from (
    select answered_at from warehouse.feedback where audience = 'customer'
    union all
    select block_day as answered_at from employee_block
  )
  group by all
),
followed as (
  select
    day,
    lead(day) over (order by day) - day as gap,
    sum(n) over () as dated,
    sum(n) over (order by day rows between 1 following and unbounded following) as beyond
  from days
  where day is not null
),
settled as (
  select min(day) as day
  from followed
  cross join small_numbers({'audience': 'customer'})
  where gap > 28 and 20 * beyond <= dated and beyond <= greatest(rule.hidden_below, dated / 1000)
),
counted as (
  select
    min(days.day) as first_day,
    max(days.day) as last_day,
    coalesce(any_value(settled.day), max(days.day)) as settled_day,
    cast(coalesce(sum(days.n) filter (days.day > settled.day), 0) as bigint) as beyond,
    cast(coalesce(sum(days.n), 0) as bigint) as n
  from days
  cross join settled
)
select
  counted.first_day, counted.last_day, counted.settled_day, counted.beyond, shown_count(counted.n, counted.n, rule) as n
from counted
cross join small_numbers({'audience': 'customer'});
