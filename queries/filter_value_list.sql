-- Which values can be filtered by?
-- Grain: one row per dimension and value, the most frequent first; '' is none; too few employees' answers do not count
-- Params: none
-- Columns: dimension, value, n
with counted as (
  select
    audience, channel, product, segment, language, state, source, touchpoint,
    grouping(channel, product, segment, language, state, source, touchpoint) as absent,
    count(*) as answers
  from warehouse.feedback
  group by grouping sets (
    (audience),
    (audience, channel), (audience, product), (audience, segment), (audience, language),
    (audience, state), (audience, source), (audience, touchpoint)
  )
),
named as (
  select
    case absent
      when 127 then 'audience'
      when 63 then 'channel'
      when 95 then 'product'
      when 111 then 'segment'
      when 119 then 'language'
      when 123 then 'state'
      when 125 then 'source'
      when 126 then 'touchpoint'
    end as dimension,
    case
      when absent = 127 then audience
      else coalesce(channel, product, segment, language, state, source, touchpoint, '')
    end as value,
    answers
  from counted
  cross join small_numbers({'audience': 'employee'})
  where audience = 'customer' or answers >= rule.hidden_below
)
select dimension, value, cast(sum(answers) as bigint) as n
from named
group by dimension, value
order by dimension, n desc, value
