-- Which emotions are present in the comments of promoters, of passives and of detractors?
-- Grain: one row per emotion and band with a scored comment: promoter, passive, detractor; of employees whole blocks
-- Params: $filter
-- Columns: nps_band, emotion, n, present, share, low, high, size
select answer_band as nps_band, emotion, unnest(share_figures(n, hits, rule))
from emotion_counts_by_band($filter, 'nps')
cross join small_numbers($filter)
order by band_position(answer_band), position
