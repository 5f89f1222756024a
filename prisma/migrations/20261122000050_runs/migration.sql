-- How a run makes its documents where it differs from the settings, why it was paused, and since
-- when its phase goes on, so that the time left can be told.
ALTER TABLE "bill_run"
  ADD COLUMN "options" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "pause_reason" TEXT,
  ADD COLUMN "phase_began_at" TIMESTAMPTZ(3);
UPDATE "bill_run" SET "phase_began_at" = coalesce("launched_at", "created_at");

-- What a run bills depends on them, so they are chosen once.
CREATE FUNCTION check_run_options() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.options IS DISTINCT FROM OLD.options THEN
    RAISE EXCEPTION 'the options of BR-% stand: make another run', OLD.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bill_run_keeps_its_options BEFORE UPDATE ON "bill_run"
  FOR EACH ROW EXECUTE FUNCTION check_run_options();

-- The payer's bill before this one, as the preview found it: what a change is measured against.
ALTER TABLE "bill_run_account" ADD COLUMN "preview_previous_minor" BIGINT;

-- What a chunk's accounts came to: totals by currency, findings, document numbers. A run's card is
-- drawn about every second, and adds up a few thousand chunks instead of a million accounts.
ALTER TABLE "bill_run_chunk"
  ADD COLUMN "preview_sums" JSONB,
  ADD COLUMN "launch_sums" JSONB;

UPDATE "bill_run_chunk" c SET "preview_sums" = jsonb_build_object(
  'totals', (
    SELECT coalesce(jsonb_object_agg(currency, sums), '{}') FROM (
      SELECT preview_currency AS currency, jsonb_build_object(
               'invoices', sum(preview_invoices), 'creditMemos', sum(preview_credit_memos),
               'invoiced', sum(preview_invoiced_minor)::text,
               'credited', sum(preview_credited_minor)::text) AS sums
        FROM bill_run_account b
       WHERE b.chunk_id = c.id AND preview_currency IS NOT NULL GROUP BY preview_currency) t),
  'findings', (
    SELECT coalesce(jsonb_object_agg(kind, many), '{}') FROM (
      SELECT f.kind, count(*) AS many
        FROM bill_run_finding f
        JOIN bill_run_account b ON b.run_id = f.run_id AND b.account = f.payer
       WHERE b.chunk_id = c.id GROUP BY f.kind) f),
  'counted', (SELECT count(*) FROM bill_run_account b
               WHERE b.chunk_id = c.id AND preview_reason_code = 'counted_as_billed'))
 WHERE "preview_done_at" IS NOT NULL;

UPDATE "bill_run_chunk" c SET "launch_sums" = jsonb_build_object(
  'totals', (
    SELECT coalesce(jsonb_object_agg(currency, sums), '{}') FROM (
      SELECT d.currency, jsonb_build_object(
               'invoices', count(*) FILTER (WHERE d.type = 'invoice'),
               'creditMemos', count(*) FILTER (WHERE d.type = 'credit-memo'),
               'invoiced',
               coalesce(sum(d.total_minor) FILTER (WHERE d.type = 'invoice'), 0)::text,
               'credited',
               coalesce(sum(d.total_minor) FILTER (WHERE d.type = 'credit-memo'), 0)::text)
               AS sums
        FROM document d JOIN bill_run_account b ON b.run_id = d.run_id AND b.account = d.account
       WHERE b.chunk_id = c.id GROUP BY d.currency) t),
  'numbers', (
    SELECT coalesce(jsonb_object_agg(type, ends), '{}') FROM (
      SELECT d.type, jsonb_build_object(
               'first', (array_agg(number ORDER BY series_year, series_position))[1],
               'last', (array_agg(number ORDER BY series_year DESC, series_position DESC))[1])
               AS ends
        FROM document d JOIN bill_run_account b ON b.run_id = d.run_id AND b.account = d.account
       WHERE b.chunk_id = c.id GROUP BY d.type) n),
  'counted', (SELECT count(*) FROM bill_run_account b
               WHERE b.chunk_id = c.id AND launch_reason_code = 'counted_as_billed'))
 WHERE "launch_done_at" IS NOT NULL;

-- The largest of a run's findings are found without looking at all of them.
CREATE INDEX "bill_run_finding_largest" ON "bill_run_finding" ("run_id", "total_minor" DESC, "payer");
