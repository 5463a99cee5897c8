-- Which emotion leads in the comments with a high, a middle and a low rating?
-- Grain: one row per emotion and band with a scored comment: high, middle, low; emotion '' is none found
-- Params: $filter
-- Columns: rating_band, emotion, n, present, share, low, high, size
select rating_band, emotion, unnest(figures)
from (
  select answer_band as rating_band, emotion, position, share_figures(n, hits, rule) as figures
  from leading_emotion_counts_by_band($filter, 'rating')
  cross join small_numbers($filter)
)
order by band_position(rating_band), position
