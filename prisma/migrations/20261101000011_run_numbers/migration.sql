-- Runs are numbered from a counter row: a sequence loses the number of every run whose making was
-- interrupted, and people who miss BR-1 look for it.
CREATE TABLE "bill_run_series" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "next" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "bill_run_series_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bill_run_series_one_row" CHECK ("id" = 1)
);
INSERT INTO "bill_run_series" ("next") SELECT coalesce(max("number"), 0) + 1 FROM "bill_run";

ALTER TABLE "bill_run" ALTER COLUMN "number" DROP DEFAULT;
DROP SEQUENCE "bill_run_number_seq";

CREATE TRIGGER bill_run_series_counts_up BEFORE UPDATE OR DELETE ON "bill_run_series"
  FOR EACH ROW EXECUTE FUNCTION check_number_series();
CREATE TRIGGER bill_run_series_is_final BEFORE TRUNCATE ON "bill_run_series"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
