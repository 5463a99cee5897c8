-- Which emotions are there, and how are they named and coloured?
-- Grain: one row per emotion, in their order
-- Params: none
-- Columns: emotion, label_ko, label_en, valence, colour, position, capital_sign, is_complaint, labels
select emotion, label_ko, label_en, valence, colour, position, capital_sign, is_complaint, labels
from warehouse.emotion
order by position
