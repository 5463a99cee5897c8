-- Which comments may represent the selected ones: the typical, the strongest and one that disagrees?
-- Grain: one row per role (typical, strongest, disagreeing) for which there is one; none where the group is too small
-- Params: $filter, $language
-- Columns: role, n, feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state,
--   text, rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, mentions,
--   corrected, consent_quote, source, question

-- The rule. The group are the n scored comments selected; quoted are those that have a text and consent to it.
-- They are those in $language, the reader's, where a group of these may be shown, else all; 10 to 240 characters come
-- before other texts, then those whose tone, emotions and score agree (macros/typical.sql) before others.
-- typical: of those that agree alone, least |tone - mean tone| / 2 + 1 - cosine of its present emotions with the
-- group's shares of all emotions.
-- strongest: highest intensity, then largest |tone| x confidence.
-- disagreeing: largest |tone| x confidence among those whose tone has the other sign than the mean's.
-- Ties go to the newest, then to the least feedback_id.
-- No role has a text that a role before it has.
with scored as (
  select
    place, feedback_id, answered_at, tone, confidence, text_length, intensity, consent_quote, is_handy, agrees, is_read,
    distance, group_n, mean_tone
  from scored_by_likeness($filter, $language)
),
whole as (
  select count(*) as n
  from scored
),
candidates as (
  select
    place, feedback_id, answered_at, tone, confidence, text_length, intensity, is_handy, agrees, is_read, distance,
    abs(tone) * confidence as force,
    tone * mean_tone < 0 as is_against,
    rule.hidden_below as hidden_below
  from scored
  cross join small_numbers($filter)
  where consent_quote and text_length is not null and group_n >= rule.hidden_below
),
-- Joined rather than counted by a window over all, which takes seconds for a hundred thousand of them.
readable as (
  select count(*) filter (where is_read and agrees) as n
  from candidates
),
quotable as (
  select candidates.* exclude (is_read, hidden_below)
  from candidates
  cross join readable
  where candidates.is_read or readable.n < candidates.hidden_below
),
-- Texts are read of a few rows only: of those that may say the same, and of the first candidates.
typical as (
  select first_one.*, feedback.text
  from (
    select place, tone, confidence, text_length
    from quotable
    where agrees
    order by is_handy desc, distance, answered_at desc nulls last, feedback_id
    limit 1
  ) as first_one
  inner join warehouse.feedback on feedback.rowid = first_one.place
),
as_typical as (
  select quotable.place
  from quotable
  inner join typical using (tone, confidence, text_length)
  inner join warehouse.feedback on feedback.rowid = quotable.place
  where feedback.text = typical.text
),
strongest as (
  select first_ones.*, feedback.text
  from (
    select place, feedback_id, answered_at, tone, confidence, text_length, is_handy, agrees, intensity, force
    from quotable
    anti join as_typical using (place)
    order by is_handy desc, agrees desc, intensity desc, force desc, answered_at desc nulls last, feedback_id
    limit 12
  ) as first_ones
  inner join warehouse.feedback on feedback.rowid = first_ones.place
  where feedback.text not in (select typical.text from typical)
  order by
    is_handy desc, agrees desc, intensity desc, force desc, first_ones.answered_at desc nulls last,
    first_ones.feedback_id
  limit 1
),
as_strongest as (
  select quotable.place
  from quotable
  inner join strongest using (tone, confidence, text_length)
  inner join warehouse.feedback on feedback.rowid = quotable.place
  where feedback.text = strongest.text
),
disagreeing as (
  select first_ones.place
  from (
    select place, feedback_id, answered_at, is_handy, agrees, force
    from quotable
    anti join as_typical using (place)
    anti join as_strongest using (place)
    where is_against
    order by is_handy desc, agrees desc, force desc, answered_at desc nulls last, feedback_id
    limit 12
  ) as first_ones
  inner join warehouse.feedback on feedback.rowid = first_ones.place
  where feedback.text not in (select typical.text from typical union all select strongest.text from strongest)
  order by is_handy desc, agrees desc, force desc, first_ones.answered_at desc nulls last, first_ones.feedback_id
  limit 1
),
roles as (
  select 1 as position, 'typical' as role, place from typical
  union all
  select 2 as position, 'strongest' as role, place from strongest
  union all
  select 3 as position, 'disagreeing' as role, place from disagreeing
),
page as (
  select
    answers.* replace (felt_told($filter, answers.touchpoint_scores, answers.felt) as felt),
    roles.position, roles.role, whole.n
  from answers_to_show() as answers
  inner join roles using (place)
  cross join whole
)
select
  page.role, page.n, page.feedback_id, page.answered_at, page.touchpoint, page.channel, page.product, page.segment,
  page.language, page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score,
  tone_told($filter, page.touchpoint_scores, page.tone) as tone, page.confidence,
  valence_told($filter, page.touchpoint_scores, page.felt, page.valence) as valence,
  intensity_told($filter, page.touchpoint_scores, page.felt, page.intensity) as intensity,
  present_emotions(page.felt) as present, page.evidence,
  mentions_of(page.feedback_id) as mentions,
  corrected_of(page.feedback_id) as corrected,
  page.consent_quote, page.source, page.question
from page
order by page.position
