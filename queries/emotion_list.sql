-- Which emotions are there, and how are they named and coloured?
-- Grain: one row per emotion, positive before neutral before negative, each in the order of their positions
-- Params: none
-- Columns: emotion, label_ko, label_en, valence, colour, position, capital_sign, is_complaint, labels
select emotion, label_ko, label_en, valence, colour, position, capital_sign, is_complaint, labels
from warehouse.emotion
order by valence desc, position
