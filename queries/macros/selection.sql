-- The rows of feedback that filters let through. Macros that take a filter here are templates (queries/selections.py):
-- `lets_through(filter)`, `has_begun(filter)`, `answers_of_audience(filter)` and what ends in `_told` are written for what a
-- filter limits. Tone and emotions are those said at the touchpoints that a filter keeps (macros/said_there.sql). A line that
-- ends in "where asked for" is left out for queries that do not name its column.

-- The customers' answers that a filter lets through; `place` finds a row again quickly.
create macro matching_customers(filter) as table
  select
    feedback.* replace (may_be_quoted(feedback.consent_quote, feedback.sensitive) as consent_quote),
    nps_band(nps_of_answer(nps_score, answer_nps_score)) as band,  -- where asked for
    rating_band_of_answer(rating, rating_max, answer_rating, answer_rating_max) as rated_band,  -- where asked for
    has_full_marks(rating, rating_max, answer_rating, answer_rating_max) as full_marks,  -- where asked for
    feedback.rowid as place, cast(null as bigint) as block
  from feedback_told(filter) as feedback
  where audience = 'customer'
    and cast(filter['audience'] as varchar) = 'customer'
    and lets_through(filter);

-- The same in the copy of queries/answers_in_groups.py: who is a promoter is told as far as a group has it in common.
create macro matching_groups(filter) as table
  select
    feedback.* exclude (group_band, group_rated_band, group_full_marks), feedback.rowid as place,
    cast(null as bigint) as block, group_band as band, group_rated_band as rated_band, group_full_marks as full_marks
  from feedback_told(filter) as feedback
  where audience = 'customer'
    and cast(filter['audience'] as varchar) = 'customer'
    and lets_through(filter);

-- The employees' answers that a filter lets through, as they may be shown; `least` is the size of their blocks.
create macro matching_employees(filter) as table
  select
    employees.* exclude (shared_source, shared_channel, shared_product, shared_segment, shared_attributes)
      replace (
        shared_source as source, shared_channel as channel, shared_product as product, shared_segment as segment,
        shared_attributes as attributes,
        cast(null as varchar) as customer_key, cast(null as varchar) as source_id
      )
      rename (shared_band as band, shared_rated_band as rated_band, shared_full_marks as full_marks)
  from employees_in_blocks() as employees
  where cast(filter['audience'] as varchar) = 'employee'
    and lets_through(filter);

-- Of these only whole blocks, those in which every answer is let through, so that what two questions differ by is whole
-- blocks too and tells of no fewer people than one may ask about.
create macro whole_blocks(filter) as table
  select * exclude (least)
  from matching_employees(filter)
  qualify count(*) over (partition by block) = least;

-- The rows of feedback that a queries.Filter lets through, those before its first day too.
create macro selected_until(filter) as table
  select *
  from answers_of_audience(filter);

-- The rows of feedback that a queries.Filter lets through. A grouping that could split a block of employees' goes by these
-- columns: answered_at, touchpoint, rating_max, source, channel, product and segment (what the block has in common), band (of
-- the recommend question), rated_band and full_marks.
create macro selected(filter) as table
  select *
  from answers_of_audience(filter)
  where has_begun(filter);

-- What two filters both let through.
create macro selected_by_both(filter, other) as table
  select feedback_id
  from selected(filter)
  semi join selected(other) using (feedback_id);

-- The same, once for each touchpoint that an answer is at: `touchpoint` ('' is none), and tone and felt of what it says
-- there.
create macro selected_at_touchpoints(filter) as table
  select
    audience, block, answered_at, state, nps_score, rating, rating_max,
    source, answer_id, reply, replied_at, reply_tone,
    coalesce(said.touchpoint, '') as touchpoint, said.tone, said.felt
  from (
    select
      audience, block, answered_at, state, nps_score, rating, rating_max, source, answer_id, reply, replied_at, reply_tone,
      unnest(at_touchpoints(touchpoint_scores, touchpoint, tone, felt)) as said
    from selected(filter)
  );
