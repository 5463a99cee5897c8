-- With which touchpoints, emotions or topics does a higher or lower NPS go, and how much of the whole NPS is that?
-- Grain: one row per theme; touchpoint '' is none; topics are nouns, large enough to rank, the $limit largest impacts
-- Params: $filter, $about (touchpoint | emotion | topic), $limit
-- Columns: dimension, theme, n, promoters, detractors, of_n, of_promoters, of_detractors, nps, of_nps, impact, size

-- impact = n (nps - of_nps) / (of_n - n), which is of_nps minus the NPS without the theme's answers.
with answers as (
  select
    block, felt, topics,
    cast(is_promoter(nps_score) as integer) as promoter,
    cast(is_detractor(nps_score) as integer) as detractor
  from selected($filter)
  where nps_score is not null
),
whole as (
  select count(*) as n, coalesce(sum(promoter), 0) as promoters, coalesce(sum(detractor), 0) as detractors
  from answers
),
-- Lemmas that are met early, which most of those said are, have codes of two bytes, by which DuckDB counts in an array.
in_blocks as (
  select 'touchpoint' as dimension, touchpoint as theme, block, count(*) as n,
    count(*) filter (is_promoter(nps_score)) as promoters, count(*) filter (is_detractor(nps_score)) as detractors
  from selected_at_touchpoints($filter)
  where $about = 'touchpoint' and nps_score is not null
  group by touchpoint, block
  union all
  select 'emotion' as dimension, emotion.emotion as theme, mixes.block, cast(sum(mixes.n) as bigint) as n,
    sum(mixes.promoters) as promoters, sum(mixes.detractors) as detractors
  from (
    select present_in(felt) as present, block, count(*) as n, sum(promoter) as promoters, sum(detractor) as detractors
    from answers
    where $about = 'emotion'
    group by present, block
  ) as mixes
  inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
  group by emotion.emotion, mixes.block
  union all
  select 'topic' as dimension, lemma.lemma as theme, said.block, said.n, said.promoters, said.detractors
  from (
    select cast(short_code as uinteger) as code, block, n, promoters, detractors
    from (
      select cast(code as usmallint) as short_code, cast(null as bigint) as block, count(*) as n,
        sum(promoter) as promoters, sum(detractor) as detractors
      from (
        select unnest(topics) as code, promoter, detractor
        from answers
        where $about = 'topic' and block is null
      )
      where code < 65536
      group by short_code
    )
    union all
    select code, cast(null as bigint) as block, count(*) as n, sum(promoter) as promoters, sum(detractor) as detractors
    from (
      select unnest(topics) as code, promoter, detractor
      from answers
      where $about = 'topic' and block is null and topics[-1] >= 65536
    )
    where code >= 65536
    group by code
    union all
    select code, block, count(*) as n, sum(promoter) as promoters, sum(detractor) as detractors
    from (
      select unnest(topics) as code, block, promoter, detractor
      from answers
      where $about = 'topic' and block is not null
    )
    group by code, block
  ) as said
  inner join warehouse.lemma using (code)
),
-- As a filter by the theme selects: of employees the blocks in which all answers have it.
themes as (
  select
    in_blocks.dimension, in_blocks.theme, sum(in_blocks.n) as n,
    sum(in_blocks.promoters) as promoters, sum(in_blocks.detractors) as detractors
  from in_blocks
  cross join small_numbers($filter)
  where in_blocks.block is null or in_blocks.n = rule.hidden_below
  group by in_blocks.dimension, in_blocks.theme
  having in_blocks.dimension <> 'topic'
    or sum(in_blocks.n) >= any_value(rule.few_below)
),
measured as (
  select
    themes.dimension, themes.theme, cast(themes.n as bigint) as n,
    cast(themes.promoters as bigint) as promoters,
    cast(themes.detractors as bigint) as detractors,
    whole.n as of_n,
    cast(whole.promoters as bigint) as of_promoters,
    cast(whole.detractors as bigint) as of_detractors,
    nps_of(cast(themes.n as bigint), themes.promoters, themes.detractors) as nps,
    nps_of(whole.n, whole.promoters, whole.detractors) as of_nps,
    cast(least(themes.n, whole.n - themes.n) as bigint) as smaller
  from themes
  cross join whole
),
listed as (
  select
    dimension, theme, n, promoters, detractors, of_n, of_promoters, of_detractors, nps, of_nps, smaller,
    n * (nps - of_nps) / nullif(of_n - n, 0) as impact
  from measured
  qualify dimension <> 'topic'
    or row_number() over (partition by dimension order by abs(impact) desc nulls last, theme) <= $limit
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
  shown(listed.impact, smaller, rule) as impact,
  size_of(smaller, rule) as size
from listed
cross join small_numbers($filter)
order by
  size_of(smaller, rule) <> 'normal',
  shown(listed.impact, smaller, rule) nulls last, theme
