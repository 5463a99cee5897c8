-- Which answers are selected, a page of them in the order asked for?
-- Grain: one row per answer; of employees whole blocks, each dated by its last answer
-- Params: $filter, $order (newest | oldest | tone_low | tone_high | rating_low | nps_low | intensity | confidence),
--   $limit, $offset
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions, corrected,
--   consent_quote, source, question
with places as (
  select
    place, feedback_id, answered_at,
    case $order
      when 'tone_low' then -tone
      when 'tone_high' then tone
      when 'rating_low' then -rating / rating_max
      when 'nps_low' then 10 - nps_score
      when 'intensity' then intensity
      when 'confidence' then confidence
    end as strength
  from selected($filter)
  order by
    strength desc nulls last,
    case when $order = 'oldest' then answered_at end asc nulls last,
    answered_at desc nulls last,
    feedback_id
  limit $limit
  offset $offset
),
page as (
  select
    answers.* replace (felt_told($filter, answers.touchpoint_scores, answers.felt) as felt),
    places.strength
  from answers_to_show() as answers
  inner join places using (place)
)
select
  page.feedback_id, page.answered_at, page.touchpoint, page.channel, page.product, page.segment, page.language,
  page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score,
  tone_told($filter, page.touchpoint_scores, page.tone) as tone, page.confidence,
  valence_told($filter, page.touchpoint_scores, page.felt, page.valence) as valence,
  intensity_told($filter, page.touchpoint_scores, page.felt, page.intensity) as intensity,
  present_emotions(page.felt) as present, page.evidence,
  mentions_of(page.feedback_id) as mentions,
  corrected_of(page.feedback_id) as corrected,
  page.consent_quote, page.source, page.question
from page
order by
  page.strength desc nulls last,
  case when $order = 'oldest' then page.answered_at end asc nulls last,
  page.answered_at desc nulls last,
  page.feedback_id
