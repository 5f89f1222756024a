-- Who gave a role, the freeze of all billing, and what previews find worth a look.

CREATE TABLE "role_grant" (
  "member_id" UUID NOT NULL,
  "role" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "given_by" TEXT NOT NULL,
  "given_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "role_grant_pkey" PRIMARY KEY ("member_id", "role", "source"),
  CONSTRAINT "role_grant_role"
    CHECK ("role" IN ('viewer', 'preparer', 'approver', 'controller', 'admin')),
  CONSTRAINT "role_grant_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "role_group" (
  "group_id" TEXT NOT NULL,
  "handle" TEXT NOT NULL,
  "roles" TEXT[],
  "set_by" UUID,
  "set_by_name" TEXT NOT NULL,
  "set_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "role_group_pkey" PRIMARY KEY ("group_id"),
  CONSTRAINT "role_group_roles"
    CHECK ("roles" IS NOT NULL
      AND "roles" <@ ARRAY['viewer', 'preparer', 'approver', 'controller', 'admin'])
);

INSERT INTO "role_grant" ("member_id", "role", "source", "given_by", "given_at")
SELECT m."id", r, 'person', 'an admin', now() FROM "member" m, unnest(m."roles") r
ON CONFLICT DO NOTHING;

-- What a member may do is what was given, whoever writes.
CREATE FUNCTION add_up_roles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whose uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.member_id ELSE NEW.member_id END;
BEGIN
  UPDATE member SET roles = ARRAY(
    SELECT r FROM unnest(ARRAY['viewer', 'preparer', 'approver', 'controller', 'admin'])
             WITH ORDINALITY AS all_roles (r, place)
     WHERE EXISTS (SELECT FROM role_grant g WHERE g.member_id = whose AND g.role = r)
     ORDER BY place)
   WHERE id = whose;
  RETURN NULL;
END $$;
CREATE TRIGGER role_grant_adds_up AFTER INSERT OR UPDATE OR DELETE ON "role_grant"
  FOR EACH ROW EXECUTE FUNCTION add_up_roles();

-- A freeze stands until a second person lifts it.
CREATE TABLE "billing_freeze" (
  "id" UUID NOT NULL,
  "frozen_at" TIMESTAMPTZ(3) NOT NULL,
  "frozen_by" UUID NOT NULL,
  "frozen_by_name" TEXT NOT NULL,
  "reason" TEXT,
  "asked_at" TIMESTAMPTZ(3),
  "asked_by" UUID,
  "asked_by_name" TEXT,
  "lifted_at" TIMESTAMPTZ(3),
  "lifted_by" UUID,
  "lifted_by_name" TEXT,
  CONSTRAINT "billing_freeze_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "billing_freeze_lifted_by_two" CHECK ("lifted_at" IS NULL OR (
    "lifted_by" IS NOT NULL AND "asked_by" IS NOT NULL AND "lifted_by" <> "asked_by"
    AND "asked_at" IS NOT NULL AND "lifted_at" <= "asked_at" + interval '1 hour')),
  CONSTRAINT "billing_freeze_frozen_by_fkey" FOREIGN KEY ("frozen_by") REFERENCES "member" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "billing_freeze_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "member" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "billing_freeze_lifted_by_fkey" FOREIGN KEY ("lifted_by") REFERENCES "member" ("id")
    ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "billing_freeze_one" ON "billing_freeze" ((true)) WHERE "lifted_at" IS NULL;

CREATE FUNCTION check_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL
      OR (NEW.id, NEW.frozen_at, NEW.frozen_by, NEW.frozen_by_name, NEW.reason)
        IS DISTINCT FROM (OLD.id, OLD.frozen_at, OLD.frozen_by, OLD.frozen_by_name, OLD.reason) THEN
    RAISE EXCEPTION 'a freeze is lifted by two people, and stands as it was'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER billing_freeze_stands BEFORE UPDATE OR DELETE ON "billing_freeze"
  FOR EACH ROW EXECUTE FUNCTION check_freeze();
CREATE TRIGGER billing_freeze_is_kept BEFORE TRUNCATE ON "billing_freeze"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing is posted and no run starts or goes on while billing is frozen. Whoever posts holds the
-- lock until the commit, and whoever freezes waits for it: once frozen, nothing is posted any more.
CREATE FUNCTION refuse_while_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('billrun.freeze'));
  IF EXISTS (SELECT FROM billing_freeze WHERE lifted_at IS NULL) THEN
    RAISE EXCEPTION 'billing is frozen' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_LEVEL = 'STATEMENT' THEN RETURN NULL; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_not_while_frozen BEFORE INSERT ON "document"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_while_frozen();
CREATE TRIGGER document_line_not_while_frozen BEFORE INSERT ON "document_line"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_while_frozen();
CREATE TRIGGER bill_run_not_while_frozen BEFORE UPDATE OF "state" ON "bill_run"
  FOR EACH ROW WHEN (NEW."state" = 'running' AND OLD."state" <> 'running')
  EXECUTE FUNCTION refuse_while_frozen();

-- What previews find worth a look; amounts in the minor units of each bill's own currency.
CREATE TABLE "finding_limits" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "change_percent" INTEGER NOT NULL DEFAULT 50,
  "usage_percent" INTEGER NOT NULL DEFAULT 50,
  "large_minor" BIGINT NOT NULL DEFAULT 1000000,
  CONSTRAINT "finding_limits_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "finding_limits_one_row" CHECK ("id" = 1),
  CONSTRAINT "finding_limits_sane"
    CHECK ("change_percent" BETWEEN 1 AND 1000 AND "usage_percent" BETWEEN 1 AND 1000
      AND "large_minor" > 0)
);
INSERT INTO "finding_limits" DEFAULT VALUES;

-- What one person did, the latest first.
CREATE INDEX "audit_entry_actor_id_seq_idx" ON "audit_entry" ("actor_id", "seq");
