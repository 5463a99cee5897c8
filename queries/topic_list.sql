-- Which topics does the company name itself?
-- Grain: one row per topic, in the order of the settings
-- Params: none
-- Columns: topic, words
select topic, words
from warehouse.topic
order by rowid
