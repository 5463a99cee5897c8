-- Which emotions are present in the comments with a high, a middle and a low rating?
-- Grain: one row per emotion and band with a scored comment: high, middle, low; of employees whole blocks
-- Params: $filter
-- Columns: rating_band, emotion, n, present, share, low, high, size
select answer_band as rating_band, emotion, unnest(share_figures(n, hits, rule))
from emotion_counts_by_band($filter, 'rating')
cross join small_numbers($filter)
order by band_position(answer_band), position
