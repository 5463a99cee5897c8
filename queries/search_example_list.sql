-- Which searches by word find several comments, for an example of one?
-- Grain: one row per pair of words that many of at most 50,000 customers' comments have, the most frequent first
-- Params: $filter
-- Columns: search, n
with said as (
  select unnest(pairs).code as code
  from (
    select pairs
    from warehouse.feedback
    where audience = 'customer' and pairs is not null
    limit 50000
  )
),
counted as (
  select code, count(*) as n
  from said
  group by code
)
select replace(pair.pair, '+', ' ') as search, counted.n
from counted
inner join warehouse.pair using (code)
cross join small_numbers($filter)
where counted.n >= rule.few_below and not contains(pair.pair, ' ')
order by counted.n desc, search
limit 20
