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
  select feedback.topics, feedback.other_lemmas, employee_block.block, employee_block.least
  from warehouse.feedback
  left join employee_block on feedback.rowid = employee_block.place
  where feedback.audience = 'employee'
),
said_by_staff as (
  select code, block, any_value(least) as least, count(*) as n
  from (select unnest(list_concat(topics, other_lemmas)) as code, block, least from staff)
  group by code, block
),
of_staff as (
  select lemma.lemma, sum(said_by_staff.n) as n,
    coalesce(sum(said_by_staff.n) filter (said_by_staff.n = said_by_staff.least), 0) as in_blocks
  from said_by_staff
  inner join warehouse.lemma using (code)
  group by lemma.lemma
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
