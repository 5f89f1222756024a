import type { Delegation } from "../operations/approvals/approvals-books.ts";
import { type Db, execute } from "./database.ts";
import type { VoteDelegationModel } from "./generated/models.ts";
import { uuidV7 } from "./uuid.ts";

/** Delegations that are not ended and end after `now`. */
export async function listDelegations(db: Db, now: Date): Promise<readonly Delegation[]> {
  const rows = await db.voteDelegation.findMany({
    where: { endedAt: null, untilAt: { gt: now } },
    orderBy: { madeAt: "asc" },
  });
  return rows.map(toDelegation);
}

/** What a member has delegated and not ended; the lock makes two changes one behind the other. */
export async function lockDelegation(db: Db, fromMember: string): Promise<Delegation | null> {
  await execute(db, "SELECT FROM member WHERE id = $1::uuid FOR NO KEY UPDATE", fromMember);
  const row = await db.voteDelegation.findFirst({ where: { fromMember, endedAt: null } });
  return row && toDelegation(row);
}

/** Ends what the member has delegated, if anything, and adds the new delegation. */
export async function insertDelegation(
  db: Db,
  delegation: Omit<Delegation, "id">,
  at: Date,
): Promise<Delegation> {
  await endDelegation(db, delegation.fromMember, at);
  const row = await db.voteDelegation.create({
    data: { id: uuidV7(), ...delegation, madeAt: at },
  });
  return toDelegation(row);
}

/** Ends the member's delegation; null where there is none. */
export async function endDelegation(
  db: Db,
  fromMember: string,
  at: Date,
): Promise<Delegation | null> {
  const standing = await lockDelegation(db, fromMember);
  if (!standing) return null;
  await db.voteDelegation.update({ where: { id: standing.id }, data: { endedAt: at } });
  return standing;
}

function toDelegation(row: VoteDelegationModel): Delegation {
  const { id, fromMember, toMember } = row;
  const [fromAt, untilAt] = [row.fromAt.toISOString(), row.untilAt.toISOString()];
  return { id, fromMember, toMember, fromAt, untilAt };
}
