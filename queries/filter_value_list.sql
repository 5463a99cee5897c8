-- Which values can be filtered by?
-- Grain: one row per dimension and value, the most frequent first; '' is none; employees' answers count in whole blocks
-- Params: none
-- Columns: dimension, value, n
with answers as (
  select audience, cast(null as bigint) as block, channel, product, segment, language, state, source, touchpoint
  from warehouse.feedback
  where audience = 'customer'
  union all
  select audience, block, channel, product, segment, language, state, source, touchpoint
  from employees_in_blocks()
),
counted as (
  select
    audience, block, channel, product, segment, language, state, source, touchpoint,
    grouping(channel, product, segment, language, state, source, touchpoint) as absent,
    count(*) as answers
  from answers
  group by grouping sets (
    (audience, block),
    (audience, block, channel), (audience, block, product), (audience, block, segment), (audience, block, language),
    (audience, block, state), (audience, block, source), (audience, block, touchpoint)
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
  where block is null or answers = rule.hidden_below
)
select dimension, value, cast(sum(answers) as bigint) as n
from named
group by dimension, value
order by dimension, n desc, value
