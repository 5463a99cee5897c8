-- What is there to know about one answer?
-- Grain: one row, or none; a customer's answer by its former id too, an employee's only from a block that is full
-- Params: $feedback_id
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions, corrected,
--   consent_quote, sensitive, source, question, customer_key, source_id, scorer_version, brand_words, run_id,
--   run_at, run_files, emotions, attributes, reply, replied_at, reply_tone, topics
with asked as (
  select coalesce(
    (
      select former.feedback_id
      from warehouse.former_feedback_id as former
      where former.former_id = $feedback_id
      limit 1
    ),
    $feedback_id
  ) as feedback_id
),
emotions as (
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
  where feedback_emotion.feedback_id = (select asked.feedback_id from asked)
),
-- What it says of what; a pair that hardly anybody else has has no words.
topics as (
  select list(pair.pair order by told.place) as topics
  from (
    select said.code, min(place) as place
    from (
      select unnest(pairs) as said, generate_subscripts(pairs, 1) as place
      from warehouse.feedback
      where feedback_id = (select asked.feedback_id from asked) and audience = 'customer'
    )
    group by said.code
  ) as told
  inner join warehouse.pair using (code)
),
answer as (
  from answers_to_show()
  where feedback_id = (select asked.feedback_id from asked)
)
select
  answer.feedback_id, answer.answered_at, answer.touchpoint, answer.channel, answer.product, answer.segment,
  answer.language, answer.audience, answer.state, answer.text, answer.rating, answer.rating_max, answer.nps_score,
  answer.tone, answer.confidence, answer.valence, answer.intensity, coalesce(emotions.present, []) as present,
  answer.evidence,
  mentions_of(answer.feedback_id) as mentions,
  corrected_of(answer.feedback_id) as corrected,
  answer.consent_quote, answer.sensitive, answer.source, answer.question, answer.customer_key, answer.source_id,
  answer.scorer_version,
  answer.brand_words, answer.run_id, run.finished_at as run_at, run.files as run_files,
  coalesce(emotions.emotions, []) as emotions, told_attributes(answer.source, answer.attributes) as attributes,
  answer.reply, answer.replied_at, answer.reply_tone, coalesce(topics.topics, []) as topics
from answer
left join warehouse.run using (run_id)
cross join emotions
cross join topics
order by answer.feedback_id
