-- How many rows has a file of what is selected, and how many of them are without their text?
-- Grain: one row, always; all null where there are too few answers for who asks
-- Params: $filter
-- Columns: comments, scores, texts_left_out, mentions, mention_texts_left_out
with answers as (
  select feedback_id, state, consent_quote
  from selected($filter)
),
counted as (
  select
    count(*) as n,
    count(*) filter (state <> 'no_text') as comments,
    count(*) filter (state = 'no_text') as scores,
    count(*) filter (state <> 'no_text' and not consent_quote) as texts_left_out
  from answers
),
clauses as (
  select count(*) as mentions, count(*) filter (not answers.consent_quote) as mention_texts_left_out
  from answers
  inner join warehouse.mention using (feedback_id)
  where answers.state = 'scored' and is_asked_for($filter, mention.touchpoint, mention.felt)
)
select
  case when counted.n >= rule.hidden_below or rule.shows_none then counted.comments end as comments,
  case when counted.n >= rule.hidden_below or rule.shows_none then counted.scores end as scores,
  case when counted.n >= rule.hidden_below or rule.shows_none then counted.texts_left_out end as texts_left_out,
  case when counted.n >= rule.hidden_below or rule.shows_none then clauses.mentions end as mentions,
  case
    when counted.n >= rule.hidden_below or rule.shows_none then clauses.mention_texts_left_out
  end as mention_texts_left_out
from counted
cross join clauses
cross join small_numbers($filter)
order by all
