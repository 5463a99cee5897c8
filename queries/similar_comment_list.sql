-- Which customers' comments are most like one comment, by the words that they share?
-- Grain: one row per text, the most alike first; likeness in (0, 1] weighs what both share by rarity
-- Params: $feedback_id, $limit
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions, corrected,
--   consent_quote, source, question, likeness, shared
with opened as (
  select feedback_id, text_folded, customer_key, topics, other_lemmas
  from warehouse.feedback
  where feedback_id = $feedback_id and audience = 'customer'
),
own as (
  select lemma.lemma
  from (select unnest(list_concat(topics, other_lemmas)) as code from opened) as listed
  inner join warehouse.lemma using (code)
),
-- A word weighs ln(comments / comments with it). The rarest that other comments have are looked at: always two, and on
-- as long as all together are in at most 100,000 comments.
counted as (
  select feedback_lemma.lemma, count(*) as n
  from warehouse.feedback_lemma
  inner join own using (lemma)
  group by feedback_lemma.lemma
  having count(*) > 1
),
weighed as (
  select lemma, ln((select count(*) + 1 from warehouse.feedback where state = 'scored') / cast(n as double)) as weight
  from counted
  qualify row_number() over (order by n, lemma) <= 2 or sum(n) over (order by n, lemma) <= 100000
),
alike as (
  select
    feedback_lemma.feedback_id,
    sum(weighed.weight) as weight,
    count(*) as words
  from weighed
  inner join warehouse.feedback_lemma using (lemma)
  where feedback_lemma.feedback_id <> $feedback_id
  group by feedback_lemma.feedback_id
  having count(*) > 1 or (select count(*) from weighed) < 3
  order by weight desc, feedback_lemma.feedback_id
  limit 40 * $limit
),
-- Weight of what is shared against that of both comments' words, of which those that are not shared weigh the mean.
likened as (
  select
    feedback.rowid as place,
    alike.weight / (
      total.weight + (
        coalesce(len(feedback.topics), 0) + coalesce(len(feedback.other_lemmas), 0) - alike.words
      ) * total.weight / total.words
    ) as likeness
  from alike
  inner join warehouse.feedback using (feedback_id)
  cross join (
    select sum(weight) as weight, count(*) as words
    from weighed
  ) as total
  where feedback.audience = 'customer'
  order by likeness desc, place
  limit 6 * $limit
),
-- Not the same text, nor one text twice; the same customer's are listed elsewhere.
distinct_ones as (
  select likened.place, likened.likeness, feedback.feedback_id
  from warehouse.feedback
  inner join likened on feedback.rowid = likened.place
  cross join opened
  where feedback.text_folded <> opened.text_folded
    and feedback.customer_key is distinct from coalesce(opened.customer_key, '')
  qualify row_number() over (partition by feedback.text_folded order by likened.likeness desc, feedback.feedback_id) = 1
  order by likened.likeness desc, feedback.feedback_id
  limit $limit
),
page as (
  select answers.*, distinct_ones.likeness
  from answers_to_show() as answers
  inner join distinct_ones using (place)
),
common as (
  select page.feedback_id, list(weighed.lemma order by weighed.weight desc, weighed.lemma) as shared
  from weighed
  inner join warehouse.feedback_lemma using (lemma)
  inner join page using (feedback_id)
  group by page.feedback_id
)
select
  page.feedback_id, page.answered_at, page.touchpoint, page.channel, page.product, page.segment, page.language,
  page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score, page.tone, page.confidence,
  page.valence, page.intensity, present_emotions(page.felt) as present, page.evidence,
  mentions_of(page.feedback_id) as mentions,
  corrected_of(page.feedback_id) as corrected,
  page.consent_quote, page.source, page.question,
  page.likeness, common.shared
from page
inner join common using (feedback_id)
order by page.likeness desc, page.feedback_id
