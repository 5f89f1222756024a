import type { Freeze, FreezeReader, FreezeWriter } from "../operations/freeze/freeze-books.ts";
import { type Db, execute, jsonRows } from "./database.ts";
import type { FreezeModel } from "./generated/models.ts";
import { uuidV7 } from "./uuid.ts";

/** The lock that the database's own guard takes, too. */
const freezeLock = "hashtext('billrun.freeze')";

/** Reads whether billing is frozen. */
export function freezeReader(db: Db): FreezeReader {
  return { currentFreeze: () => currentFreeze(db) };
}

/** Freezes and lifts. */
export function freezeWriter(db: Db): FreezeWriter {
  return {
    async freezeNow() {
      await execute(db, `SELECT pg_advisory_xact_lock_shared(${freezeLock})`);
      return currentFreeze(db);
    },
    async lockFreeze() {
      await execute(db, `SELECT pg_advisory_xact_lock(${freezeLock})`);
      return currentFreeze(db);
    },
    async insertFreeze({ by, byName, reason, at }) {
      const data = { id: uuidV7(), frozenAt: at, frozenById: by, frozenByName: byName, reason };
      return toFreeze(await db.freeze.create({ data }));
    },
    async askToLift(id, { by, byName, at }) {
      const data = { askedAt: at, askedById: by, askedByName: byName };
      await db.freeze.update({ where: { id }, data });
    },
    async liftFreeze(id, { by, byName, at }) {
      const data = { liftedAt: at, liftedById: by, liftedByName: byName };
      await db.freeze.update({ where: { id }, data });
    },
    runsInTheWay: () => runsInTheWay(db),
  };
}

/** The freeze that stands; null where billing goes on. */
export async function currentFreeze(db: Db): Promise<Freeze | null> {
  const row = await db.freeze.findFirst({ where: { liftedAt: null } });
  return row && toFreeze(row);
}

/**
 * Whether billing is frozen. If not, nobody freezes it before this transaction ends, so what it
 * posts is posted before any freeze.
 */
export async function isFrozen(db: Db): Promise<boolean> {
  await execute(db, `SELECT pg_advisory_xact_lock_shared(${freezeLock})`);
  return (await currentFreeze(db)) !== null;
}

function runsInTheWay(db: Db): Promise<readonly { id: string; isRunning: boolean }[]> {
  return jsonRows(
    db,
    `SELECT id, state = 'running' AS "isRunning" FROM bill_run
      WHERE state IN ('previewed', 'awaiting-approval', 'approved', 'running', 'paused')
      ORDER BY number`,
  );
}

function toFreeze(row: FreezeModel): Freeze {
  const { id, frozenAt, frozenById, frozenByName, reason, askedAt, askedById, askedByName } = row;
  const isAsked = askedAt !== null && askedById !== null && askedByName !== null;
  return {
    id,
    frozenAt: frozenAt.toISOString(),
    by: frozenById,
    byName: frozenByName,
    reason,
    asked: isAsked ? { by: askedById, byName: askedByName, at: askedAt.toISOString() } : null,
  };
}
