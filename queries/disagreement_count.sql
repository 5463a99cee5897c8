-- How often do score and text disagree: promoters complain, detractors leave quietly, full marks with a complaint?
-- Grain: one row per kind, always all three; of_n counts the scored comments in which it could happen
-- Params: $filter
-- Columns: kind, n, of_n, share, size
with comments as (
  select feedback_id, nps_score, valence, rating = rating_max as is_full
  from selected($filter)
  where state = 'scored' and (nps_score is not null or rating = rating_max)
),
complaints as (
  select distinct comments.feedback_id
  from comments
  inner join warehouse.feedback_emotion using (feedback_id)
  where feedback_emotion.present and is_complaint(feedback_emotion.emotion)
),
counted as (
  select
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_promoter(nps_score) and complaints.feedback_id is not null) as complaining_promoters,
    count(*) filter (is_detractor(nps_score)) as detractors,
    count(*) filter (is_detractor(nps_score) and valence in ('positive', 'neutral')) as quiet_detractors,
    count(*) filter (is_full) as full_marks,
    count(*) filter (is_full and complaints.feedback_id is not null) as complaining_full_marks
  from comments
  left join complaints using (feedback_id)
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
