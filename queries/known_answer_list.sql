-- Which of these answers are there to be read?
-- Grain: one row per answer; an employee's only from a block that is full
-- Params: $ids
-- Columns: feedback_id, audience, state
select feedback_id, audience, state
from answers_to_show()
where feedback_id in (select unnest(cast($ids as bigint[])))
order by feedback_id
