-- How many of a chunk's accounts came to what: a run's card is drawn about every second, and counts
-- a few thousand chunks instead of a million accounts.
ALTER TABLE "bill_run_chunk"
  ADD COLUMN "preview_counts" JSONB,
  ADD COLUMN "launch_counts" JSONB;

UPDATE "bill_run_chunk" c SET
  "preview_counts" = (
    SELECT jsonb_object_agg(result, many) FROM (
      SELECT preview_result AS result, count(*) AS many FROM bill_run_account b
       WHERE b.chunk_id = c.id AND preview_result IS NOT NULL GROUP BY preview_result) n),
  "launch_counts" = (
    SELECT jsonb_object_agg(result, many) FROM (
      SELECT launch_result AS result, count(*) AS many FROM bill_run_account b
       WHERE b.chunk_id = c.id AND launch_result IS NOT NULL GROUP BY launch_result) n);
