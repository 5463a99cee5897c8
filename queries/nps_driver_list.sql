-- With which themes does a higher or lower NPS go, and how much of the whole NPS is that?
-- Grain: one row per theme; '' is none; topics are words and pairs, large enough to rank, the $limit largest impacts
-- Params: $filter, $about (touchpoint | emotion | topic | channel | product | segment), $limit
-- Columns: dimension, theme, n, promoters, detractors, of_n, of_promoters, of_detractors, nps, of_nps, impact, size

-- Of values 1, 0 and -1 there are (squares + total) / 2 promoters and (squares - total) / 2 detractors.
select
  dimension, theme,
  shown_count(n, smaller, rule) as n,
  shown(cast((squares + total) / 2 as bigint), smaller, rule) as promoters,
  shown(cast((squares - total) / 2 as bigint), smaller, rule) as detractors,
  shown_count(of_n, smaller, rule) as of_n,
  shown(cast((of_squares + of_total) / 2 as bigint), smaller, rule) as of_promoters,
  shown(cast((of_squares - of_total) / 2 as bigint), smaller, rule) as of_detractors,
  shown(100 * total / n, smaller, rule) as nps,
  shown(100 * of_total / of_n, smaller, rule) as of_nps,
  shown(100 * driver.impact, smaller, rule) as impact,
  size_of(smaller, rule) as size
from driver_sums($filter, 'nps', $about, $limit) as driver
cross join small_numbers($filter)
order by
  size_of(smaller, rule) <> 'normal',
  shown(driver.impact, smaller, rule) nulls last, theme
