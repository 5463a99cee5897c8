-- How often do score and text disagree: promoters complain, detractors leave quietly, full marks with a complaint?
-- Grain: one row per kind, always all three; of_n counts the scored comments in which it could happen
-- Params: $filter
-- Columns: kind, n, of_n, share, size
with comments as (
  select
    band, valence, full_marks,
    is_complaint(complains, tone, confidence, felt) as complains
  from selected($filter)
  where state = 'scored' and (band is not null or full_marks)
),
counted as (
  select
    count(*) filter (band = 'promoter') as promoters,
    count(*) filter (band = 'promoter' and complains) as complaining_promoters,
    count(*) filter (band = 'detractor') as detractors,
    count(*) filter (band = 'detractor' and valence in ('positive', 'neutral')) as quiet_detractors,
    count(*) filter (full_marks) as full_marks,
    count(*) filter (full_marks and complains) as complaining_full_marks
  from comments
),
kinds as (
  select 1 as position, 'promoter_with_complaint' as kind, complaining_promoters as hits, promoters as base
  from counted
  union all
  select 2 as position, 'quiet_detractor' as kind, quiet_detractors as hits, detractors as base
  from counted
  union all
  select 3 as position, 'full_marks_with_complaint' as kind, complaining_full_marks as hits, full_marks as base
  from counted
)
select
  kind,
  shown(hits, base, rule) as n,
  shown_count(base, base, rule) as of_n,
  shown(cast(hits as double) / nullif(base, 0), base, rule) as share,
  size_of(base, rule) as size
from kinds
cross join small_numbers($filter)
order by position
