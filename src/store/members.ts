import { allRoles, type Member, type Role } from "../billing/approvals/member.ts";
import type { BooksWriter } from "../operations/books.ts";
import type {
  MembersReader,
  MembersWriter,
  RoleGroup,
  SlackAccess,
  TeamMember,
} from "../operations/members/members-books.ts";
import { type Db, execute, jsonRows } from "./database.ts";
import type { MemberModel, SlackIdentityModel } from "./generated/models.ts";
import { uuidV7 } from "./uuid.ts";

/** The source of roles that a person gave by hand; all others are ids of Slack user groups. */
const byHand = "person";

/** Reads people and their roles. */
export function membersReader(db: Db): MembersReader {
  return {
    listTeam: () => listTeam(db),
    listRoleGroups: () => listRoleGroups(db),
    slackAccess: (slackIds) => slackAccess(db, slackIds),
  };
}

/** Writes people and their roles. */
export function membersWriter(db: Db): MembersWriter {
  return {
    async lockTeam() {
      await lockMembers(db);
      return listTeam(db);
    },
    roleGroupsNow: () => listRoleGroups(db),
    setRoles: (memberId, roles, { groupId, givenBy, at }) =>
      setRoles(db, memberId, roles, { source: groupId ?? byHand, givenBy, at }),
    addMember: (name, slackId) => addMember(db, name, slackId),
    async renameMember(id, name) {
      await db.member.update({ where: { id }, data: { name } });
    },
    async setMemberActive(id, active) {
      await db.member.update({ where: { id }, data: { active } });
    },
    giveSlackId: (slackId, memberId) => giveSlackId(db, slackId, memberId),
    async saveRoleGroup({ groupId, handle, roles, setBy, setByName, at }) {
      const data = { handle, roles: [...roles], setById: setBy, setByName, setAt: at };
      await db.roleGroup.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
    },
    async removeRoleGroup(groupId) {
      await db.roleGrant.deleteMany({ where: { source: groupId } });
      await db.roleGroup.deleteMany({ where: { groupId } });
    },
    unfinishedWorkOf: (memberId) => unfinishedWorkOf(db, memberId),
    setLeftSlack: (slackId, leftAt) => setLeftSlack(db, slackId, leftAt),
  };
}

/** What makes a member of a row. */
const withIds = { slackIdentities: { orderBy: { slackId: "asc" } } } as const;
type MemberRow = MemberModel & { readonly slackIdentities: readonly SlackIdentityModel[] };

/** The member that a Slack id belongs to. */
export async function findMemberBySlackId(db: Db, slackId: string): Promise<Member | null> {
  const identity = await db.slackIdentity.findUnique({
    where: { slackId },
    include: { member: { include: withIds } },
  });
  return identity && toMember(identity.member);
}

/** Everybody, by name. */
export async function listMembers(db: Db): Promise<readonly Member[]> {
  const orderBy = [{ name: "asc" }, { id: "asc" }] as const;
  const rows = await db.member.findMany({ orderBy: [...orderBy], include: withIds });
  return rows.map(toMember);
}

async function slackAccess(db: Db, slackIds: readonly string[]): Promise<readonly SlackAccess[]> {
  const rows = await db.slackIdentity.findMany({
    where: { slackId: { in: [...slackIds] } },
    include: { member: true },
  });
  return rows.map(({ slackId, leftAt, member }) => {
    return { slackId, memberName: member.name, hasLeft: leftAt !== null };
  });
}

/** The member is locked, as a vote locks it: of the two that meet, the later sees the earlier. */
async function setLeftSlack(db: Db, slackId: string, leftAt: Date | null): Promise<boolean> {
  const sql = `SELECT FROM member WHERE id =
    (SELECT member_id FROM slack_identity WHERE slack_id = $1) FOR NO KEY UPDATE`;
  await execute(db, sql, slackId);
  const changed = await db.slackIdentity.updateMany({
    where: { slackId, leftAt: leftAt === null ? { not: null } : null },
    data: { leftAt },
  });
  return changed.count > 0;
}

async function listTeam(db: Db): Promise<readonly TeamMember[]> {
  const rows = await db.member.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: { ...withIds, grants: { orderBy: { source: "asc" } } },
  });
  return rows.map((row) => ({
    member: toMember(row),
    hasLeftSlack: hasLeft(row),
    slackIds: row.slackIdentities.map((identity) => identity.slackId),
    grants: inOrder(row.grants).map(({ role, source, givenBy, givenAt }) => ({
      role: role as Role,
      groupId: source === byHand ? null : source,
      givenBy,
      givenAt: givenAt.toISOString(),
    })),
  }));
}

function inOrder<T extends { readonly role: string }>(grants: readonly T[]): readonly T[] {
  return allRoles.flatMap((role) => grants.filter((grant) => grant.role === role));
}

async function listRoleGroups(db: Db): Promise<readonly RoleGroup[]> {
  const rows = await db.roleGroup.findMany({ orderBy: [{ handle: "asc" }, { groupId: "asc" }] });
  return rows.map(({ groupId, handle, roles, setById, setByName }) => {
    return { groupId, handle, roles: roles as Role[], setBy: setById, setByName };
  });
}

/** One after another: of two who change the same person at once, the later sees the earlier. */
async function lockMembers(db: Db): Promise<void> {
  await execute(db, "SELECT pg_advisory_xact_lock(hashtext('billrun.member'))");
}

type Given = { readonly source: string; readonly givenBy: string; readonly at: Date };

/** What a member may do is the sum of all sources; the database adds it up. */
async function setRoles(
  db: Db,
  memberId: string,
  roles: readonly Role[],
  { source, givenBy, at }: Given,
): Promise<void> {
  await db.roleGrant.deleteMany({ where: { memberId, source, role: { notIn: [...roles] } } });
  await db.roleGrant.createMany({
    data: roles.map((role) => ({ memberId, role, source, givenBy, givenAt: at })),
    skipDuplicates: true,
  });
}

async function addMember(db: Db, name: string, slackId: string): Promise<Member> {
  const insensitive = { equals: name, mode: "insensitive" } as const;
  const namesake = await db.member.findFirst({ where: { name: insensitive } });
  // Two people with one name are told apart by their Slack ids.
  const data = { name: namesake ? `${name} (${slackId})` : name, active: true, roles: [] };
  const row = await db.member.create({ data: { id: uuidV7(), ...data } });
  await giveSlackId(db, slackId, row.id);
  return toMember({ ...row, slackIdentities: [] });
}

async function giveSlackId(db: Db, slackId: string, memberId: string): Promise<void> {
  const identity = { create: { slackId, memberId }, update: { memberId } };
  await db.slackIdentity.upsert({ where: { slackId }, ...identity });
}

async function unfinishedWorkOf(db: Db, memberId: string): Promise<readonly string[]> {
  const rows = await jsonRows<{ label: string }>(
    db,
    `SELECT 'BR-' || r.number AS label FROM bill_run r
      WHERE r.state IN ('draft', 'previewing', 'previewed', 'awaiting-approval', 'approved')
        AND (r.created_by = $1::uuid OR r.last_edited_by = $1::uuid OR EXISTS (
          SELECT FROM approval a JOIN approval_vote v ON v.approval_id = a.id
           WHERE a.run_id = r.id AND a.state IN ('open', 'approved')
             AND $1::uuid IN (v.member_id, v.for_member_id)))
     UNION
     SELECT a.subject FROM approval a
      WHERE a.state = 'open' AND a.run_id IS NULL
        AND ($1::uuid = ANY (a.excluded) OR EXISTS (
          SELECT FROM approval_vote v
           WHERE v.approval_id = a.id AND $1::uuid IN (v.member_id, v.for_member_id)))
      ORDER BY label`,
    memberId,
  );
  return rows.map((row) => row.label);
}

/**
 * Adds a member, or updates the one that any of the Slack ids, else the e-mail address, else the
 * name belongs to; the roles are those given by hand. Slack ids that belonged to another member
 * move over.
 */
export async function upsertMember(
  db: Db,
  member: Parameters<BooksWriter["upsertMember"]>[0],
): Promise<Member> {
  const { name, email, active, givenBy = "billrun", at = new Date() } = member;
  await lockMembers(db);
  const known = await findKnown(db, member);
  // Nothing said of an address leaves the one that is known.
  const data = { name, active, ...(email === null ? {} : { email }) };
  const { id } = known
    ? await db.member.update({ where: { id: known }, data })
    : await db.member.create({ data: { id: uuidV7(), roles: [], ...data } });
  await setRoles(db, id, member.roles, { source: byHand, givenBy, at });
  for (const slackId of member.slackIds) await giveSlackId(db, slackId, id);
  return toMember(await db.member.findUniqueOrThrow({ where: { id }, include: withIds }));
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

function toMember(row: MemberRow): Member {
  const { id, name, email } = row;
  return { id, name, email, active: row.active && !hasLeft(row), roles: row.roles as Role[] };
}

/** As `member_has_left` in the database: every id is deactivated, and there is one. */
function hasLeft({ slackIdentities: ids }: MemberRow): boolean {
  return ids.length > 0 && ids.every(({ leftAt }) => leftAt !== null);
}
