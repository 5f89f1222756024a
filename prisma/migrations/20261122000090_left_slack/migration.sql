-- Who is deactivated in Slack may do nothing here, and nobody votes in their place: since when Slack
-- says so of each id. Who has another id that is left, or none at all, goes on.
ALTER TABLE "slack_identity" ADD COLUMN "left_at" TIMESTAMPTZ(3);

CREATE FUNCTION member_has_left(member uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_and(left_at IS NOT NULL), false)
    FROM slack_identity WHERE member_id = member
$$;

-- The roles are those of the person whose vote it is; both members are locked, and the delegation.
CREATE OR REPLACE FUNCTION check_voter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM member
    WHERE id = coalesce(NEW.for_member_id, NEW.member_id) AND active AND NEW.roles <@ roles
      AND NEW.roles && ARRAY['approver', 'controller']
    FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% has no role that votes', coalesce(NEW.for_member_name, NEW.member_name)
      USING ERRCODE = 'check_violation';
  END IF;
  IF member_has_left(NEW.member_id) OR member_has_left(NEW.for_member_id) THEN
    RAISE EXCEPTION 'nobody votes who is deactivated in Slack, nor in their place'
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.for_member_id IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM vote_delegation d JOIN member m ON m.id = d.to_member
    WHERE d.from_member = NEW.for_member_id AND d.to_member = NEW.member_id
      AND d.ended_at IS NULL AND d.from_at <= NEW.voted_at AND NEW.voted_at < d.until_at
      AND m.active
    FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% does not stand in for %', NEW.member_name, NEW.for_member_name
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
