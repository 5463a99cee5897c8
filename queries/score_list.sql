-- Which scores are there at all in the file: answers to the recommend question, ratings?
-- Grain: one row per audience and score (nps, rating) that somebody gave; of employees in whole blocks
-- Params: none
-- Columns: audience, score
select audience, score
from score_there
where is_there
order by audience, score
