-- Which words do comments use that have no place on the journey?
-- Grain: one row per noun, verb, adjective or English word, the most frequent first; of customers' comments alone
-- Params: $filter, $limit
-- Columns: lemma, n
with unplaced as (
  select list_concat(coalesce(topics, []), coalesce(other_lemmas, [])) as codes
  from selected($filter)
  where state = 'scored'
    and block is null
    and first_touchpoint(touchpoint_scores, touchpoint) is null
),
counted as (
  select code, count(*) as n
  from (select unnest(codes) as code from unplaced)
  group by code
)
select lemma.lemma, counted.n
from counted
inner join warehouse.lemma using (code)
cross join small_numbers($filter)
where counted.n >= rule.hidden_below and regexp_matches(lemma.lemma, '(^[^/]+|/(NN|V).*)$')
order by counted.n desc, lemma.lemma
limit $limit
