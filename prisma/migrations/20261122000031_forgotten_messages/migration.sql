-- What was given up stays in sight until somebody sends it again, or says that it no longer matters.
ALTER TABLE "outbox_message" ADD COLUMN "forgotten_at" TIMESTAMPTZ(3);
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_forgotten"
  CHECK ("forgotten_at" IS NULL OR "failed_at" IS NOT NULL);
ALTER TABLE "card" ADD COLUMN "forgotten_at" TIMESTAMPTZ(3);
ALTER TABLE "card" ADD CONSTRAINT "card_forgotten"
  CHECK ("forgotten_at" IS NULL OR "dropped_at" IS NOT NULL);
