import type { Delegation } from "../operations/approvals/approvals-books.ts";
import type { Db } from "./database.ts";
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
  const row = await db.voteDelegation.findFirst({ where: { fromMember, endedAt: null } });
  if (!row) return null;
  await db.voteDelegation.update({ where: { id: row.id }, data: { endedAt: at } });
  return toDelegation(row);
}

function toDelegation(row: VoteDelegationModel): Delegation {
  const { id, fromMember, toMember } = row;
  const [fromAt, untilAt] = [row.fromAt.toISOString(), row.untilAt.toISOString()];
  return { id, fromMember, toMember, fromAt, untilAt };
}
