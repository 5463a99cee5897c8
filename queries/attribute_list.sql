-- Which further columns of the sources can answers be told apart by?
-- Grain: one row per attribute, in the order in which it was first met
-- Params: none
-- Columns: attribute, label
select attribute, arg_min(label, rowid) as label
from warehouse.attribute
group by attribute
order by min(rowid)
