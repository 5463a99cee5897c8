-- Where do the answers come from, how many of them have no text, and from which days and files?
-- Grain: one row per source with an answer, the largest first; files are those of the runs that read its answers
-- Params: $filter
-- Columns: source, n, no_text, scored, first_day, last_day, files, size
with counted as (
  select
    source,
    count(*) as n,
    count(*) filter (state = 'no_text') as no_text,
    count(*) filter (state = 'scored') as scored,
    cast(min(answered_at) as date) as first_day,
    cast(max(answered_at) as date) as last_day,
    list(distinct run_id) as runs
  from selected($filter)
  group by source
),
read_from as (
  select source, unnest(runs) as run_id
  from counted
),
named as (
  select read_from.source, unnest(run.files) as file
  from read_from
  inner join warehouse.run using (run_id)
),
files_of as (
  select source, list_sort(list(distinct file)) as files
  from named
  group by source
)
select
  counted.source,
  shown_count(n, n, rule) as n,
  shown_count(no_text, n, rule) as no_text,
  shown_count(scored, n, rule) as scored,
  shown(first_day, n, rule) as first_day,
  shown(last_day, n, rule) as last_day,
  coalesce(files, []) as files,
  size_of(n, rule) as size
from counted
left join files_of using (source)
cross join small_numbers($filter)
order by n desc nulls last, counted.source
