-- What do customers' comments talk of: nouns, English words, and pairs of a noun and what is said of it?
-- Grain: one row per term that enough comments have to be shown, the most frequent first
-- Params: $filter, $limit
-- Columns: term, is_pair, n, of_n
select counted.term, counted.is_pair, counted.n, whole.n as of_n
from term_counts($filter) as counted
cross join small_numbers($filter)
cross join (select count(*) as n from comments_with_terms($filter)) as whole
where counted.n >= rule.hidden_below
order by counted.n desc, counted.term
limit $limit
