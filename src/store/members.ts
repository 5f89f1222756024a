import type { Member, Role } from "../billing/approvals/member.ts";
import type { BooksWriter } from "../operations/books.ts";
import { type Db, execute } from "./database.ts";
import type { MemberModel } from "./generated/models.ts";
import { uuidV7 } from "./uuid.ts";

/** The member that a Slack id belongs to. */
export async function findMemberBySlackId(db: Db, slackId: string): Promise<Member | null> {
  const identity = await db.slackIdentity.findUnique({
    where: { slackId },
    include: { member: true },
  });
  return identity && toMember(identity.member);
}

/** Everybody, by name. */
export async function listMembers(db: Db): Promise<readonly Member[]> {
  const rows = await db.member.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(toMember);
}

/**
 * Adds a member, or updates the one that any of the Slack ids, else the e-mail address, else the
 * name belongs to. Slack ids that belonged to another member move over.
 */
export async function upsertMember(
  db: Db,
  member: Parameters<BooksWriter["upsertMember"]>[0],
): Promise<Member> {
  const { name, email, active } = member;
  // One after another: of two who add the same person at once, the later finds the earlier's.
  await execute(db, "SELECT pg_advisory_xact_lock(hashtext('billrun.member'))");
  const known = await findKnown(db, member);
  // Nothing said of an address leaves the one that is known.
  const data = { name, active, roles: [...member.roles], ...(email === null ? {} : { email }) };
  const row = known
    ? await db.member.update({ where: { id: known }, data })
    : await db.member.create({ data: { id: uuidV7(), ...data } });
  for (const slackId of member.slackIds) {
    await db.slackIdentity.upsert({
      where: { slackId },
      create: { slackId, memberId: row.id },
      update: { memberId: row.id },
    });
  }
  return toMember(row);
}

async function findKnown(
  db: Db,
  member: Parameters<BooksWriter["upsertMember"]>[0],
): Promise<string | null> {
  const identity = await db.slackIdentity.findFirst({
    where: { slackId: { in: [...member.slackIds] } },
    orderBy: { slackId: "asc" },
  });
  if (identity) return identity.memberId;
  const byEmail =
    member.email === null
      ? null
      : await db.member.findFirst({ where: { email: member.email }, orderBy: { id: "asc" } });
  if (byEmail) return byEmail.id;
  const name = { equals: member.name, mode: "insensitive" } as const;
  const byName = await db.member.findFirst({ where: { name }, orderBy: { id: "asc" } });
  return byName?.id ?? null;
}

function toMember(row: MemberModel): Member {
  const { id, name, email, active } = row;
  return { id, name, email, active, roles: row.roles as Role[] };
}
