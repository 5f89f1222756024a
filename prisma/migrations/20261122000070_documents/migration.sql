-- Documents that no run makes: the invoice of a quote, a credit, and what undoes a run. Each waits
-- as a draft for an approval of its own, and is posted by it.

CREATE TABLE "document_draft" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    -- What is undone, credited or invoiced: "BR-12", "INV-2026-000001", "Q-88".
    "subject" TEXT NOT NULL,
    "run_id" UUID,
    "document_id" UUID,
    "quote" TEXT COLLATE "C",
    -- Of a credit: so much as goodwill; null: the whole invoice, whose periods are due again.
    "amount_minor" BIGINT,
    "dated_on" DATE NOT NULL,
    -- Why, or what the invoice of a quote says.
    "note" TEXT,
    "po_number" TEXT,
    "digest" TEXT NOT NULL,
    "made_by" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    -- Who approved last, or sent it back, and with which words.
    "ended_by" TEXT,
    "ended_because" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_draft_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "document_draft_kind" CHECK (
      CASE "kind" WHEN 'reversal' THEN "run_id" IS NOT NULL
                  WHEN 'credit' THEN "document_id" IS NOT NULL
                  WHEN 'quote-invoice' THEN "quote" IS NOT NULL ELSE false END
      AND num_nonnulls("run_id", "document_id", "quote") = 1),
    CONSTRAINT "document_draft_state"
      CHECK ("state" IN ('waiting', 'posting', 'posted', 'sent-back', 'void')),
    CONSTRAINT "document_draft_amount"
      CHECK ("amount_minor" IS NULL OR ("amount_minor" > 0 AND "kind" = 'credit')),
    CONSTRAINT "document_draft_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bill_run" ("id"),
    CONSTRAINT "document_draft_document_id_fkey"
      FOREIGN KEY ("document_id") REFERENCES "document" ("id"),
    CONSTRAINT "document_draft_quote_fkey" FOREIGN KEY ("quote") REFERENCES "quote" ("key"),
    CONSTRAINT "document_draft_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "member" ("id")
);
CREATE UNIQUE INDEX "document_draft_one_open" ON "document_draft" ("kind", "subject")
  WHERE "state" IN ('waiting', 'posting');
CREATE INDEX "document_draft_of_subject" ON "document_draft" ("kind", "subject", "made_at");

-- A run is undone chunk by chunk, as it was posted.
CREATE TABLE "draft_chunk" (
    "draft_id" UUID NOT NULL,
    "chunk_id" UUID NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    -- Payers that could not be undone any more: [{ "payer": "acme", "reason": "…" }].
    "held" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "draft_chunk_pkey" PRIMARY KEY ("draft_id", "chunk_id"),
    CONSTRAINT "draft_chunk_draft_id_fkey"
      FOREIGN KEY ("draft_id") REFERENCES "document_draft" ("id"),
    CONSTRAINT "draft_chunk_chunk_id_fkey"
      FOREIGN KEY ("chunk_id") REFERENCES "bill_run_chunk" ("id")
);
-- A run that is previewed anew throws its chunks away, each of which asks for what names it.
CREATE INDEX "draft_chunk_of_chunk" ON "draft_chunk" ("chunk_id");

-- A document comes from a run or from a draft.
ALTER TABLE "document"
  ALTER COLUMN "run_id" DROP NOT NULL,
  ADD COLUMN "draft_id" UUID,
  ADD COLUMN "quote" TEXT COLLATE "C",
  ADD COLUMN "reverses" UUID,
  ADD CONSTRAINT "document_of_one_origin" CHECK (num_nonnulls("run_id", "draft_id") = 1),
  ADD CONSTRAINT "document_of_draft"
    CHECK ("draft_id" IS NOT NULL OR num_nonnulls("quote", "reverses") = 0),
  ADD CONSTRAINT "document_draft_id_fkey"
    FOREIGN KEY ("draft_id") REFERENCES "document_draft" ("id"),
  ADD CONSTRAINT "document_reverses_fkey" FOREIGN KEY ("reverses") REFERENCES "document" ("id");
CREATE UNIQUE INDEX "document_quote_once" ON "document" ("quote") WHERE "quote" IS NOT NULL;
CREATE UNIQUE INDEX "document_reversed_once" ON "document" ("reverses")
  WHERE "reverses" IS NOT NULL;
CREATE INDEX "document_of_its_draft" ON "document" ("draft_id") WHERE "draft_id" IS NOT NULL;

-- A line is of a subscription or a quote; goodwill is of neither. What takes back a line whole
-- names it, and nothing is taken back twice.
ALTER TABLE "document_line"
  ALTER COLUMN "run_id" DROP NOT NULL,
  ALTER COLUMN "subscription" DROP NOT NULL,
  ADD COLUMN "draft_id" UUID,
  ADD COLUMN "quote" TEXT COLLATE "C",
  ADD COLUMN "reverses" UUID,
  ADD CONSTRAINT "document_line_of_one_origin" CHECK (num_nonnulls("run_id", "draft_id") = 1),
  ADD CONSTRAINT "document_line_of_one_sale" CHECK (
    num_nonnulls("subscription", "quote") = 1
    OR (num_nonnulls("subscription", "quote") = 0 AND "kind" = 'credit'
        AND "draft_id" IS NOT NULL)),
  ADD CONSTRAINT "document_line_reversal" CHECK (("reverses" IS NULL) = ("terms" <> 'reversal'));
CREATE UNIQUE INDEX "document_line_reversed_once" ON "document_line" ("reverses")
  WHERE "reverses" IS NOT NULL;
CREATE INDEX "document_line_silent_of_draft" ON "document_line" ("draft_id")
  WHERE "document_id" IS NULL AND "draft_id" IS NOT NULL;

-- What takes back a line is the line with every amount turned round.
CREATE FUNCTION check_reversals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  IF NOT EXISTS (SELECT FROM added WHERE reverses IS NOT NULL) THEN RETURN NULL; END IF;
  SELECT coalesce(a.subscription, a.quote, '') || ' ' || a.charge || ' ' || a.from_on INTO bad
    FROM added a LEFT JOIN document_line l ON l.id = a.reverses
   WHERE a.reverses IS NOT NULL
     AND (a.subscription, a.quote, a.charge, a.from_on, a.to_on, a.kind, -a.amount_minor,
          -a.discount_minor, -a.tax_minor, a.corrects)
       IS DISTINCT FROM
         (l.subscription, l.quote, l.charge, l.from_on, l.to_on, 'credit', l.amount_minor,
          l.discount_minor, l.tax_minor, ARRAY[l.from_on || '/' || l.kind || '/' || l.correction])
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% is not taken back as it was billed', bad USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_line_reversed_as_billed AFTER INSERT ON "document_line"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_reversals();

-- Which credit memo settles which invoice, and for how much.
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "credit_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "application_amount" CHECK ("amount_minor" > 0),
    CONSTRAINT "application_credit_id_fkey" FOREIGN KEY ("credit_id") REFERENCES "document" ("id"),
    CONSTRAINT "application_invoice_id_fkey"
      FOREIGN KEY ("invoice_id") REFERENCES "document" ("id")
);
CREATE UNIQUE INDEX "application_once" ON "application" ("credit_id", "invoice_id");
CREATE INDEX "application_of_invoice" ON "application" ("invoice_id");

-- 0 <= open balance <= total, credit used <= credit given. Both documents are locked, in one order,
-- so that of two applications at once the later one counts the earlier.
CREATE FUNCTION check_application() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  credit document;
  invoice document;
BEGIN
  PERFORM FROM document WHERE id IN (NEW.credit_id, NEW.invoice_id) ORDER BY id FOR UPDATE;
  SELECT * INTO credit FROM document WHERE id = NEW.credit_id;
  SELECT * INTO invoice FROM document WHERE id = NEW.invoice_id;
  IF credit.type IS DISTINCT FROM 'credit-memo' OR invoice.type IS DISTINCT FROM 'invoice'
      OR (credit.account, credit.currency) IS DISTINCT FROM (invoice.account, invoice.currency) THEN
    RAISE EXCEPTION '% does not settle %', credit.number, invoice.number
      USING ERRCODE = 'check_violation';
  END IF;
  IF invoice.total_minor < (
      SELECT sum(amount_minor) FROM application WHERE invoice_id = NEW.invoice_id) THEN
    RAISE EXCEPTION '% would be settled with more than its total', invoice.number
      USING ERRCODE = 'check_violation';
  END IF;
  IF credit.total_minor < (
      SELECT sum(amount_minor) FROM application WHERE credit_id = NEW.credit_id) THEN
    RAISE EXCEPTION '% would be used for more than it gives', credit.number
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER application_within_both AFTER INSERT ON "application"
  FOR EACH ROW EXECUTE FUNCTION check_application();
CREATE TRIGGER application_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "application"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether others approved exactly this draft. An approval is spent by one draft.
CREATE FUNCTION draft_is_approved(d document_draft) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM approval a
     WHERE a.kind = d.kind AND a.subject = d.subject AND a.digest = d.digest
       AND a.state = 'approved' AND a.requested_at >= d.made_at
       AND approval_is_sound(a, ARRAY[d.made_by]))
$$;

-- waiting -> posting -> posted; waiting -> posted, sent-back or void. What it asks for stands.
CREATE FUNCTION check_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' THEN
      RAISE EXCEPTION 'a draft begins by waiting' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.kind, NEW.subject, NEW.run_id, NEW.document_id, NEW.quote,
        NEW.amount_minor, NEW.dated_on, NEW.note, NEW.po_number, NEW.digest, NEW.made_by,
        NEW.made_at)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject, OLD.run_id, OLD.document_id, OLD.quote,
        OLD.amount_minor, OLD.dated_on, OLD.note, OLD.po_number, OLD.digest, OLD.made_by,
        OLD.made_at) THEN
    RAISE EXCEPTION 'a draft stands as it was made' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF (OLD.state, NEW.state) NOT IN (('waiting', 'posting'), ('waiting', 'posted'),
      ('posting', 'posted'), ('waiting', 'sent-back'), ('waiting', 'void')) THEN
    RAISE EXCEPTION 'the draft for % cannot go from % to %', OLD.subject, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('posting', 'posted') AND NOT draft_is_approved(NEW) THEN
    RAISE EXCEPTION 'the draft for % is not approved by enough others', OLD.subject
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_draft_stands BEFORE INSERT OR UPDATE OR DELETE ON "document_draft"
  FOR EACH ROW EXECUTE FUNCTION check_draft();
CREATE TRIGGER document_draft_is_kept BEFORE TRUNCATE ON "document_draft"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing is posted from a draft that nobody else agreed to.
CREATE FUNCTION check_draft_posting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  IF NOT EXISTS (SELECT FROM added WHERE draft_id IS NOT NULL) THEN RETURN NULL; END IF;
  SELECT a.number INTO bad FROM added a JOIN document_draft d ON d.id = a.draft_id
   WHERE NOT draft_is_approved(d) OR d.state NOT IN ('posting', 'posted') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% comes from a draft that is not approved', bad
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_of_approved_draft AFTER INSERT ON "document"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_draft_posting();

-- A quote that was invoiced says what it said.
CREATE FUNCTION check_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM document WHERE quote = OLD.key) AND (TG_OP = 'DELETE'
      OR (NEW.key, NEW.account, NEW.amount, NEW.currency, NEW.title)
        IS DISTINCT FROM (OLD.key, OLD.account, OLD.amount, OLD.currency, OLD.title)) THEN
    RAISE EXCEPTION 'quote % is invoiced', OLD.key USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER quote_stands_once_invoiced BEFORE UPDATE OR DELETE ON "quote"
  FOR EACH ROW EXECUTE FUNCTION check_quote();
