-- Floods (METRICS): words that more than 3 % of the comments of a month, or of all, share, and more than 30 of them.

-- The customers' answers that say again what a flood of that month says, worked out once for a file; the first of each
-- flood and month is the one that counts.
create table flood_answer as
with frequent as (
  select text_hash, count(*) as n
  from warehouse.feedback
  where audience = 'customer' and text_hash is not null
  group by text_hash
  having count(*) > 30
),
monthly as (
  select text_hash, date_trunc('month', answered_at) as month, count(*) as n
  from warehouse.feedback
  inner join frequent using (text_hash)
  where audience = 'customer'
  group by all
),
comments as (
  select date_trunc('month', answered_at) as month, count(*) as n
  from warehouse.feedback
  where audience = 'customer' and state <> 'no_text' and exists (select 1 from frequent)
  group by all
),
flood as (
  select monthly.text_hash, monthly.month
  from monthly
  inner join frequent using (text_hash)
  inner join comments on monthly.month is not distinct from comments.month
  where monthly.n > 30 and 100 * monthly.n > 3 * comments.n
    or 100 * frequent.n > 3 * (select sum(n) from comments)
)
select
  feedback.rowid as place, feedback.text_hash,
  row_number() over (
    partition by flood.text_hash, flood.month order by feedback.answered_at, feedback.feedback_id
  ) > 1 as is_repeat
from warehouse.feedback
inner join flood
  on feedback.text_hash = flood.text_hash and date_trunc('month', feedback.answered_at) is not distinct from flood.month
where feedback.audience = 'customer';

-- Whether an answer is counted where floods count once.
create macro is_counted_once(place) as
  place not in (select flood_answer.place from flood_answer where flood_answer.is_repeat);
