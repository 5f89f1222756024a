-- Cards that an earlier version posted, and may not have brought up to date any more: those of runs
-- that go on, or ended a moment ago, are edited once.
DO $$
BEGIN
  IF to_regclass('graphile_worker.jobs') IS NOT NULL THEN
    PERFORM graphile_worker.add_job('show-card',
        json_build_object('subject', c."subject", 'channel', c."channel"),
        job_key := 'card:' || c."subject" || ':' || c."channel",
        job_key_mode := 'preserve_run_at', max_attempts := 25)
      FROM "card" c JOIN "bill_run" r ON c."subject" = 'run:' || r."id"
     WHERE c."ts" IS NOT NULL AND c."content_hash" IS NULL AND c."dropped_at" IS NULL
       AND (r."ended_at" IS NULL OR r."ended_at" > now() - interval '1 day');
  END IF;
END $$;
