-- With which touchpoints, emotions and topics does a higher or lower NPS go, and how much of the whole NPS is that?
-- Grain: one row per theme; touchpoint '' is none; topics are nouns and English words of groups large enough to rank
-- Params: $filter
-- Columns: dimension, theme, n, promoters, detractors, of_n, of_promoters, of_detractors, nps, of_nps, impact, size

-- impact = n (nps - of_nps) / (of_n - n), which is of_nps minus the NPS without the theme's answers.
with answers as (
  select
    feedback_id, coalesce(touchpoint, '') as touchpoint,
    cast(is_promoter(nps_score) as integer) as promoter,
    cast(is_detractor(nps_score) as integer) as detractor
  from selected($filter)
  where nps_score is not null
),
whole as (
  select count(*) as n, coalesce(sum(promoter), 0) as promoters, coalesce(sum(detractor), 0) as detractors
  from answers
),
themes as (
  select 'touchpoint' as dimension, touchpoint as theme, count(*) as n,
    sum(promoter) as promoters, sum(detractor) as detractors
  from answers
  group by touchpoint
  union all
  select 'emotion' as dimension, feedback_emotion.emotion as theme, count(*) as n,
    sum(promoter) as promoters, sum(detractor) as detractors
  from answers
  inner join warehouse.feedback_emotion using (feedback_id)
  where feedback_emotion.present
  group by feedback_emotion.emotion
  union all
  select 'topic' as dimension, feedback_lemma.lemma as theme, count(*) as n,
    sum(promoter) as promoters, sum(detractor) as detractors
  from answers
  inner join warehouse.feedback_lemma using (feedback_id)
  cross join small_numbers($filter)
  where not contains(feedback_lemma.lemma, '/') or regexp_matches(feedback_lemma.lemma, '/NN[GP]$')
  group by feedback_lemma.lemma
  having count(*) >= any_value(rule.few_below)
),
measured as (
  select
    themes.dimension, themes.theme, themes.n,
    cast(themes.promoters as bigint) as promoters,
    cast(themes.detractors as bigint) as detractors,
    whole.n as of_n,
    cast(whole.promoters as bigint) as of_promoters,
    cast(whole.detractors as bigint) as of_detractors,
    nps_of(themes.n, themes.promoters, themes.detractors) as nps,
    nps_of(whole.n, whole.promoters, whole.detractors) as of_nps,
    least(themes.n, whole.n - themes.n) as smaller
  from themes
  cross join whole
)
select
  dimension, theme,
  shown_count(n, smaller, rule) as n,
  shown(promoters, smaller, rule) as promoters,
  shown(detractors, smaller, rule) as detractors,
  shown_count(of_n, smaller, rule) as of_n,
  shown(of_promoters, smaller, rule) as of_promoters,
  shown(of_detractors, smaller, rule) as of_detractors,
  shown(nps, smaller, rule) as nps,
  shown(of_nps, smaller, rule) as of_nps,
  shown(n * (nps - of_nps) / nullif(of_n - n, 0), smaller, rule) as impact,
  size_of(smaller, rule) as size
from measured
cross join small_numbers($filter)
order by
  dimension = 'topic', dimension = 'emotion', size_of(smaller, rule) <> 'normal',
  shown(n * (nps - of_nps) / nullif(of_n - n, 0), smaller, rule) nulls last, theme
