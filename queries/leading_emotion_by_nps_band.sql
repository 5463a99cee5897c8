-- Which emotion leads in the comments of promoters, of passives and of detractors?
-- Grain: one row per emotion and band with a scored comment: promoter, passive, detractor; emotion '' is none found
-- Params: $filter
-- Columns: nps_band, emotion, n, present, share, low, high, size
select nps_band, emotion, unnest(figures)
from (
  select answer_band as nps_band, emotion, position, share_figures(n, hits, rule) as figures
  from leading_emotion_counts_by_band($filter, 'nps')
  cross join small_numbers($filter)
)
order by band_position(nps_band), position
