-- What was given up because its channel takes nothing (archived, the app not invited) is tried again
-- now and then: the channel may be open again. Null where trying again would not help.
ALTER TABLE "outbox_message" ADD COLUMN "again_at" TIMESTAMPTZ(3);
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_again"
  CHECK ("again_at" IS NULL OR ("failed_at" IS NOT NULL AND "forgotten_at" IS NULL));
ALTER TABLE "card" ADD COLUMN "again_at" TIMESTAMPTZ(3);
ALTER TABLE "card" ADD CONSTRAINT "card_again"
  CHECK ("again_at" IS NULL OR ("dropped_at" IS NOT NULL AND "forgotten_at" IS NULL));

DROP INDEX "outbox_message_waiting";
CREATE INDEX "outbox_message_waiting" ON "outbox_message" ("channel", "position")
  WHERE "delivered_at" IS NULL AND ("failed_at" IS NULL OR "again_at" IS NOT NULL);
CREATE INDEX "card_again" ON "card" ("again_at") WHERE "again_at" IS NOT NULL;

-- Cards show what stands in the books now, so those that were given up before are looked at, too.
UPDATE "card" SET "again_at" = "dropped_at"
 WHERE "forgotten_at" IS NULL AND "trouble" ~ '(is_archived|not_in_channel|channel_not_found)$';
