-- In what share of comments does somebody say that they had to explain or ask again, and were they elsewhere before?
-- Grain: one row per channel with a scored comment ('' none, null all), the most of them first
-- Params: $filter
-- Columns: channel, n, present, share, low, high, size, elsewhere

-- By words of the comment (macro says_it_again); elsewhere are those of them whose customer answered in another channel
-- within the 90 days before.
with told as (
  select place, coalesce(channel, '') as channel, customer_key, answered_at, says_it_again(text_folded) as is_again
  from selected($filter)
  where audience = 'customer' and state = 'scored' and text_folded is not null
),
from_elsewhere as (
  select distinct told.place
  from told
  inner join warehouse.feedback as earlier
    on told.customer_key = earlier.customer_key and earlier.audience = 'customer'
    and earlier.answered_at < told.answered_at and earlier.answered_at >= told.answered_at - interval 90 days
    and coalesce(earlier.channel, '') <> told.channel
  where told.is_again
),
counted as (
  select
    told.channel,
    count(*) as n,
    count(*) filter (told.is_again) as hits,
    count(from_elsewhere.place) as elsewhere
  from told
  left join from_elsewhere using (place)
  group by grouping sets ((), (told.channel))
)
select channel, unnest(figures), elsewhere
from (
  select channel, n, share_figures(n, hits, rule) as figures, shown(elsewhere, n, rule) as elsewhere
  from counted
  cross join small_numbers($filter)
  where n > 0
)
order by channel is not null, n desc, channel
