-- Rules of the billing file that a company may choose.
ALTER TABLE "billing_settings"
  ADD COLUMN "seller" JSONB,
  ADD COLUMN "minimum_invoice" JSONB,
  ADD COLUMN "catch_up_periods" INTEGER,
  ADD CONSTRAINT "billing_settings_catch_up" CHECK ("catch_up_periods" >= 1);
ALTER TABLE "account"
  ADD COLUMN "documents_per" TEXT NOT NULL DEFAULT 'account',
  ADD CONSTRAINT "account_documents_per" CHECK ("documents_per" IN ('account', 'subscription'));
