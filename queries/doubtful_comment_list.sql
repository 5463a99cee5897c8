-- Which comments should people look at first: the least certain ones that move a figure most?
-- Grain: one row per scored comment with a text whose tone nobody has said, the most urgent first
-- Params: $filter, $limit, $offset
-- Columns: feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions, corrected,
--   consent_quote, source, question, doubt, influence

-- doubt, 0 to 1: the larger of 2 (1 - confidence) and, where the score of the answer says the contrary, |tone|.
-- influence, 0 to 1: few_below / n of the smallest touchpoint that it counts at, 1 where that has fewer: how far one
-- comment moves a figure. Urgent is what has the largest product of both.
with answers as (
  select
    place, feedback_id, answered_at,
    list_transform(
      at_touchpoints(touchpoint_scores, touchpoint, tone, felt), lambda said: coalesce(said.touchpoint, '')
    ) as points,
    greatest(
      2 * (1 - confidence),
      case
        when (band = 'promoter' or rated_band = 'high') and tone < 0 then -tone
        when (band = 'detractor' or rated_band = 'low') and tone > 0 then tone
        else 0
      end
    ) as doubt,
    confidence
  from selected($filter)
  where state = 'scored' and text_length is not null
),
sizes as (
  select map_from_entries(list((touchpoint, n))) as n_at
  from (
    select unnest(points) as touchpoint, count(*) as n
    from answers
    group by touchpoint
  )
),
urgent as (
  select
    answers.place, answers.feedback_id, answers.answered_at, answers.doubt,
    least(1.0, rule.few_below / list_min(list_transform(answers.points, lambda point: sizes.n_at[point]))) as influence
  from answers
  cross join sizes
  cross join small_numbers($filter)
  where answers.doubt > 0
    and answers.confidence < 1
    and answers.feedback_id not in (select own_label.feedback_id from own_label where own_label.said_tone is not null)
  order by answers.doubt * influence desc, answers.answered_at desc nulls last, answers.feedback_id
  limit $limit
  offset $offset
),
page as (
  select
    shown_answers.* replace (felt_told($filter, shown_answers.touchpoint_scores, shown_answers.felt) as felt),
    urgent.doubt, urgent.influence
  from answers_to_show() as shown_answers
  inner join urgent using (place)
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
  page.consent_quote, page.source, page.question, page.doubt, page.influence
from page
order by page.doubt * page.influence desc, page.answered_at desc nulls last, page.feedback_id
