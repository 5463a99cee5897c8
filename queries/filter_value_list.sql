-- Which values can be filtered by?
-- Grain: one row per dimension and value, the most frequent first; '' is none; employees' answers count in whole blocks
-- Params: none
-- Columns: dimension, value, n
with of_customers as (
  select 'audience' as dimension, coalesce(audience, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by audience
  union all
  select 'channel' as dimension, coalesce(channel, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by channel
  union all
  select 'product' as dimension, coalesce(product, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by product
  union all
  select 'segment' as dimension, coalesce(segment, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by segment
  union all
  select 'language' as dimension, coalesce(language, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by language
  union all
  select 'state' as dimension, coalesce(state, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by state
  union all
  select 'source' as dimension, coalesce(source, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by source
  union all
  select 'touchpoint' as dimension, coalesce(touchpoint, '') as value, count(*) as answers
  from warehouse.feedback
  where audience = 'customer'
  group by touchpoint
),
in_blocks as (
  select
    audience, block, channel, product, segment, language, state, source, touchpoint,
    grouping(channel, product, segment, language, state, source, touchpoint) as absent,
    count(*) as answers
  from employees_in_blocks()
  group by grouping sets (
    (audience, block),
    (audience, block, channel), (audience, block, product), (audience, block, segment), (audience, block, language),
    (audience, block, state), (audience, block, source), (audience, block, touchpoint)
  )
),
named as (
  select dimension, value, answers
  from of_customers
  union all
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
  from in_blocks
  cross join small_numbers({'audience': 'employee'})
  where answers = rule.hidden_below
)
select dimension, value, cast(sum(answers) as bigint) as n
from named
group by dimension, value
order by dimension, n desc, value
