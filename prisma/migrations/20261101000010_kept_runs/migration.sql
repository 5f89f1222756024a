-- Who made a run, what its accounts came to and what its approval asked for stay as they were:
-- with any of them changed, an approval by others would mean nothing.

CREATE FUNCTION check_maker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.created_by, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.number, OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'BR-% keeps its maker, its number and its time', OLD.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.last_edited_by <> OLD.last_edited_by
      AND (NEW.state <> 'previewing' OR OLD.state = 'previewing') THEN
    RAISE EXCEPTION 'BR-% is edited by whoever previews it', OLD.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bill_run_keeps_its_maker BEFORE UPDATE ON "bill_run"
  FOR EACH ROW EXECUTE FUNCTION check_maker();

CREATE FUNCTION refuse_run_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% refused: a bill run is canceled, never deleted', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER bill_run_is_kept BEFORE DELETE OR TRUNCATE ON "bill_run"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_run_deletion();

-- Accounts come and go, and get what the preview says, while the run is previewing; what the launch
-- says is written once, while it goes on. Checked once a statement: chunks write hundreds of rows.
CREATE FUNCTION refuse_result(run_number int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the accounts and results of BR-% stand as they are', run_number
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION check_frozen_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad int;
BEGIN
  SELECT r.number INTO bad FROM bill_run r
   WHERE r.state <> 'previewing' AND r.id IN (SELECT run_id FROM touched) LIMIT 1;
  IF FOUND THEN PERFORM refuse_result(bad); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER bill_run_account_is_frozen AFTER INSERT ON "bill_run_account"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_accounts();
CREATE TRIGGER bill_run_account_is_kept AFTER DELETE ON "bill_run_account"
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_accounts();

CREATE FUNCTION check_results() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad int;
BEGIN
  SELECT r.number INTO bad
    FROM was o
    LEFT JOIN became n ON n.run_id = o.run_id AND n.account = o.account
    JOIN bill_run r ON r.id = o.run_id
   WHERE n.payer IS DISTINCT FROM o.payer
      OR (r.state <> 'previewing'
          AND (n.preview_result, n.preview_reason_code, n.preview_reason, n.preview_digest,
               n.preview_currency, n.preview_invoices, n.preview_credit_memos,
               n.preview_invoiced_minor, n.preview_credited_minor)
            IS DISTINCT FROM (o.preview_result, o.preview_reason_code, o.preview_reason,
               o.preview_digest, o.preview_currency, o.preview_invoices, o.preview_credit_memos,
               o.preview_invoiced_minor, o.preview_credited_minor))
      OR ((r.state NOT IN ('running', 'paused') OR o.launch_result IS NOT NULL)
          AND (n.launch_result, n.launch_reason_code, n.launch_reason, n.launch_digest)
            IS DISTINCT FROM (o.launch_result, o.launch_reason_code, o.launch_reason,
               o.launch_digest))
   LIMIT 1;
  IF FOUND THEN PERFORM refuse_result(bad); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER bill_run_account_results_stand AFTER UPDATE ON "bill_run_account"
  REFERENCING OLD TABLE AS was NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION check_results();
CREATE TRIGGER bill_run_account_is_final BEFORE TRUNCATE ON "bill_run_account"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER number_series_is_final BEFORE TRUNCATE ON "number_series"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A request asks for what it asked for; it is decided once.
CREATE FUNCTION check_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a request for approval stands as it was made'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'open' OR (NEW.id, NEW.run_id, NEW.digest, NEW.requested_by, NEW.requested_at,
        NEW.expires_at, NEW.required_votes, NEW.above_minor, NEW.including)
      IS DISTINCT FROM (OLD.id, OLD.run_id, OLD.digest, OLD.requested_by, OLD.requested_at,
        OLD.expires_at, OLD.required_votes, OLD.above_minor, OLD.including) THEN
    RAISE EXCEPTION 'a request for approval stands as it was made'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_stands BEFORE UPDATE OR DELETE ON "approval"
  FOR EACH ROW EXECUTE FUNCTION check_approval();

-- Votes count for members who may vote at this moment. The row is locked: of a vote and an admin
-- who takes the role away at once, the later one sees the earlier.
CREATE FUNCTION check_voter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM member
    WHERE id = NEW.member_id AND active AND NEW.roles <@ roles
      AND NEW.roles && ARRAY['approver', 'controller']
    FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% has no role that votes', NEW.member_name USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
-- Triggers fire in order of their names: after the one that knows whether a vote is asked for.
CREATE TRIGGER approval_vote_by_voters BEFORE INSERT ON "approval_vote"
  FOR EACH ROW EXECUTE FUNCTION check_voter();
