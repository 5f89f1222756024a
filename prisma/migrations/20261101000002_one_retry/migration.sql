-- The held and parked accounts of a run are billed again by one run at a time: of two people who
-- ask for a retry at once, one is told of the other's.
CREATE UNIQUE INDEX "bill_run_retried_once" ON "bill_run" ("retry_of")
  WHERE "retry_of" IS NOT NULL AND "state" <> 'canceled';
