-- Which emotions are there, and how are they named and drawn?
-- Grain: one row per emotion, in their order
-- Params: none
-- Columns: emotion, label_ko, label_en, valence, colour, position
select emotion, label_ko, label_en, valence, colour, position
from warehouse.emotion
order by position
