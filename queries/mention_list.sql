-- What do the selected answers speak of, flat, for a file?
-- Grain: one row per mention that the filter asks for, oldest first; of employees whole blocks; quotable texts alone
-- Params: $filter
-- Columns: feedback_id, ordinal, answered_at, source, source_id, audience, customer_key, channel, product, segment,
--   language, text, touchpoint, touchpoint_from, words, tone, confidence, intensity, emotions, rating, rating_max,
--   nps_score, consent_quote, scorer_version, question, answer_id, attributes, corrected_by, corrected_at
with answers as (
  select
    feedback_id, answered_at, source, source_id, audience, customer_key, channel, product, segment, language,
    case when consent_quote then text end as text, rating, rating_max, nps_score, consent_quote, scorer_version,
    question, answer_id, attributes
  from selected($filter)
  where state = 'scored'
),
mixes as (
  select felt, array_to_string(present_emotions(felt), ', ') as emotions
  from (select distinct felt from warehouse.mention)
)
select
  cast(answers.feedback_id as varchar) as feedback_id, -- as text: a spreadsheet rounds numbers of 19 digits
  mention.ordinal,
  answers.answered_at, answers.source, answers.source_id, answers.audience, answers.customer_key, answers.channel,
  answers.product, answers.segment, answers.language,
  substring(answers.text, mention.span_start + 1, mention.span_end - mention.span_start) as text,
  mention.touchpoint, mention.touchpoint_from,
  case when answers.consent_quote then array_to_string(mention.words, ', ') end as words,
  mention.tone, mention.confidence, intensity_of(mention.felt) as intensity, mixes.emotions, answers.rating,
  answers.rating_max, answers.nps_score,
  answers.consent_quote, answers.scorer_version, answers.question, cast(answers.answer_id as varchar) as answer_id,
  told_attributes(answers.source, answers.attributes) as attributes,
  corrected_comment.said_by as corrected_by, corrected_comment.said_at as corrected_at
from answers
inner join warehouse.mention using (feedback_id)
left join mixes on mention.felt is not distinct from mixes.felt
left join corrected_comment using (feedback_id)
where is_asked_for($filter, mention.touchpoint, mention.felt)
order by answers.answered_at nulls last, answers.feedback_id, mention.ordinal
