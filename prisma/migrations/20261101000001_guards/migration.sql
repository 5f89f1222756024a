-- What Prisma's schema can't say. `src/store/guards.ts` names what must be found here at every start.

-- Keys sort by code point, in the database as in the program, whatever the server's locale.
ALTER TABLE "account"
  ALTER COLUMN "key" TYPE text COLLATE "C",
  ALTER COLUMN "parent" TYPE text COLLATE "C",
  ALTER COLUMN "payer" TYPE text COLLATE "C",
  -- Rows are updated in place by every launch; room for it keeps the indexes untouched.
  SET (fillfactor = 85);
ALTER TABLE "plan" ALTER COLUMN "key" TYPE text COLLATE "C";
ALTER TABLE "tax_rate" ALTER COLUMN "key" TYPE text COLLATE "C";
ALTER TABLE "coupon" ALTER COLUMN "key" TYPE text COLLATE "C";
ALTER TABLE "subscription"
  ALTER COLUMN "key" TYPE text COLLATE "C",
  ALTER COLUMN "account" TYPE text COLLATE "C",
  ALTER COLUMN "plan" TYPE text COLLATE "C";
ALTER TABLE "subscription_change" ALTER COLUMN "subscription" TYPE text COLLATE "C";
ALTER TABLE "usage_record"
  ALTER COLUMN "key" TYPE text COLLATE "C",
  ALTER COLUMN "subscription" TYPE text COLLATE "C",
  ALTER COLUMN "charge" TYPE text COLLATE "C";
ALTER TABLE "quote"
  ALTER COLUMN "key" TYPE text COLLATE "C",
  ALTER COLUMN "account" TYPE text COLLATE "C";
ALTER TABLE "bill_run_account"
  ALTER COLUMN "account" TYPE text COLLATE "C",
  ALTER COLUMN "payer" TYPE text COLLATE "C",
  SET (fillfactor = 50);
ALTER TABLE "bill_run_finding" ALTER COLUMN "payer" TYPE text COLLATE "C";
ALTER TABLE "document"
  ALTER COLUMN "account" TYPE text COLLATE "C",
  ALTER COLUMN "number" TYPE text COLLATE "C";
ALTER TABLE "document_line"
  ALTER COLUMN "account" TYPE text COLLATE "C",
  ALTER COLUMN "subscription" TYPE text COLLATE "C",
  ALTER COLUMN "charge" TYPE text COLLATE "C",
  ALTER COLUMN "kind" TYPE text COLLATE "C";

-- Every payer of an account is an account (a child may come before its parent in one import).
ALTER TABLE "account"
  ADD CONSTRAINT "account_payer_fkey" FOREIGN KEY ("payer") REFERENCES "account" ("key")
    DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT "account_parent_fkey" FOREIGN KEY ("parent") REFERENCES "account" ("key")
    DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT "account_parent_pays" CHECK ("parent" IS NOT NULL OR "payer" = "key");

-- Headers wait for their numbers until the end of the transaction; their lines are there before.
ALTER TABLE "document_line"
  ALTER CONSTRAINT "document_line_document_id_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "document_tax"
  ALTER CONSTRAINT "document_tax_document_id_fkey" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "journal_entry"
  ALTER CONSTRAINT "journal_entry_document_id_fkey" DEFERRABLE INITIALLY DEFERRED;

-- What a value may be.
ALTER TABLE "billing_settings" ADD CONSTRAINT "billing_settings_one_row" CHECK ("id" = 1);
ALTER TABLE "number_series"
  ADD CONSTRAINT "number_series_type" CHECK ("document_type" IN ('invoice', 'credit-memo')),
  ADD CONSTRAINT "number_series_next" CHECK ("next" >= 1);
ALTER TABLE "member"
  ADD CONSTRAINT "member_roles"
    CHECK ("roles" <@ ARRAY['viewer', 'preparer', 'approver', 'controller', 'admin']);
ALTER TABLE "bill_run"
  ADD CONSTRAINT "bill_run_kind" CHECK ("kind" IN ('ad-hoc', 'scheduled', 'catch-up')),
  ADD CONSTRAINT "bill_run_state" CHECK ("state" IN ('draft', 'previewing', 'previewed',
    'awaiting-approval', 'approved', 'running', 'paused', 'completed',
    'completed-with-exceptions', 'canceled', 'reversed')),
  ADD CONSTRAINT "bill_run_launched" CHECK (
    ("launched_at" IS NOT NULL AND "launched_by" IS NOT NULL AND "digest" IS NOT NULL)
    = ("state" IN ('running', 'paused', 'completed', 'completed-with-exceptions', 'reversed')));
ALTER TABLE "bill_run_account"
  ADD CONSTRAINT "bill_run_account_preview" CHECK ("preview_result" IN
    ('billed', 'nothing-due', 'excluded', 'parked', 'held')),
  ADD CONSTRAINT "bill_run_account_launch" CHECK ("launch_result" IN
    ('billed', 'nothing-due', 'excluded', 'parked', 'held'));
ALTER TABLE "document"
  ADD CONSTRAINT "document_type" CHECK ("type" IN ('invoice', 'credit-memo')),
  ADD CONSTRAINT "document_adds_up" CHECK (
    "subtotal_minor" - "discount_minor" + "tax_minor" = "total_minor" AND "total_minor" >= 0),
  ADD CONSTRAINT "document_due" CHECK ("due_on" >= "invoice_on"),
  ADD CONSTRAINT "document_number" CHECK (
    "series_position" >= 1 AND "series_year" = extract(year FROM "invoice_on")
    AND "number" = CASE "type" WHEN 'invoice' THEN 'INV-' ELSE 'CM-' END || "series_year" || '-'
      || lpad("series_position"::text, greatest(6, length("series_position"::text)), '0'));
ALTER TABLE "document_line"
  ADD CONSTRAINT "document_line_kind" CHECK ("kind" IN
    ('recurring', 'one-time', 'usage', 'minimum', 'credit')),
  ADD CONSTRAINT "document_line_period" CHECK ("from_on" < "to_on" AND "correction" >= 0),
  ADD CONSTRAINT "document_line_silent" CHECK ("document_id" IS NOT NULL
    OR ("amount_minor" - "discount_minor" = 0 AND "tax_minor" = 0));
ALTER TABLE "posting" ADD CONSTRAINT "posting_not_zero" CHECK ("amount_minor" <> 0);
ALTER TABLE "approval"
  ADD CONSTRAINT "approval_state" CHECK ("state" IN
    ('open', 'approved', 'rejected', 'void', 'expired')),
  ADD CONSTRAINT "approval_votes_needed" CHECK ("required_votes" >= 1);
ALTER TABLE "approval_vote"
  ADD CONSTRAINT "approval_vote_decision" CHECK ("decision" IN ('approve', 'reject'));

CREATE UNIQUE INDEX "approval_one_open" ON "approval" ("run_id") WHERE "state" = 'open';
CREATE INDEX "document_line_silent_of_run" ON "document_line" ("run_id")
  WHERE "document_id" IS NULL;
CREATE INDEX "outbox_message_waiting" ON "outbox_message" ("run_id") WHERE "delivered_at" IS NULL;

-- Posted things and the audit trail are never changed, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % refused: what is posted is never changed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER document_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "document"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_line_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_line"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_tax_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_tax"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "journal_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "posting"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_vote_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "approval_vote"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Documents add up. Checked once a statement over all its rows, since a check per row would cost
-- more than the insert: lines and taxes come first, a header must find them complete, and nothing
-- is added to a document that has its header.
CREATE FUNCTION check_documents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  SELECT d.number INTO bad
    FROM added d
    LEFT JOIN LATERAL (
      SELECT sum(l.amount_minor) AS amount, sum(l.discount_minor) AS discount,
             sum(l.tax_minor) AS tax
        FROM document_line l WHERE l.document_id = d.id) l ON true
    LEFT JOIN LATERAL (
      SELECT coalesce(sum(t.tax_minor), 0) AS tax
        FROM document_tax t WHERE t.document_id = d.id) t ON true
   WHERE (l.amount, l.discount, l.tax, t.tax) IS DISTINCT FROM (
      CASE d.type WHEN 'invoice' THEN d.subtotal_minor ELSE -d.subtotal_minor END::numeric,
      CASE d.type WHEN 'invoice' THEN d.discount_minor ELSE -d.discount_minor END::numeric,
      CASE d.type WHEN 'invoice' THEN d.tax_minor ELSE -d.tax_minor END::numeric,
      d.tax_minor::numeric)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'document % is not the sum of its lines and taxes', bad
      USING ERRCODE = 'check_violation';
  END IF;
  -- Numbers of a series follow the last one without a gap, and the counter stands behind them.
  SELECT a.type || ' ' || a.series_year INTO bad
    FROM (SELECT legal_entity_id, type, series_year, min(series_position) AS first,
                 max(series_position) AS last, count(*) AS many
            FROM added GROUP BY 1, 2, 3) a
    LEFT JOIN number_series s
      ON s.legal_entity_id = a.legal_entity_id AND s.document_type = a.type
     AND s.year = a.series_year
   WHERE a.last - a.first + 1 <> a.many OR s.next IS DISTINCT FROM a.last + 1
      OR (a.first > 1 AND NOT EXISTS (
            SELECT FROM document d
             WHERE d.legal_entity_id = a.legal_entity_id AND d.type = a.type
               AND d.series_year = a.series_year AND d.series_position = a.first - 1))
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'numbers of the series % would have a gap', bad
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_adds_up_and_follows AFTER INSERT ON "document"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_documents();

CREATE FUNCTION refuse_additions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  SELECT d.number INTO bad FROM added a JOIN document d ON d.id = a.document_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'document % is posted: nothing is added to it', bad
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER document_line_before_header AFTER INSERT ON "document_line"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_additions();
CREATE TRIGGER document_tax_before_header AFTER INSERT ON "document_tax"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_additions();

-- An entry's postings come in one statement and sum to zero.
CREATE FUNCTION check_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad uuid;
BEGIN
  SELECT entry_id INTO bad FROM added GROUP BY entry_id HAVING sum(amount_minor) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the postings of journal entry % do not sum to zero', bad
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_sums_to_zero AFTER INSERT ON "posting"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_postings();

-- Numbers are only ever counted up.
CREATE FUNCTION check_number_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.next < OLD.next THEN
    RAISE EXCEPTION 'numbers of a series are never given out twice'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER number_series_counts_up BEFORE UPDATE OR DELETE ON "number_series"
  FOR EACH ROW EXECUTE FUNCTION check_number_series();

-- Whether enough others approved this digest of a run, and the approval holds at an instant.
CREATE FUNCTION launch_is_approved(run bill_run, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM approval a
     WHERE a.run_id = run.id AND a.state = 'approved' AND a.digest = run.digest
       AND a.expires_at > at
       AND NOT EXISTS (
         SELECT FROM approval_vote v WHERE v.approval_id = a.id AND v.decision = 'reject')
       AND a.required_votes <= (
         SELECT count(*) FROM approval_vote v
          WHERE v.approval_id = a.id AND v.decision = 'approve'
            AND v.member_id NOT IN (run.created_by, run.last_edited_by))
       AND NOT EXISTS (
         SELECT FROM jsonb_to_recordset(a.including) AS need (role text, votes int)
          WHERE need.votes > (
            SELECT count(*) FROM approval_vote v
             WHERE v.approval_id = a.id AND v.decision = 'approve'
               AND v.member_id NOT IN (run.created_by, run.last_edited_by)
               AND need.role = ANY (v.roles))))
$$;

-- The life of a run: which move leads where stands in `lifecycle.ts`; this is the same table.
CREATE FUNCTION check_bill_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a bill run begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.launched_at IS NOT NULL AND (NEW.digest, NEW.launched_at, NEW.launched_by, NEW.target_on,
      NEW.invoice_on, NEW.as_of_on, NEW.selection, NEW.eligible) IS DISTINCT FROM (OLD.digest,
      OLD.launched_at, OLD.launched_by, OLD.target_on, OLD.invoice_on, OLD.as_of_on,
      OLD.selection, OLD.eligible) THEN
    RAISE EXCEPTION 'BR-% is launched: its terms stand', OLD.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF (OLD.state, NEW.state) NOT IN (
      ('draft', 'previewing'), ('previewed', 'previewing'), ('awaiting-approval', 'previewing'),
      ('approved', 'previewing'), ('previewing', 'previewed'), ('previewed', 'awaiting-approval'),
      ('awaiting-approval', 'approved'), ('awaiting-approval', 'previewed'),
      ('approved', 'running'), ('running', 'paused'), ('paused', 'running'),
      ('running', 'completed'), ('running', 'completed-with-exceptions'),
      ('draft', 'canceled'), ('previewing', 'canceled'), ('previewed', 'canceled'),
      ('awaiting-approval', 'canceled'), ('approved', 'canceled'),
      ('completed', 'reversed'), ('completed-with-exceptions', 'reversed')) THEN
    RAISE EXCEPTION 'BR-% cannot go from % to %', OLD.number, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'approved' AND NEW.state = 'running'
      AND NOT launch_is_approved(NEW, NEW.launched_at) THEN
    RAISE EXCEPTION 'BR-% is not approved by enough others for this digest', OLD.number
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('completed', 'completed-with-exceptions') AND NEW.eligible <> (
      SELECT count(launch_result) FROM bill_run_account WHERE run_id = NEW.id) THEN
    RAISE EXCEPTION 'BR-% has eligible accounts without a result', OLD.number
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bill_run_lives_by_the_rules BEFORE INSERT OR UPDATE ON "bill_run"
  FOR EACH ROW EXECUTE FUNCTION check_bill_run();

-- Nobody approves what they made or edited, and only an open request is voted on.
CREATE FUNCTION check_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM approval WHERE id = NEW.approval_id AND state = 'open') THEN
    RAISE EXCEPTION 'the request is decided' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision = 'approve' AND EXISTS (
      SELECT FROM approval a JOIN bill_run r ON r.id = a.run_id
       WHERE a.id = NEW.approval_id AND NEW.member_id IN (r.created_by, r.last_edited_by)) THEN
    RAISE EXCEPTION 'nobody approves a run that they made or edited'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_vote_by_others BEFORE INSERT ON "approval_vote"
  FOR EACH ROW EXECUTE FUNCTION check_vote();

-- The audit trail is one chain, in the order of commits: the lock holds until then.
CREATE FUNCTION audit_hash(previous text, entry audit_entry) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    previous, entry.seq, extract(epoch FROM entry.at), entry.actor_id, entry.actor_name,
    entry.actor_via, entry.actor_where, entry.action, entry.subject, entry.digest, entry.outcome,
    entry.correlation_id, entry.details)::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('billrun.audit'));
  SELECT seq, hash INTO last FROM audit_entry ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, '');
  NEW.hash := audit_hash(NEW.previous_hash, NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_is_chained BEFORE INSERT ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();

-- One seller until others are set up.
INSERT INTO "legal_entity" ("id", "name") VALUES (gen_random_uuid(), 'Your company');
