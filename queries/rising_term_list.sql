-- What do customers talk of more often in the last four weeks that the filter reaches than in the 26 weeks before?
-- Grain: one row per term said in enough comments of the last four weeks, the most certain first; floods count once
-- Params: $filter, $limit
-- Columns: term, is_pair, n, of_n, former_n, of_former_n, p, q, is_new, size

-- If dates said nothing, the comments of the last weeks would be any of all: how many of them have a term is then
-- hypergeometric, and p is the chance of at least as many. q is the share of false ones among those with at most this p
-- (Benjamini and Hochberg 1995): where nothing rises, one is at most 5 % in 5 of 100 data sets.
with window_of as (
  select
    cast(last_day + 1 as timestamp) as until_day,
    cast(last_day + 1 as timestamp) - interval 28 day as recent_day,
    cast(last_day + 1 as timestamp) - interval 210 day as first_day
  from reach($filter)
),
comments as materialized (
  select said.topics, said.pairs, said.there, said.answered_at >= window_of.recent_day as is_recent
  from comments_with_terms($filter) as said
  cross join window_of
  where said.answered_at >= window_of.first_day and said.answered_at < window_of.until_day
    and is_counted_once(said.place)
),
whole as (
  select count(*) as n, count(*) filter (is_recent) as recent
  from comments
),
coded as (
  select code, false as is_pair, count(*) as n, count(*) filter (is_recent) as recent
  from (select unnest(topics) as code, is_recent from comments)
  group by code
  union all
  select told.said.code as code, true as is_pair, count(*) as n, count(*) filter (told.is_recent) as recent
  from (select unnest(pairs) as said, is_recent, there from comments) as told
  where told.said.code in (select named.code from warehouse.pair as named) and is_said_there(told.said.at, told.there)
  group by told.said.code
),
candidates as (
  select
    coalesce(pair.pair, split_part(lemma.lemma, '/', 1)) as term, coded.is_pair,
    coded.n, coded.recent, whole.n as of_all, whole.recent as of_recent, rule
  from coded
  cross join whole
  cross join small_numbers($filter)
  left join warehouse.lemma on coded.code = lemma.code and not coded.is_pair
  left join warehouse.pair on coded.code = pair.code and coded.is_pair
  where coded.n >= rule.hidden_below and least(whole.recent, whole.n - whole.recent) >= rule.hidden_below
),
tested as (
  select candidates.*, chance_of_at_least(recent, n, of_recent, of_all) as p
  from candidates
),
placed as (
  select tested.*, rank() over (order by p) as place, count(*) over () as tests
  from tested
),
ranked as (
  select placed.*, min(p * tests / place) over (order by p desc, n, term rows unbounded preceding) as q
  from placed
)
select
  term, is_pair, recent as n, of_recent as of_n,
  shown_count(n - recent, n - recent, rule) as former_n, of_all - of_recent as of_former_n,
  p, least(1.0, q) as q, n = recent as is_new, size_of(recent, rule) as size
from ranked
where recent >= rule.hidden_below
order by p, term, is_pair
limit $limit
