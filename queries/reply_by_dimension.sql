-- How many answers get a reply of the company, how soon, and in what tone?
-- Grain: one row per value of the dimension ('' none), the most answers first; of sources that have replies at all
-- Params: $filter, $dimension
-- Columns: part, n, present, share, low, high, size, timed, hours, hours_low, hours_high, toned, tone, tone_low,
--   tone_high

-- hours: median time from answer to reply, of the `timed` replies of which it is known. An answer at several
-- touchpoints counts at each; an answer to several open questions once.
with answers as (
  select
    part,
    has_reply(reply, replied_at, reply_tone) as is_replied,
    reply_tone,
    case when replied_at >= answered_at then epoch(replied_at - answered_at) / 3600 end as hours
  from selected_in_parts($filter, $dimension) as answers
  semi join replying_sources() using (source)
  where audience = 'customer' and answer_id is null
),
counted as (
  select
    part,
    count(*) as n,
    count(*) filter (is_replied) as replied,
    coalesce(list(hours order by hours) filter (hours is not null), []) as waits,
    count(reply_tone) as toned, avg(reply_tone) as tone, stddev_samp(reply_tone) as deviation
  from answers
  group by part
),
measured as (
  select
    part, n, replied, median_measure(waits) as wait, mean_measure(toned, tone, deviation, -1.0, 1.0) as tones
  from counted
)
select part, unnest(figures), timed, hours, hours_low, hours_high, toned, tone, tone_low, tone_high
from (
  select
    part, n,
    share_figures(n, replied, rule) as figures,
    shown_count(wait.n, wait.n, rule) as timed,
    shown(wait.value, wait.n, rule) as hours,
    shown(wait.low, wait.n, rule) as hours_low,
    shown(wait.high, wait.n, rule) as hours_high,
    shown_count(tones.n, tones.n, rule) as toned,
    shown(tones.value, tones.n, rule) as tone,
    shown(tones.low, tones.n, rule) as tone_low,
    shown(tones.high, tones.n, rule) as tone_high
  from measured
  cross join small_numbers($filter)
)
order by n desc, part
