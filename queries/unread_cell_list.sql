-- Which cells could not be read and were left empty, though their rows are stored?
-- Grain: one row per column of a file, the most cells first; example is a cell's form (9, a, A, 가), … of an employee's
-- Params: none
-- Columns: source, file, column, field, cells, example, first_row
select source, file, "column", field, cells, example, first_row
from warehouse.unread_cell
order by cells desc, file, "column", field, source
