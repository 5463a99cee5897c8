-- Which scores are there at all in the file, and to which top: answers to the recommend question, ratings?
-- Grain: one row per audience and score (nps, rating) that somebody gave; top 1 where scales are mixed
-- Params: none
-- Columns: audience, score, top
with given as (
  select audience, nps_score is not null as has_nps, rating is not null as has_rating, rating_max
  from warehouse.feedback
  where audience = 'customer'
  union all
  select audience, nps_score is not null as has_nps, rating is not null as has_rating, rating_max
  from employees_in_blocks()
),
scores as (
  select
    audience,
    unnest(['nps', 'rating']) as score,
    unnest([bool_or(has_nps), bool_or(has_rating)]) as is_there,
    unnest([10, common_top(rating_max)]) as top
  from given
  group by audience
)
select audience, score, top
from scores
where is_there
order by audience, score
