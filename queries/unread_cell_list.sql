-- Which cells could not be read and were left empty, though their rows are stored?
-- Grain: one row per column of a file, the most cells first; example is how a cell is written (9 for digits, a, A, 가 for letters), … where it is an employee's
-- Params: none
-- Columns: run_id, source, file, column, field, cells, example
select run_id, source, file, "column", field, cells, example
from warehouse.unread_cell
order by cells desc, file, "column", field, source
