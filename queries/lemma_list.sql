-- Which words do comments have, in dictionary form?
-- Grain: one row per lemma that a search can find: of customers, and of employees where a whole block has it
-- Params: none
-- Columns: lemma, n
with said as (
  select lemma, count(*) as n
  from warehouse.feedback_lemma
  group by lemma
),
staff as (
  select feedback.feedback_id, employee_block.block, employee_block.least
  from warehouse.feedback
  left join employee_block on feedback.rowid = employee_block.place
  where feedback.audience = 'employee'
),
said_by_staff as (
  select feedback_lemma.lemma, staff.block, any_value(staff.least) as least, count(*) as n
  from warehouse.feedback_lemma
  inner join staff using (feedback_id)
  group by feedback_lemma.lemma, staff.block
),
of_staff as (
  select lemma, sum(n) as n, coalesce(sum(n) filter (n = least), 0) as in_blocks
  from said_by_staff
  group by lemma
),
found as (
  select said.lemma, cast(said.n - coalesce(of_staff.n - of_staff.in_blocks, 0) as bigint) as n
  from said
  left join of_staff using (lemma)
)
select lemma, n
from found
where n > 0
order by lemma
