-- What is there to know about one answer?
-- Grain: one row, or none where there is no such answer or too few employees to read them
-- Params: $feedback_id
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text, rating,
--   rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, consent_quote, source,
--   customer_key, source_id, scorer_version, brand_words, run_id, run_at, run_files, emotions
with emotions as (
  select
    list(feedback_emotion.emotion order by emotion.position) filter (where feedback_emotion.present) as present,
    list({
      'emotion': feedback_emotion.emotion,
      'probability': feedback_emotion.probability,
      'present': feedback_emotion.present,
      'intensity': feedback_emotion.intensity
    } order by emotion.position) as emotions
  from warehouse.feedback_emotion
  inner join warehouse.emotion using (emotion)
  where feedback_emotion.feedback_id = $feedback_id
),
employees as (
  select count(*) >= any_value(rule.hidden_below) as are_readable
  from warehouse.feedback
  cross join small_numbers({'audience': 'employee'})
  where audience = 'employee'
)
select
  feedback.feedback_id, feedback.answered_at, feedback.touchpoint, feedback.channel, feedback.product, feedback.segment,
  feedback.language, feedback.audience, feedback.state, feedback.text, feedback.rating, feedback.rating_max,
  feedback.nps_score, feedback.tone, feedback.confidence, feedback.valence, feedback.intensity,
  coalesce(emotions.present, []) as present, feedback.evidence, feedback.consent_quote, feedback.source,
  case when feedback.audience = 'customer' then feedback.customer_key end as customer_key,
  case when feedback.audience = 'customer' then feedback.source_id end as source_id,
  feedback.scorer_version, feedback.brand_words, feedback.run_id, run.finished_at as run_at, run.files as run_files,
  coalesce(emotions.emotions, []) as emotions
from warehouse.feedback
left join warehouse.run using (run_id)
cross join emotions
cross join employees
where feedback.feedback_id = $feedback_id and (feedback.audience = 'customer' or employees.are_readable)
order by feedback.feedback_id
