-- Which words do comments have, in dictionary form?
-- Grain: one row per lemma; those that only employees have, and too few of them, are left out
-- Params: none
-- Columns: lemma, n
with said as (
  select
    feedback_lemma.lemma,
    count(*) as n,
    count(*) filter (employees.feedback_id is not null) as of_employees
  from warehouse.feedback_lemma
  left join (
    select distinct feedback_id
    from warehouse.feedback
    where audience = 'employee'
  ) as employees using (feedback_id)
  group by feedback_lemma.lemma
)
select lemma, n - case when of_employees < rule.hidden_below then of_employees else 0 end as n
from said
cross join small_numbers({'audience': 'employee'})
where n > of_employees or of_employees >= rule.hidden_below
order by lemma
