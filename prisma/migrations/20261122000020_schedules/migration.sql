-- Recurring runs. A ring of a schedule is a row with a name of its own, so that no two processes,
-- restarts or jumps of the clock run it twice.
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "rhythm" JSONB NOT NULL,
    "time_of_day" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "start_on" DATE NOT NULL,
    "target_rule" JSONB NOT NULL,
    "invoice_rule" JSONB NOT NULL,
    "selection" JSONB NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "start" TEXT NOT NULL,
    "name_template" TEXT NOT NULL,
    "channel" TEXT,
    "owner" UUID NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "rung_through" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "schedule_owner_fkey" FOREIGN KEY ("owner") REFERENCES "member" ("id")
      ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "schedule_key" CHECK ("key" ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    CONSTRAINT "schedule_start" CHECK ("start" IN ('ask', 'launch')),
    CONSTRAINT "schedule_time" CHECK ("time_of_day" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')
);
-- A removed schedule leaves its name to another one.
CREATE UNIQUE INDEX "schedule_key_once" ON "schedule" ("key") WHERE "removed_at" IS NULL;

CREATE TABLE "schedule_slot" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "remedy" TEXT,
    "run_id" UUID,
    "missed" INTEGER NOT NULL DEFAULT 0,
    "rung_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_slot_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "schedule_slot_schedule_id_fkey" FOREIGN KEY ("schedule_id")
      REFERENCES "schedule" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "schedule_slot_run_id_fkey" FOREIGN KEY ("run_id")
      REFERENCES "bill_run" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "schedule_slot_state" CHECK ("state" IN ('run', 'skipped', 'failed')),
    CONSTRAINT "schedule_slot_has_run" CHECK (("state" = 'run') = ("run_id" IS NOT NULL)),
    CONSTRAINT "schedule_slot_has_reason" CHECK (("state" = 'run') = ("reason" IS NULL)),
    CONSTRAINT "schedule_slot_missed" CHECK ("missed" >= 0)
);
-- What makes a slot happen once, and a run belong to one slot.
CREATE UNIQUE INDEX "schedule_slot_key_key" ON "schedule_slot" ("key");
CREATE UNIQUE INDEX "schedule_slot_run_id_key" ON "schedule_slot" ("run_id");
CREATE INDEX "schedule_slot_latest" ON "schedule_slot" ("schedule_id", "slot_at");

CREATE TRIGGER schedule_slot_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "schedule_slot"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A schedule is removed, never deleted, and stays removed; every change of what it says has a
-- version of its own, so that nobody changes another thing than they looked at.
CREATE FUNCTION check_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION '% refused: a schedule is removed, never deleted', TG_OP
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.removed_at IS NOT NULL OR (NEW.id, NEW.key, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.key, OLD.created_at) THEN
    RAISE EXCEPTION 'the schedule % keeps its name, and stays removed', OLD.key
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.version = OLD.version AND (NEW.rhythm, NEW.time_of_day, NEW.time_zone, NEW.start_on,
      NEW.target_rule, NEW.invoice_rule, NEW.selection, NEW.options, NEW.start, NEW.name_template,
      NEW.channel, NEW.owner, NEW.paused, NEW.removed_at)
    IS DISTINCT FROM (OLD.rhythm, OLD.time_of_day, OLD.time_zone, OLD.start_on, OLD.target_rule,
      OLD.invoice_rule, OLD.selection, OLD.options, OLD.start, OLD.name_template, OLD.channel,
      OLD.owner, OLD.paused, OLD.removed_at) THEN
    RAISE EXCEPTION 'the schedule % changes with its version only', OLD.key
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'versions of the schedule % follow each other', OLD.key
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER schedule_changes_by_version BEFORE UPDATE OR DELETE ON "schedule"
  FOR EACH ROW EXECUTE FUNCTION check_schedule();
CREATE TRIGGER schedule_is_kept BEFORE TRUNCATE ON "schedule"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
