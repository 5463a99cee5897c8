-- With which themes does a higher or lower rating go, and how much of the whole rating is that?
-- Grain: one row per theme, as in nps_driver_list; deviation is that of single ratings
-- Params: $filter, $about (touchpoint | emotion | topic | channel | product | segment), $limit
-- Columns: dimension, theme, n, rating, deviation, of_n, of_rating, rest_deviation, impact, size
select
  dimension, theme,
  shown_count(n, smaller, rule) as n,
  shown(total / n, smaller, rule) as rating,
  shown(deviation_of(n, total, squares), smaller, rule) as deviation,
  shown_count(of_n, smaller, rule) as of_n,
  shown(of_total / of_n, smaller, rule) as of_rating,
  shown(deviation_of(of_n - n, of_total - total, of_squares - squares), smaller, rule) as rest_deviation,
  shown(driver.impact, smaller, rule) as impact,
  size_of(smaller, rule) as size
from driver_sums($filter, 'rating', $about, $limit) as driver
cross join small_numbers($filter)
order by
  size_of(smaller, rule) <> 'normal',
  shown(driver.impact, smaller, rule) nulls last, theme
