-- People agree to more than runs: to the invoice of a quote, a reversal, a credit, a policy. A
-- request names what it is about by kind and subject, keeps what was shown, and the members who may
-- not approve it.

-- What a company asks for, version after version; each was approved as the one before it asked.
CREATE TABLE "approval_policy" (
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "made_by" UUID NOT NULL,
    "approval_id" UUID NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_policy_pkey" PRIMARY KEY ("version"),
    CONSTRAINT "approval_policy_version" CHECK ("version" >= 1)
);
CREATE UNIQUE INDEX "approval_policy_approval_id_key" ON "approval_policy" ("approval_id");
ALTER TABLE "approval_policy"
  ADD CONSTRAINT "approval_policy_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "member" ("id"),
  ADD CONSTRAINT "approval_policy_approval_id_fkey"
    FOREIGN KEY ("approval_id") REFERENCES "approval" ("id");

ALTER TABLE "approval"
  ALTER COLUMN "run_id" DROP NOT NULL,
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'run',
  ADD COLUMN "subject" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "excluded" UUID[] DEFAULT ARRAY[]::UUID[],
  ADD COLUMN "content" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "proposal" JSONB,
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "among" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "typed" JSONB,
  ADD COLUMN "policy_version" INTEGER,
  ADD COLUMN "reminders" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "reminded_at" TIMESTAMPTZ(3),
  ADD COLUMN "closed_at" TIMESTAMPTZ(3),
  ADD COLUMN "closed_because" TEXT,
  ADD CONSTRAINT "approval_policy_version_fkey"
    FOREIGN KEY ("policy_version") REFERENCES "approval_policy" ("version");

ALTER TABLE "approval" DISABLE TRIGGER approval_stands;
UPDATE "approval" a SET "subject" = 'BR-' || r.number,
    "excluded" = ARRAY(SELECT DISTINCT unnest(ARRAY[r.created_by, r.last_edited_by])),
    "channel" = r.channel,
    "content" = jsonb_build_object('label', 'BR-' || r.number, 'amounts', '[]'::jsonb,
                                   'lines', '[]'::jsonb)
  FROM "bill_run" r WHERE r.id = a.run_id;
ALTER TABLE "approval" ENABLE TRIGGER approval_stands;

ALTER TABLE "approval"
  ADD CONSTRAINT "approval_about" CHECK (("kind" = 'run') = ("run_id" IS NOT NULL)
    AND "kind" ~ '^[a-z][a-z-]*$' AND "subject" <> '' AND "excluded" IS NOT NULL),
  ADD CONSTRAINT "approval_by_others" CHECK ("kind" = 'run' OR "requested_by" = ANY ("excluded")),
  DROP CONSTRAINT "approval_votes_needed",
  -- Without a vote: a run by timetable, by what an approved policy says beforehand.
  ADD CONSTRAINT "approval_votes_needed" CHECK ("required_votes" >= 1
    OR ("required_votes" = 0 AND "kind" = 'run' AND "policy_version" IS NOT NULL));

DROP INDEX "approval_one_open";
CREATE UNIQUE INDEX "approval_one_open" ON "approval" ("kind", "subject") WHERE "state" = 'open';
CREATE INDEX "approval_of_subject" ON "approval" ("kind", "subject", "requested_at");

-- A run says itself what it is called and who made it, whatever the request says.
CREATE FUNCTION name_run_of_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT 'BR-' || r.number, coalesce(NEW.channel, r.channel),
         ARRAY(SELECT DISTINCT unnest(NEW.excluded || ARRAY[r.created_by, r.last_edited_by]))
    INTO NEW.subject, NEW.channel, NEW.excluded
    FROM bill_run r WHERE r.id = NEW.run_id;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_names_its_run BEFORE INSERT ON "approval"
  FOR EACH ROW WHEN (NEW.run_id IS NOT NULL) EXECUTE FUNCTION name_run_of_approval();

-- Somebody who is away lets another member vote; chains don't extend.
CREATE TABLE "vote_delegation" (
    "id" UUID NOT NULL,
    "from_member" UUID NOT NULL,
    "to_member" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "vote_delegation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "vote_delegation_to_another" CHECK ("from_member" <> "to_member"),
    CONSTRAINT "vote_delegation_time" CHECK ("from_at" < "until_at")
);
ALTER TABLE "vote_delegation"
  ADD CONSTRAINT "vote_delegation_from_member_fkey"
    FOREIGN KEY ("from_member") REFERENCES "member" ("id"),
  ADD CONSTRAINT "vote_delegation_to_member_fkey"
    FOREIGN KEY ("to_member") REFERENCES "member" ("id");
CREATE UNIQUE INDEX "vote_delegation_one" ON "vote_delegation" ("from_member")
  WHERE "ended_at" IS NULL;

CREATE FUNCTION check_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
      OR (NEW.id, NEW.from_member, NEW.to_member, NEW.from_at, NEW.until_at, NEW.made_at)
      IS DISTINCT FROM
         (OLD.id, OLD.from_member, OLD.to_member, OLD.from_at, OLD.until_at, OLD.made_at) THEN
    RAISE EXCEPTION 'a delegation is ended, and stands otherwise'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_delegation_stands BEFORE UPDATE OR DELETE ON "vote_delegation"
  FOR EACH ROW EXECUTE FUNCTION check_delegation();
CREATE TRIGGER vote_delegation_is_kept BEFORE TRUNCATE ON "vote_delegation"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One person, one vote: whoever was voted for has voted.
ALTER TABLE "approval_vote"
  ADD COLUMN "for_member_id" UUID,
  ADD COLUMN "for_member_name" TEXT,
  ADD CONSTRAINT "approval_vote_for" CHECK (
    ("for_member_id" IS NULL) = ("for_member_name" IS NULL) AND "for_member_id" <> "member_id"),
  ADD CONSTRAINT "approval_vote_for_member_id_fkey"
    FOREIGN KEY ("for_member_id") REFERENCES "member" ("id");
CREATE UNIQUE INDEX "approval_vote_one_a_person"
  ON "approval_vote" ("approval_id", coalesce("for_member_id", "member_id"));

-- Whether the votes of a request are enough, counting nobody who is excluded or among `others`.
CREATE FUNCTION approval_votes_suffice(a approval, others uuid[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
  WITH counted AS (
    SELECT coalesce(v.for_member_id, v.member_id) AS voter, v.roles FROM approval_vote v
     WHERE v.approval_id = a.id AND v.decision = 'approve'
       AND NOT v.member_id = ANY (a.excluded || others)
       AND NOT coalesce(v.for_member_id, v.member_id) = ANY (a.excluded || others))
  SELECT a.required_votes <= (SELECT count(*) FROM counted)
     AND NOT EXISTS (
       SELECT FROM approval_vote v WHERE v.approval_id = a.id AND v.decision = 'reject')
     AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset(a.including) AS need (role text, votes int)
        WHERE need.votes > (SELECT count(*) FROM counted c WHERE need.role = ANY (c.roles)))
     AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset(a.among) AS need ("memberIds" jsonb, votes int)
        WHERE need.votes > (
          SELECT count(*) FROM counted c WHERE need."memberIds" ? c.voter::text))
$$;

-- Sound is what has its votes, or needs none by a policy that people have approved.
CREATE FUNCTION approval_is_sound(a approval, others uuid[] DEFAULT '{}') RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT approval_votes_suffice(a, others) AND (a.required_votes > 0 OR EXISTS (
    SELECT FROM approval_policy p JOIN approval b ON b.id = p.approval_id
     WHERE p.version = a.policy_version AND p.active_from <= a.requested_at
       AND p.content -> 'tiers' @> '[{"votes": 0}]'
       AND b.state = 'approved' AND b.required_votes > 0 AND approval_votes_suffice(b, '{}')))
$$;

CREATE OR REPLACE FUNCTION launch_is_approved(run bill_run, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM approval a
     WHERE a.run_id = run.id AND a.state = 'approved' AND a.digest = run.digest
       AND a.expires_at > at
       AND (a.required_votes > 0 OR run.kind = 'scheduled')
       AND approval_is_sound(a, ARRAY[run.created_by, run.last_edited_by]))
$$;

CREATE OR REPLACE FUNCTION check_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM approval WHERE id = NEW.approval_id AND state = 'open') THEN
    RAISE EXCEPTION 'the request is decided' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision = 'approve' AND EXISTS (
      SELECT FROM approval a LEFT JOIN bill_run r ON r.id = a.run_id
       WHERE a.id = NEW.approval_id AND (
         ARRAY[NEW.member_id, NEW.for_member_id] && a.excluded
         OR r.created_by IN (NEW.member_id, NEW.for_member_id)
         OR r.last_edited_by IN (NEW.member_id, NEW.for_member_id))) THEN
    RAISE EXCEPTION 'nobody approves a run that they made or edited, nor what they asked for'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

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

-- A request asks for what it asked for; it is decided once, and approved by its votes only.
CREATE OR REPLACE FUNCTION check_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' AND NOT (NEW.state = 'approved' AND NEW.required_votes = 0) THEN
      RAISE EXCEPTION 'a request for approval begins open' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF TG_OP = 'DELETE' OR OLD.state <> 'open' OR (NEW.id, NEW.kind, NEW.subject, NEW.run_id,
        NEW.digest, NEW.requested_by, NEW.requested_at, NEW.expires_at, NEW.required_votes,
        NEW.above_minor, NEW.including, NEW.among, NEW.excluded, NEW.content, NEW.proposal,
        NEW.channel, NEW.typed, NEW.policy_version)
      IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject, OLD.run_id, OLD.digest, OLD.requested_by,
        OLD.requested_at, OLD.expires_at, OLD.required_votes, OLD.above_minor, OLD.including,
        OLD.among, OLD.excluded, OLD.content, OLD.proposal, OLD.channel, OLD.typed,
        OLD.policy_version) THEN
    RAISE EXCEPTION 'a request for approval stands as it was made'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'approved' AND NOT approval_is_sound(NEW) THEN
    RAISE EXCEPTION 'the request has not enough votes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_begins_open BEFORE INSERT ON "approval"
  FOR EACH ROW EXECUTE FUNCTION check_approval();
CREATE TRIGGER approval_is_kept BEFORE TRUNCATE ON "approval"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A policy is what was approved, and stands.
CREATE FUNCTION check_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM approval a
       WHERE a.id = NEW.approval_id AND a.kind = 'policy-change' AND a.state = 'approved'
         AND a.proposal = NEW.content AND a.requested_by = NEW.made_by AND approval_is_sound(a))
     OR NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM approval_policy) THEN
    RAISE EXCEPTION 'a policy holds once it is approved' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_policy_is_approved BEFORE INSERT ON "approval_policy"
  FOR EACH ROW EXECUTE FUNCTION check_policy();
CREATE TRIGGER approval_policy_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "approval_policy"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
