-- Which comments express a wish, praise of a kindness, a thought or a deed, and in how many of them is it so?
-- Grain: one row per quote, up to $limit, the fittest first; none where the group is too small or nobody says so
-- Params: $filter, $expression (wish | kindness | thought | deed), $limit
-- Columns: n, of_n, share, low, high, size, said, feedback_id, answered_at, touchpoint, channel, product, segment,
--   language, audience, state, text, rating, rating_max, nps_score, tone, confidence, valence, intensity, present,
--   evidence, mentions, corrected, consent_quote, source, question

-- The group are the of_n scored comments of customers that may be quoted; n of them say so, by the patterns of
-- macros/expressions.sql. Where the filter names touchpoints, only what is said there counts: the mentions that have
-- them. Pieces of 10 to 240 characters come first, then the surest tone, the newest, the least feedback_id; no
-- text twice. Who may not read comments gets three at most, as of quote_list: quotes, no list of comments.
with quotable as (
  select
    place, feedback_id, answered_at, tone, confidence, text,
    cast($filter['touchpoints'] as varchar[]) as touchpoints
  from selected($filter)
  where state = 'scored' and audience = 'customer' and consent_quote and text is not null
),
pieces as (
  select
    quotable.place, mention.tone, mention.confidence,
    substring(quotable.text, mention.span_start + 1, mention.span_end - mention.span_start) as said
  from quotable
  inner join warehouse.mention using (feedback_id)
  where list_contains(quotable.touchpoints, coalesce(mention.touchpoint, ''))
  union all
  select quotable.place, quotable.tone, quotable.confidence, quotable.text as said
  from quotable
  anti join warehouse.mention using (feedback_id)
  where len(quotable.touchpoints) > 0
  union all
  select place, tone, confidence, text as said
  from quotable
  where len(touchpoints) = 0
),
found as (
  select
    place, trim(said) as said, abs(tone) * confidence as sureness,
    length(trim(said)) between 10 and 240 as is_handy
  from pieces
  where expresses($expression, said, tone)
),
counted as (
  select (select count(distinct place) from found) as n, (select count(*) from quotable) as of_n
),
chosen as (
  select found.place, found.said, found.is_handy, found.sureness, quotable.answered_at, quotable.feedback_id
  from found
  inner join quotable using (place)
  cross join counted
  cross join small_numbers($filter)
  where counted.of_n >= rule.hidden_below
  qualify
    row_number() over (partition by found.place order by found.is_handy desc, found.sureness desc, found.said) = 1
    and row_number() over (
      partition by lower(found.said)
      order by found.sureness desc, quotable.answered_at desc nulls last, quotable.feedback_id
    ) = 1
),
first_ones as (
  select place, said, is_handy, sureness
  from chosen
  order by is_handy desc, sureness desc, answered_at desc nulls last, feedback_id
  limit least($limit, quotes_at_most())
),
page as (
  select
    answers.* replace (felt_told($filter, answers.touchpoint_scores, answers.felt) as felt),
    first_ones.said, first_ones.is_handy, first_ones.sureness,
    share_figures(counted.of_n, counted.n, rule) as figures, counted.n as saying, counted.of_n as rule_n, rule
  from answers_to_show() as answers
  inner join first_ones using (place)
  cross join counted
  cross join small_numbers($filter)
)
select
  shown_count(page.saying, page.saying, page.rule) as n,
  page.figures.n as of_n,
  shown(page.figures.share, page.saying, page.rule) as share,
  shown(page.figures.low, page.saying, page.rule) as low,
  shown(page.figures.high, page.saying, page.rule) as high,
  page.figures.size as size,
  page.said, page.feedback_id, page.answered_at, page.touchpoint, page.channel, page.product, page.segment,
  page.language, page.audience, page.state, page.text, page.rating, page.rating_max, page.nps_score,
  tone_told($filter, page.touchpoint_scores, page.tone) as tone, page.confidence,
  valence_told($filter, page.touchpoint_scores, page.felt, page.valence) as valence,
  intensity_told($filter, page.touchpoint_scores, page.felt, page.intensity) as intensity,
  present_emotions(page.felt) as present, page.evidence,
  mentions_of(page.feedback_id) as mentions,
  corrected_of(page.feedback_id) as corrected,
  page.consent_quote, page.source, page.question
from page
order by page.is_handy desc, page.sureness desc, page.answered_at desc nulls last, page.feedback_id
