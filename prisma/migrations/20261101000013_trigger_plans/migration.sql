-- A session keeps the plan of its first statement, which may have touched one row; for a chunk of
-- hundreds, row by row against row by row would take longer than the statement itself.
ALTER FUNCTION check_results() SET enable_nestloop = off;
ALTER FUNCTION check_frozen_accounts() SET enable_nestloop = off;
