-- Which scores are there at all in the file: answers to the recommend question, ratings?
-- Grain: one row per audience and score (nps, rating) that somebody gave; of employees in whole blocks
-- Params: none
-- Columns: audience, score
with given as (
  select audience, nps_score is not null as has_nps, rating is not null as has_rating
  from warehouse.feedback
  where audience = 'customer'
  union all
  select audience, nps_score is not null as has_nps, rating is not null as has_rating
  from employees_in_blocks()
),
scores as (
  select audience, unnest(['nps', 'rating']) as score, unnest([bool_or(has_nps), bool_or(has_rating)]) as is_there
  from given
  group by audience
)
select audience, score
from scores
where is_there
order by audience, score
