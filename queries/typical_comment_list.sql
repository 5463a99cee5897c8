-- Which of the selected scored answers are most like all of them, a page of them, the most typical first?
-- Grain: one row per scored answer, as quote_list ranks them, the language read first; of employees whole blocks
-- Params: $filter, $language, $limit, $offset
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions, corrected,
--   consent_quote, source, question
with places as (
  select place, feedback_id, answered_at, is_read, is_handy, agrees, distance
  from scored_by_likeness($filter, $language)
  order by is_read desc, is_handy desc nulls last, agrees desc, distance, answered_at desc nulls last, feedback_id
  limit $limit
  offset $offset
),
page as (
  select
    answers.* replace (felt_told($filter, answers.touchpoint_scores, answers.felt) as felt),
    places.is_read, places.is_handy, places.agrees, places.distance
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
  page.is_read desc,
  page.is_handy desc nulls last,
  page.agrees desc,
  page.distance,
  page.answered_at desc nulls last,
  page.feedback_id
