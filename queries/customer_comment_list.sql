-- What else has the customer of a comment answered, in order?
-- Grain: one row per answer of that customer but the comment itself, the nearest in time; none for employees' comments
-- Params: $feedback_id, $limit
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions, corrected,
--   consent_quote, source, question, nth, of_n, is_earlier
with opened as (
  select customer_key, feedback_id
  from warehouse.feedback
  where feedback_id = $feedback_id and audience = 'customer' and customer_key is not null
),
numbered as (
  select
    feedback.rowid as place, feedback.feedback_id,
    row_number() over (order by feedback.answered_at nulls last, feedback.feedback_id) as nth,
    count(*) over () as of_n
  from warehouse.feedback
  inner join opened using (customer_key)
  where feedback.audience = 'customer'
),
near as (
  select numbered.place, numbered.nth, numbered.of_n, numbered.nth < nth_opened as is_earlier
  from numbered
  cross join (
    select numbered.nth as nth_opened
    from numbered
    inner join opened using (feedback_id)
  )
  where numbered.nth <> nth_opened
  order by abs(numbered.nth - nth_opened), numbered.nth
  limit $limit
),
page as (
  select answers.*, near.nth, near.of_n, near.is_earlier
  from answers_to_show() as answers
  inner join near using (place)
)
select
  page.feedback_id, page.answered_at, page.touchpoint, page.channel, page.product, page.segment, page.language,
  page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score, page.tone, page.confidence,
  page.valence, page.intensity, present_emotions(page.felt) as present, page.evidence,
  mentions_of(page.feedback_id) as mentions,
  corrected_of(page.feedback_id) as corrected,
  page.consent_quote, page.source, page.question,
  page.nth, page.of_n, page.is_earlier
from page
order by page.nth
