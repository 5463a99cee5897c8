-- Which comments may stand for the selected ones: the typical, the strongest and one that disagrees?
-- Grain: one row per role (typical, strongest, disagreeing) for which there is one; none where the group is too small
-- Params: $filter
-- Columns: role, n, feedback_id, answered_at, touchpoint, channel, product, segment, language, audience, state, text,
--   rating, rating_max, nps_score, tone, confidence, valence, intensity, present, evidence, consent_quote, source

-- The rule. The group are the n scored comments selected; quoted are those that have a text and consent to it.
-- typical: least |tone - mean tone| / 2 + 1 - cosine of its present emotions with the group's shares of all emotions.
-- strongest: highest intensity, then largest |tone| x confidence.
-- disagreeing: largest |tone| x confidence among those whose tone has the other sign than the mean's.
-- 10 to 240 characters come before shorter and longer texts; ties go to the newest, then to the least feedback_id.
-- Each role takes a text that the roles before it have not taken.
with scored as (
  select
    place, feedback_id, answered_at, tone, confidence, intensity, consent_quote, hash(text) as said,
    text is not null as has_text, length(text) between 10 and 240 as is_handy
  from selected($filter)
  where state = 'scored'
),
whole as (
  select count(*) as n, avg(tone) as mean_tone
  from scored
),
shares as (
  select feedback_emotion.emotion, cast(count(*) as double) / any_value(whole.n) as share
  from scored
  inner join warehouse.feedback_emotion using (feedback_id)
  cross join whole
  where feedback_emotion.present
  group by feedback_emotion.emotion
),
lengths as (
  select sqrt(sum(share * share)) as mix_length
  from shares
),
likeness as (
  select
    scored.feedback_id,
    sum(shares.share) / (sqrt(count(*)) * any_value(lengths.mix_length)) as cosine
  from scored
  inner join warehouse.feedback_emotion using (feedback_id)
  inner join shares using (emotion)
  cross join lengths
  where feedback_emotion.present and scored.consent_quote
  group by scored.feedback_id
),
quotable as (
  select
    scored.place, scored.feedback_id, scored.answered_at, scored.said, scored.is_handy, scored.intensity,
    abs(scored.tone) * scored.confidence as force,
    scored.tone * whole.mean_tone < 0 as is_against,
    round(abs(scored.tone - whole.mean_tone) / 2 + 1 - coalesce(likeness.cosine, 0), 9) as distance
  from scored
  cross join whole
  cross join small_numbers($filter)
  left join likeness using (feedback_id)
  where scored.consent_quote and scored.has_text and whole.n >= rule.hidden_below
),
typical as (
  select 1 as position, 'typical' as role, place, said
  from quotable
  order by is_handy desc, distance, answered_at desc nulls last, feedback_id
  limit 1
),
strongest as (
  select 2 as position, 'strongest' as role, place, said
  from quotable
  where said not in (select typical.said from typical)
  order by is_handy desc, intensity desc, force desc, answered_at desc nulls last, feedback_id
  limit 1
),
disagreeing as (
  select 3 as position, 'disagreeing' as role, place, said
  from quotable
  where is_against
    and said not in (select typical.said from typical union all select strongest.said from strongest)
  order by is_handy desc, force desc, answered_at desc nulls last, feedback_id
  limit 1
),
roles as (
  select position, role, place from typical
  union all
  select position, role, place from strongest
  union all
  select position, role, place from disagreeing
),
page as (
  select answers.*, roles.position, roles.role, whole.n
  from answers_to_show() as answers
  inner join roles using (place)
  cross join whole
),
found as (
  select page.feedback_id, list(feedback_emotion.emotion order by emotion.position) as present
  from page
  inner join warehouse.feedback_emotion using (feedback_id)
  inner join warehouse.emotion using (emotion)
  where feedback_emotion.present
  group by page.feedback_id
)
select
  page.role, page.n, page.feedback_id, page.answered_at, page.touchpoint, page.channel, page.product, page.segment,
  page.language, page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score, page.tone,
  page.confidence, page.valence, page.intensity, coalesce(found.present, []) as present, page.evidence,
  page.consent_quote, page.source
from page
left join found using (feedback_id)
order by page.position
