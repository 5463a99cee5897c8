-- Which runs filled this database?
-- Grain: one row per run, newest first
-- Params: none
-- Columns: run_id, started_at, finished_at, files, scorer_version, rows_read, rows_scored, rows_new, rows_updated,
--   rows_unchanged, rows_repeated, rows_no_consent, rows_forgotten, rows_set_aside, rows_expired, masked, seconds
select
  run_id, started_at, finished_at, files, scorer_version, rows_read, rows_scored, rows_new, rows_updated,
  rows_unchanged, rows_repeated, rows_no_consent, rows_forgotten, rows_set_aside, rows_expired, masked, seconds
from warehouse.run
order by run_id desc
