-- How often was each of 0 to 10 given to the recommend question?
-- Grain: one row per score, 0 to 10, all present; n is null where there are too few answers to show
-- Params: $filter
-- Columns: nps_score, n
with counted as (
  select nps_score, count(*) as answers
  from selected($filter)
  where nps_score is not null
  group by nps_score
),
scores as (
  select score.nps_score, coalesce(counted.answers, 0) as answers
  from range(11) as score (nps_score)
  left join counted using (nps_score)
)
select nps_score, shown(answers, sum(answers) over (), rule) as n
from scores
cross join small_numbers($filter)
order by nps_score
