-- How much does the layer gain that was learned from the company's own stars?
-- Grain: one row per language that has one, by language
-- Params: none
-- Columns: language, version, base_version, learned_at, learned_from, complaints, praise, contradicting, measured,
--   right_before, right_after, gain_low, gain_high, words
select
  part.language, layer.version, layer.base_version, layer.learned_at, layer.learned_from, part.complaints, part.praise,
  part.contradicting, part.measured, part.right_before, part.right_after, part.gain_low, part.gain_high, part.words
from warehouse.own_layer_language as part
cross join warehouse.own_layer as layer
order by part.language
