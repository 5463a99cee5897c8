-- Which answers are selected, flat, for a file?
-- Grain: one row per answer, oldest first; no text or reply that may not be quoted; of employees whole blocks
-- Params: $filter
-- Columns: feedback_id, answered_at, source, source_id, audience, customer_key, touchpoint, channel, product, segment,
--   language, state, text, rating, rating_max, nps_score, tone, confidence, valence, intensity, emotions,
--   consent_quote, scorer_version, question, answer_id, attributes, touchpoints, complains, reply, replied_at,
--   reply_tone, corrected_by, corrected_at
with answers as (
  select
    feedback_id, answered_at, source, source_id, audience, customer_key, touchpoint, channel, product, segment,
    language, state, case when consent_quote then text end as text, rating, rating_max, nps_score, tone, confidence,
    valence, intensity, felt, consent_quote, scorer_version, question, answer_id, attributes,
    case when consent_quote then reply end as reply, replied_at, reply_tone,
    array_to_string(
      list_transform(
        at_touchpoints(touchpoint_scores, touchpoint, tone, felt), lambda said: said.touchpoint
      ), ', '
    ) as touchpoints,
    case when state = 'scored' then is_complaint(complains, tone, confidence, felt) end as complains
  from selected($filter)
),
mixes as (
  select felt, array_to_string(present_emotions(felt), ', ') as emotions
  from (select distinct felt from answers)
)
select
  cast(answers.feedback_id as varchar) as feedback_id, -- as text: a spreadsheet rounds numbers of 19 digits
  answers.answered_at, answers.source,
  answers.source_id,
  answers.audience,
  answers.customer_key,
  answers.touchpoint, answers.channel, answers.product, answers.segment, answers.language, answers.state, answers.text,
  answers.rating, answers.rating_max, answers.nps_score, answers.tone, answers.confidence, answers.valence,
  answers.intensity,
  mixes.emotions, answers.consent_quote, answers.scorer_version, answers.question,
  cast(answers.answer_id as varchar) as answer_id,
  told_attributes(answers.source, answers.attributes) as attributes,
  nullif(answers.touchpoints, '') as touchpoints, answers.complains, answers.reply, answers.replied_at,
  answers.reply_tone, corrected_comment.said_by as corrected_by, corrected_comment.said_at as corrected_at
from answers
left join mixes on answers.felt is not distinct from mixes.felt
left join corrected_comment using (feedback_id)
order by answers.answered_at nulls last, answers.feedback_id
