-- How much of what was answered could be scored, and what else was answered?
-- Grain: one row, always; all null where there are too few employees' answers to show
-- Params: $filter
-- Columns: n, no_text, unsupported_language, empty, no_answer, scored, no_emotion, mixed, with_nps, with_rating,
--   without_date
with counted as (
  select
    count(*) as n,
    count(*) filter (state = 'no_text') as no_text,
    count(*) filter (state = 'unsupported_language') as unsupported_language,
    count(*) filter (state = 'empty') as empty,
    count(*) filter (state = 'no_answer') as no_answer,
    count(*) filter (state = 'scored') as scored,
    count(*) filter (intensity = 0) as no_emotion,
    count(*) filter (valence = 'mixed') as mixed,
    count(nps_score) as with_nps,
    count(rating) as with_rating,
    count(*) - count(answered_at) as without_date
  from selected($filter)
)
select
  shown_count(n, n, rule) as n,
  shown_count(no_text, n, rule) as no_text,
  shown_count(unsupported_language, n, rule) as unsupported_language,
  shown_count(empty, n, rule) as empty,
  shown_count(no_answer, n, rule) as no_answer,
  shown_count(scored, n, rule) as scored,
  shown_count(no_emotion, n, rule) as no_emotion,
  shown_count(mixed, n, rule) as mixed,
  shown_count(with_nps, n, rule) as with_nps,
  shown_count(with_rating, n, rule) as with_rating,
  shown_count(without_date, n, rule) as without_date
from counted
cross join small_numbers($filter)
order by all
