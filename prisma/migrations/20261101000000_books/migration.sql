-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "legal_entity" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "legal_entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_series" (
    "legal_entity_id" UUID NOT NULL,
    "document_type" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "next" INTEGER NOT NULL DEFAULT 1,
    "last_posted_at" TIMESTAMPTZ(3),

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("legal_entity_id","document_type","year")
);

-- CreateTable
CREATE TABLE "billing_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "proration" TEXT NOT NULL,
    "cancel_day_billed" BOOLEAN NOT NULL,
    "tax_rounding" TEXT NOT NULL,
    "negative_charges" TEXT NOT NULL,
    "zero_invoices" TEXT NOT NULL,

    CONSTRAINT "billing_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT,
    "trial_days" INTEGER,
    "charges" JSONB NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "tax_rate" (
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT,
    "percent" DECIMAL NOT NULL,
    "inclusive" BOOLEAN NOT NULL,
    "country" TEXT,
    "region" TEXT,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "coupon" (
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "coupon_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "account" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "bill_cycle_day" INTEGER,
    "bill_cycle_month" INTEGER,
    "bill_cycle_weekday" TEXT,
    "segment" TEXT,
    "tags" TEXT[],
    "parent" TEXT,
    "payer" TEXT NOT NULL,
    "address" JSONB,
    "tax_rates" JSONB,
    "tax_exempt" BOOLEAN NOT NULL,
    "vat_id" TEXT,
    "payment_terms_days" INTEGER NOT NULL,
    "auto_pay" BOOLEAN NOT NULL,
    "po_number" TEXT,
    "locale" TEXT,
    "known_through_on" DATE,

    CONSTRAINT "account_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "subscription" (
    "key" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "start_on" DATE NOT NULL,
    "end_on" DATE,
    "quantity" JSONB NOT NULL,
    "prices" JSONB,
    "coupons" TEXT[],
    "quote" TEXT,
    "billing_starts_on" DATE,
    "billed_through_on" DATE,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "subscription_change" (
    "subscription" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "change_on" DATE NOT NULL,
    "known_on" DATE,
    "content" JSONB NOT NULL,

    CONSTRAINT "subscription_change_pkey" PRIMARY KEY ("subscription","position")
);

-- CreateTable
CREATE TABLE "usage_record" (
    "key" TEXT NOT NULL,
    "subscription" TEXT NOT NULL,
    "charge" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "quantity" DECIMAL NOT NULL,
    "known_on" DATE,

    CONSTRAINT "usage_record_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "quote" (
    "key" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "amount" DECIMAL NOT NULL,
    "currency" TEXT NOT NULL,
    "valid_until_on" DATE,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "roles" TEXT[],
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slack_identity" (
    "slack_id" TEXT NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "slack_identity_pkey" PRIMARY KEY ("slack_id")
);

-- CreateTable
CREATE TABLE "bill_run" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "target_on" DATE NOT NULL,
    "invoice_on" DATE NOT NULL,
    "as_of_on" DATE NOT NULL,
    "selection" JSONB NOT NULL,
    "retry_of" INTEGER,
    "created_by" UUID NOT NULL,
    "last_edited_by" UUID NOT NULL,
    "launched_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "previewed_at" TIMESTAMPTZ(3),
    "launched_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "digest" TEXT,
    "eligible" INTEGER NOT NULL DEFAULT 0,
    "channel" TEXT,
    "request_key" TEXT,

    CONSTRAINT "bill_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bill_run_chunk" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "leased_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "preview_done_at" TIMESTAMPTZ(3),
    "launch_done_at" TIMESTAMPTZ(3),

    CONSTRAINT "bill_run_chunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bill_run_account" (
    "run_id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "chunk_id" UUID NOT NULL,
    "preview_result" TEXT,
    "preview_reason_code" TEXT,
    "preview_reason" TEXT,
    "launch_result" TEXT,
    "launch_reason_code" TEXT,
    "launch_reason" TEXT,
    "preview_digest" TEXT,
    "preview_currency" TEXT,
    "preview_invoices" INTEGER,
    "preview_credit_memos" INTEGER,
    "preview_invoiced_minor" BIGINT,
    "preview_credited_minor" BIGINT,
    "launch_digest" TEXT,

    CONSTRAINT "bill_run_account_pkey" PRIMARY KEY ("run_id","account")
);

-- CreateTable
CREATE TABLE "bill_run_finding" (
    "run_id" UUID NOT NULL,
    "payer" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "previous_minor" BIGINT,
    "text" TEXT NOT NULL,

    CONSTRAINT "bill_run_finding_pkey" PRIMARY KEY ("run_id","payer","kind")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "legal_entity_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "series_year" INTEGER NOT NULL,
    "series_position" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "invoice_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_line" (
    "id" UUID NOT NULL,
    "document_id" UUID,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "subscription" TEXT NOT NULL,
    "charge" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "period_from_on" DATE NOT NULL,
    "correction" INTEGER NOT NULL,
    "corrects" TEXT[],
    "quantity" DECIMAL NOT NULL,
    "fraction" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "discounts" JSONB NOT NULL,
    "taxes" JSONB NOT NULL,
    "terms" TEXT NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "document_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_tax" (
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "rate" TEXT NOT NULL,
    "percent" DECIMAL NOT NULL,
    "inclusive" BOOLEAN NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "document_tax_pkey" PRIMARY KEY ("document_id","position")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "entry_on" DATE NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "entry_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("entry_id","position")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "required_votes" INTEGER NOT NULL,
    "above_minor" BIGINT NOT NULL,
    "including" JSONB NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_vote" (
    "approval_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "member_name" TEXT NOT NULL,
    "roles" TEXT[],
    "decision" TEXT NOT NULL,
    "comment" TEXT,
    "voted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_vote_pkey" PRIMARY KEY ("approval_id","member_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_via" TEXT NOT NULL,
    "actor_where" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "digest" TEXT,
    "outcome" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "milestone" JSONB NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),
    "delivered_channel" TEXT,
    "delivered_ts" TEXT,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_card" (
    "run_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "ts" TEXT NOT NULL,

    CONSTRAINT "run_card_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "request_replay" (
    "key" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_replay_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "worker_beat" (
    "worker" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("worker")
);

-- CreateIndex
CREATE INDEX "account_payer_idx" ON "account"("payer");

-- CreateIndex
CREATE INDEX "subscription_account_idx" ON "subscription"("account");

-- CreateIndex
CREATE INDEX "usage_record_subscription_idx" ON "usage_record"("subscription");

-- CreateIndex
CREATE INDEX "slack_identity_member_id_idx" ON "slack_identity"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "bill_run_number_key" ON "bill_run"("number");

-- CreateIndex
CREATE UNIQUE INDEX "bill_run_request_key_key" ON "bill_run"("request_key");

-- CreateIndex
CREATE INDEX "bill_run_state_idx" ON "bill_run"("state");

-- CreateIndex
CREATE UNIQUE INDEX "bill_run_chunk_run_id_position_key" ON "bill_run_chunk"("run_id", "position");

-- CreateIndex
CREATE INDEX "bill_run_account_chunk_id_idx" ON "bill_run_account"("chunk_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_number_key" ON "document"("number");

-- CreateIndex
CREATE INDEX "document_account_invoice_on_idx" ON "document"("account", "invoice_on");

-- CreateIndex
CREATE INDEX "document_run_id_idx" ON "document"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_legal_entity_id_type_series_year_series_position_key" ON "document"("legal_entity_id", "type", "series_year", "series_position");

-- CreateIndex
CREATE INDEX "document_line_document_id_idx" ON "document_line"("document_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_line_billed_once" ON "document_line"("subscription", "charge", "from_on", "kind", "correction");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_document_id_key" ON "journal_entry"("document_id");

-- CreateIndex
CREATE INDEX "approval_run_id_requested_at_idx" ON "approval"("run_id", "requested_at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_key_key" ON "outbox_message"("key");

-- CreateIndex
CREATE INDEX "outbox_message_run_id_idx" ON "outbox_message"("run_id");

-- CreateIndex
CREATE INDEX "request_replay_seen_at_idx" ON "request_replay"("seen_at");

-- AddForeignKey
ALTER TABLE "number_series" ADD CONSTRAINT "number_series_legal_entity_id_fkey" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_account_fkey" FOREIGN KEY ("account") REFERENCES "account"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_change" ADD CONSTRAINT "subscription_change_subscription_fkey" FOREIGN KEY ("subscription") REFERENCES "subscription"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_record_subscription_fkey" FOREIGN KEY ("subscription") REFERENCES "subscription"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote" ADD CONSTRAINT "quote_account_fkey" FOREIGN KEY ("account") REFERENCES "account"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_identity" ADD CONSTRAINT "slack_identity_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run" ADD CONSTRAINT "bill_run_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run" ADD CONSTRAINT "bill_run_last_edited_by_fkey" FOREIGN KEY ("last_edited_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run" ADD CONSTRAINT "bill_run_launched_by_fkey" FOREIGN KEY ("launched_by") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run" ADD CONSTRAINT "bill_run_retry_of_fkey" FOREIGN KEY ("retry_of") REFERENCES "bill_run"("number") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run_chunk" ADD CONSTRAINT "bill_run_chunk_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run_account" ADD CONSTRAINT "bill_run_account_chunk_id_fkey" FOREIGN KEY ("chunk_id") REFERENCES "bill_run_chunk"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill_run_finding" ADD CONSTRAINT "bill_run_finding_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_legal_entity_id_fkey" FOREIGN KEY ("legal_entity_id") REFERENCES "legal_entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_account_fkey" FOREIGN KEY ("account") REFERENCES "account"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_line" ADD CONSTRAINT "document_line_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "document_line" ADD CONSTRAINT "document_line_subscription_fkey" FOREIGN KEY ("subscription") REFERENCES "subscription"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_tax" ADD CONSTRAINT "document_tax_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entry"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_vote" ADD CONSTRAINT "approval_vote_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_vote" ADD CONSTRAINT "approval_vote_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_card" ADD CONSTRAINT "run_card_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
