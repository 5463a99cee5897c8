-- Small numbers (METRICS), and employees' answers in blocks of as many as may be shown.

-- A threshold that is missing hides all: no group is as large as the largest bigint.
create macro threshold(value) as coalesce(cast(value as bigint), 9223372036854775807);

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

-- A count is hidden with the values beside it. That there is nothing is told only to those who could read it.
create macro shown_count(value, n, rule) as case when n >= rule.hidden_below or n = 0 and rule.shows_none then value end;

-- The value that all rows of a group have, or null.
create macro in_common(value) as
  case when count(value) = count(*) and min(value) = max(value) then min(value) end;

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
    feedback.* replace (
      blocks.block_day as answered_at,
      may_be_quoted(feedback.consent_quote, feedback.sensitive) as consent_quote,
      case when false then feedback.touchpoint_scores end as touchpoint_scores
    ),
    feedback.rowid as place,
    blocks.* exclude (place, block_day)
  from warehouse.feedback
  inner join employee_block as blocks on feedback.rowid = blocks.place;

-- The answers at these places of feedback, as each of them may be shown.
create macro answers_to_show() as table
  select
    feedback.* replace (may_be_quoted(feedback.consent_quote, feedback.sensitive) as consent_quote),
    feedback.rowid as place
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
select counted.first_at, counted.last_at, shown_count(counted.n, counted.n, rule) as n
from (
  select min(answered_at) as first_at, max(answered_at) as last_at, count(*) as n
  from (
    select answered_at from warehouse.feedback where audience = 'customer'
    union all
    select block_day as answered_at from employee_block
  )
) as counted
cross join small_numbers({'audience': 'customer'});
