-- Cards may stand in several places and show other things than runs; the outbox takes messages of
-- every kind; channels say what they want to hear.

CREATE TABLE "card" (
  "subject" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "posted_channel" TEXT,
  "ts" TEXT,
  "content_hash" TEXT,
  "posts" INTEGER NOT NULL DEFAULT 0,
  "in_doubt" BOOLEAN NOT NULL DEFAULT false,
  "trouble" TEXT,
  "trouble_since" TIMESTAMPTZ(3),
  "dropped_at" TIMESTAMPTZ(3),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "card_pkey" PRIMARY KEY ("subject", "channel"),
  CONSTRAINT "card_subject" CHECK ("subject" LIKE '%_:_%'),
  CONSTRAINT "card_place" CHECK (("ts" IS NULL) = ("posted_channel" IS NULL)),
  CONSTRAINT "card_dropped" CHECK ("dropped_at" IS NULL OR "trouble" IS NOT NULL)
);

INSERT INTO "card" ("subject", "channel", "posted_channel", "ts", "posts")
SELECT 'run:' || r."id", r."channel", c."channel", c."ts", 1
  FROM "run_card" c JOIN "bill_run" r ON r."id" = c."run_id" WHERE r."channel" IS NOT NULL;
INSERT INTO "card" ("subject", "channel")
SELECT 'run:' || "id", "channel" FROM "bill_run" WHERE "channel" IS NOT NULL
ON CONFLICT DO NOTHING;
DROP TABLE "run_card";

CREATE SEQUENCE "outbox_message_position_seq";
DROP INDEX "outbox_message_waiting";
ALTER TABLE "outbox_message" RENAME COLUMN "milestone" TO "data";
ALTER TABLE "outbox_message"
  ADD COLUMN "position" BIGINT,
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'milestone',
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "thread" TEXT,
  ADD COLUMN "is_broadcast" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "is_held" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "not_before" TIMESTAMPTZ(3),
  ADD COLUMN "rolled_into" UUID REFERENCES "outbox_message" ("id"),
  ADD COLUMN "file_id" TEXT,
  ADD COLUMN "trouble" TEXT,
  ADD COLUMN "trouble_since" TIMESTAMPTZ(3),
  ADD COLUMN "failed_at" TIMESTAMPTZ(3);
UPDATE "outbox_message" m
   SET "channel" = r."channel", "thread" = 'run:' || r."id", "position" = o."position",
       "is_broadcast" = m."data" ->> 'kind' = 'ended'
  FROM "bill_run" r, (SELECT "id", row_number() OVER (ORDER BY "queued_at", "id") AS "position"
                        FROM "outbox_message") o
 WHERE r."id" = m."run_id" AND o."id" = m."id";
-- One of a run without a channel could not have been told.
DELETE FROM "outbox_message" WHERE "channel" IS NULL;
ALTER TABLE "outbox_message"
  DROP COLUMN "run_id",
  ALTER COLUMN "kind" DROP DEFAULT,
  ALTER COLUMN "channel" SET NOT NULL,
  ALTER COLUMN "position" SET NOT NULL,
  ALTER COLUMN "position" SET DEFAULT nextval('outbox_message_position_seq'),
  ADD CONSTRAINT "outbox_message_ended_once" CHECK ("delivered_at" IS NULL OR "failed_at" IS NULL),
  ADD CONSTRAINT "outbox_message_failed_for" CHECK ("failed_at" IS NULL OR "trouble" IS NOT NULL);
ALTER SEQUENCE "outbox_message_position_seq" OWNED BY "outbox_message"."position";
SELECT setval('outbox_message_position_seq', coalesce(max("position"), 0) + 1, false)
  FROM "outbox_message";
CREATE INDEX "outbox_message_waiting" ON "outbox_message" ("channel", "position")
  WHERE "delivered_at" IS NULL AND "failed_at" IS NULL;
CREATE INDEX "outbox_message_thread_idx" ON "outbox_message" ("thread", "channel");
CREATE INDEX "outbox_message_rolled_into_idx" ON "outbox_message" ("rolled_into");

-- The jobs of before are queued anew under other names, where something waits.
DO $$
BEGIN
  IF to_regclass('graphile_worker.jobs') IS NOT NULL THEN
    PERFORM graphile_worker.remove_job(key) FROM graphile_worker.jobs
      WHERE task_identifier IN ('deliver-message', 'run-card') AND key IS NOT NULL;
  END IF;
END $$;

-- Something that happened, until it is known which channels hear of it.
CREATE TABLE "happening" (
  "id" UUID NOT NULL,
  "key" TEXT NOT NULL,
  "event" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "data" JSONB NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "spread_at" TIMESTAMPTZ(3),
  CONSTRAINT "happening_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "happening_key_key" ON "happening" ("key");
CREATE INDEX "happening_waiting" ON "happening" ("at") WHERE "spread_at" IS NULL;

-- What a channel hears of; a channel without a row hears of nothing but its own runs.
CREATE TABLE "channel_subscription" (
  "channel" TEXT NOT NULL,
  "events" TEXT[],
  "segments" TEXT[],
  "currencies" TEXT[],
  "minimum" NUMERIC,
  "digest" TEXT NOT NULL,
  "digest_hour" INTEGER NOT NULL,
  "quiet_from" INTEGER,
  "quiet_to" INTEGER,
  "time_zone" TEXT NOT NULL,
  "set_by" TEXT NOT NULL,
  "set_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "channel_subscription_pkey" PRIMARY KEY ("channel"),
  CONSTRAINT "channel_subscription_events" CHECK (
    "events" IS NOT NULL AND cardinality("events") > 0
    AND "segments" IS NOT NULL AND "currencies" IS NOT NULL),
  CONSTRAINT "channel_subscription_minimum" CHECK ("minimum" > 0),
  CONSTRAINT "channel_subscription_digest" CHECK ("digest" IN ('off', 'hourly', 'daily')),
  CONSTRAINT "channel_subscription_hours" CHECK (
    "digest_hour" BETWEEN 0 AND 23
    AND ("quiet_from" IS NULL) = ("quiet_to" IS NULL)
    AND coalesce("quiet_from" BETWEEN 0 AND 23 AND "quiet_to" BETWEEN 0 AND 23
                 AND "quiet_from" <> "quiet_to", true))
);

-- When the messages let through so far are paid for, by what Slack counts together.
CREATE TABLE "send_rate" (
  "lane" TEXT NOT NULL,
  "paid_at" TIMESTAMPTZ(3) NOT NULL,
  "paused_until" TIMESTAMPTZ(3),
  CONSTRAINT "send_rate_pkey" PRIMARY KEY ("lane")
);
