-- What happened that may explain a change?
-- Grain: one row per event, oldest first; ends_on is the first day after it, or null
-- Params: none
-- Columns: event, starts_on, ends_on, kind, label_ko, label_en, touchpoint, labels
select event, starts_on, ends_on, kind, label_ko, label_en, touchpoint, labels
from warehouse.event
order by starts_on, event
