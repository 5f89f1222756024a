import type { RunOptions, Selection } from "../billing/bill-run/proposal.ts";
import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { DayRule, Rhythm, StartRule } from "../billing/schedules/schedule.ts";
import type {
  NewSlot,
  Schedule,
  ScheduleSlot,
  SchedulesReader,
  SchedulesWriter,
} from "../operations/schedules/schedules-books.ts";
import { type Db, execute, jsonRow, jsonRows } from "./database.ts";
import type { QueuedJob } from "./jobs-queue.ts";
import { uuidV7 } from "./uuid.ts";

/** Reading schedules and their slots. */
export function schedulesReader(db: Db): SchedulesReader {
  return {
    listSchedules: () => listSchedules(db),
    latestSlots: (ids, each) => latestSlots(db, ids, each),
    scheduleOfRun: (runId) => scheduleOfRun(db, runId),
  };
}

/** Changing schedules; jobs wait in `last` until the end of the transaction. */
export function schedulesWriter(
  db: Db,
  last: { readonly jobs: (QueuedJob | null)[] },
): SchedulesWriter {
  return {
    insertSchedule: (made) => insertSchedule(db, made),
    lockSchedule: (id) => lockSchedule(db, id),
    changeSchedule: (id, patch) => changeSchedule(db, id, patch),
    async markRung(id, through) {
      const sql = "UPDATE schedule SET rung_through = $2::timestamptz WHERE id = $1::uuid";
      await execute(db, sql, id, through.toISOString());
    },
    findSlot: (key) => findSlot(db, key),
    insertSlots: (slots) => insertSlots(db, slots),
    async queueFollow(runId) {
      const job = { task: "follow-schedule", payload: { runId }, delaySeconds: 0 } as const;
      last.jobs.push({ ...job, key: `follow:${runId}` });
    },
  };
}

const columns = `
  s.id, s.key, s.version, s.rhythm, s.time_of_day, s.time_zone, s.start_on, s.target_rule,
  s.invoice_rule, s.selection, s.options, s.start, s.name_template, s.channel, s.owner, s.paused,
  s.rung_through, s.removed_at`;

type ScheduleRow = {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly rhythm: Rhythm;
  readonly time_of_day: string;
  readonly time_zone: string;
  readonly start_on: LocalDate;
  readonly target_rule: DayRule;
  readonly invoice_rule: DayRule;
  readonly selection: Selection;
  readonly options: RunOptions;
  readonly start: StartRule;
  readonly name_template: string;
  readonly channel: string | null;
  readonly owner: string;
  readonly paused: boolean;
  readonly rung_through: string;
  readonly removed_at: string | null;
};

function toSchedule(row: ScheduleRow): Schedule {
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    plan: {
      rhythm: row.rhythm,
      timeOfDay: row.time_of_day,
      timeZone: row.time_zone,
      startOn: row.start_on,
      target: row.target_rule,
      invoice: row.invoice_rule,
      select: row.selection,
      start: row.start,
      nameTemplate: row.name_template,
    },
    options: row.options,
    channel: row.channel,
    ownerId: row.owner,
    paused: row.paused,
    rungThrough: new Date(row.rung_through).toISOString(),
  };
}

async function listSchedules(db: Db): Promise<readonly Schedule[]> {
  const sql = `SELECT ${columns} FROM schedule s WHERE s.removed_at IS NULL ORDER BY s.key`;
  return (await jsonRows<ScheduleRow>(db, sql)).map(toSchedule);
}

/** Prisma and `json_agg` must not stand around a lock, so the row is locked first, then read. */
async function lockSchedule(db: Db, id: string): Promise<Schedule | null> {
  const where = "WHERE s.id = $1::uuid AND s.removed_at IS NULL";
  await execute(db, `SELECT FROM schedule s ${where} FOR UPDATE`, id);
  const row = await jsonRow<ScheduleRow>(db, `SELECT ${columns} FROM schedule s ${where}`, id);
  return row && toSchedule(row);
}

async function insertSchedule(
  db: Db,
  made: Parameters<SchedulesWriter["insertSchedule"]>[0],
): Promise<Schedule | null> {
  const { plan } = made;
  const id = uuidV7();
  const added = await execute(
    db,
    `INSERT INTO schedule (id, key, rhythm, time_of_day, time_zone, start_on, target_rule,
       invoice_rule, selection, options, start, name_template, channel, owner, rung_through,
       created_at)
     VALUES ($1::uuid, $2, $3::jsonb, $4, $5, $6::date, $7::jsonb, $8::jsonb, $9::jsonb, $10::jsonb,
       $11, $12, $13, $14::uuid, $15::timestamptz, $15::timestamptz)
     ON CONFLICT (key) WHERE removed_at IS NULL DO NOTHING`,
    id,
    made.key,
    JSON.stringify(plan.rhythm),
    plan.timeOfDay,
    plan.timeZone,
    plan.startOn,
    JSON.stringify(plan.target),
    JSON.stringify(plan.invoice),
    JSON.stringify(plan.select),
    JSON.stringify(made.options),
    plan.start,
    plan.nameTemplate,
    made.channel,
    made.ownerId,
    made.at.toISOString(),
  );
  return added === 0 ? null : lockSchedule(db, id);
}

async function changeSchedule(
  db: Db,
  id: string,
  patch: Parameters<SchedulesWriter["changeSchedule"]>[1],
): Promise<void> {
  const { plan, options, channel, ownerId, paused, removedAt, rungThrough } = patch;
  await db.schedule.update({
    where: { id },
    data: {
      version: { increment: 1 },
      ...(plan ? planData(plan) : {}),
      ...(options ? { options: { ...options } as object } : {}),
      ...(channel === undefined ? {} : { channel }),
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(paused === undefined ? {} : { paused }),
      ...(removedAt ? { removedAt } : {}),
      ...(rungThrough ? { rungThrough } : {}),
    },
  });
}

function planData(plan: Schedule["plan"]) {
  return {
    rhythm: { ...plan.rhythm },
    timeOfDay: plan.timeOfDay,
    timeZone: plan.timeZone,
    startOn: new Date(`${plan.startOn}T00:00:00Z`),
    targetRule: { ...plan.target },
    invoiceRule: { ...plan.invoice },
    selection: { ...plan.select } as object,
    start: plan.start,
    nameTemplate: plan.nameTemplate,
  };
}

const slotColumns = `
  t.schedule_id, t.key, t.slot_at, t.state, t.reason_code, t.reason, t.remedy, t.run_id,
  r.number AS run_number, t.missed`;
const slotTables = "schedule_slot t LEFT JOIN bill_run r ON r.id = t.run_id";

type SlotRow = {
  readonly schedule_id: string;
  readonly key: string;
  readonly slot_at: string;
  readonly state: ScheduleSlot["state"];
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly run_id: string | null;
  readonly run_number: number | null;
  readonly missed: number;
};

function toSlot(row: SlotRow): ScheduleSlot {
  return {
    scheduleId: row.schedule_id,
    key: row.key,
    slotAt: new Date(row.slot_at).toISOString(),
    state: row.state,
    reasonCode: row.reason_code,
    reason: row.reason,
    remedy: row.remedy,
    runId: row.run_id,
    runNumber: row.run_number,
    missed: row.missed,
  };
}

async function latestSlots(
  db: Db,
  ids: readonly string[],
  each: number,
): Promise<readonly ScheduleSlot[]> {
  const rows = await jsonRows<SlotRow>(
    db,
    `SELECT x.* FROM unnest($1::uuid[]) AS s (id), LATERAL (
       SELECT ${slotColumns} FROM ${slotTables} WHERE t.schedule_id = s.id
        ORDER BY t.slot_at DESC, t.id DESC LIMIT $2) x
      ORDER BY x.slot_at DESC`,
    [...ids],
    each,
  );
  return rows.map(toSlot);
}

async function findSlot(db: Db, key: string): Promise<ScheduleSlot | null> {
  const sql = `SELECT ${slotColumns} FROM ${slotTables} WHERE t.key = $1`;
  const row = await jsonRow<SlotRow>(db, sql, key);
  return row && toSlot(row);
}

async function scheduleOfRun(
  db: Db,
  runId: string,
): Promise<{ schedule: Schedule; isRemoved: boolean; slot: ScheduleSlot } | null> {
  const sql = `SELECT ${slotColumns} FROM ${slotTables} WHERE t.run_id = $1::uuid`;
  const slot = await jsonRow<SlotRow>(db, sql, runId);
  if (!slot) return null;
  const bySlot = `SELECT ${columns} FROM schedule s WHERE s.id = $1::uuid`;
  const row = await jsonRow<ScheduleRow>(db, bySlot, slot.schedule_id);
  if (!row) throw new Error(`the slot ${slot.key} has no schedule`);
  return { schedule: toSchedule(row), isRemoved: row.removed_at !== null, slot: toSlot(slot) };
}

async function insertSlots(db: Db, slots: readonly NewSlot[]): Promise<void> {
  await db.scheduleSlot.createMany({
    data: slots.map(({ slotAt, ...slot }) => ({ id: uuidV7(), ...slot, slotAt })),
    skipDuplicates: true,
  });
}
