-- Which comments put most into the stock of good feeling, or took most out of it?
-- Grain: one row per comment of the kind asked for that has its text, largest first; none where too few are selected
-- Params: $filter, $kind (deposit | withdrawal), $limit
-- Columns: feedback_id, weight, worth_now, answered_at, touchpoint, channel, product, segment, language, audience,
--   state, text, rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions,
--   corrected, consent_quote, source, question
with shares as (
  select
    weighed.place, weighed.feedback_id, weighed.answered_at, weighed.is_expired,
    cast(weighed.weight as bigint) as weight,
    weighed.weight * decayed(weighed.answered_at, moment, half_life) as worth_now
  from weighed($filter) as weighed
  cross join stock_moment($filter)
),
groups as (
  select count(*) as n
  from shares
),
largest as (
  select shares.place, shares.weight, shares.worth_now
  from shares
  cross join groups
  cross join small_numbers($filter)
  where groups.n >= rule.hidden_below
    and not shares.is_expired
    and shares.weight * case $kind when 'deposit' then 1 else -1 end > 0
  order by abs(shares.worth_now) desc, shares.answered_at desc, shares.feedback_id
  limit $limit
),
page as (
  select
    answers.* replace (felt_told($filter, answers.touchpoint_scores, answers.felt) as felt),
    largest.weight, largest.worth_now
  from answers_to_show() as answers
  inner join largest using (place)
)
select
  page.feedback_id, page.weight, page.worth_now, page.answered_at, page.touchpoint, page.channel, page.product,
  page.segment, page.language, page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score,
  tone_told($filter, page.touchpoint_scores, page.tone) as tone, page.confidence,
  valence_told($filter, page.touchpoint_scores, page.felt, page.valence) as valence,
  intensity_told($filter, page.touchpoint_scores, page.felt, page.intensity) as intensity,
  present_emotions(page.felt) as present, page.evidence,
  mentions_of(page.feedback_id) as mentions,
  corrected_of(page.feedback_id) as corrected,
  page.consent_quote, page.source, page.question
from page
order by abs(page.worth_now) desc, page.answered_at desc, page.feedback_id
