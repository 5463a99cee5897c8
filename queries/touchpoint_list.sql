-- Which touchpoints are there, and how are they named?
-- Grain: one row per touchpoint, the journey's first, in its order
-- Params: none
-- Columns: touchpoint, label_ko, label_en, position, intended_emotion, in_journey, labels
select touchpoint, label_ko, label_en, position, intended_emotion, in_journey, labels
from warehouse.touchpoint
order by not in_journey, position, touchpoint
