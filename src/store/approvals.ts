import type { Approval, ApprovalState, Vote } from "../billing/approvals/approval.ts";
import type { ApprovalKind } from "../billing/approvals/approval-kind.ts";
import type {
  ApprovalToTend,
  Closing,
  NewApproval,
} from "../operations/approvals/approvals-books.ts";
import { amountJson, toApproval, withVotes } from "./approval-rows.ts";
import { type Db, execute, jsonRow } from "./database.ts";
import { Prisma } from "./generated/client.ts";
import { uuidV7 } from "./uuid.ts";

/**
 * Opens a request; one that takes no vote is approved with it. At most one of a subject is open:
 * the database refuses a second.
 */
export async function insertApproval(db: Db, approval: NewApproval): Promise<Approval> {
  const { required, content, typed } = approval;
  const id = uuidV7();
  const isStanding = required.votes === 0;
  await db.approval.create({
    data: {
      id,
      kind: approval.kind,
      subject: approval.subject,
      runId: approval.runId,
      digest: approval.digest,
      requestedById: approval.requestedBy,
      requestedAt: approval.requestedAt,
      expiresAt: approval.expiresAt,
      state: isStanding ? "approved" : "open",
      requiredVotes: required.votes,
      aboveMinor: required.aboveMinor,
      including: required.including.map((each) => ({ ...each })),
      among: (required.among ?? []).map(({ memberIds, votes }) => ({
        memberIds: [...memberIds],
        votes,
      })),
      excluded: [...(approval.excluded ?? [])],
      content: { ...content, lines: [...content.lines], amounts: content.amounts.map(amountJson) },
      proposal: approval.proposal === null ? Prisma.DbNull : (approval.proposal as object),
      channel: approval.channel ?? null,
      typed: typed ? amountJson(typed) : Prisma.DbNull,
      policyVersion: approval.policyVersion,
      closedAt: isStanding ? approval.requestedAt : null,
    },
  });
  // The database names a run's makers and its channel.
  const made = await findApproval(db, id);
  if (!made) throw new Error("a new request for approval can't be found");
  return made;
}

/** Locks the open request of a run until the end of the transaction. */
export function lockOpenApproval(db: Db, runId: string): Promise<Approval | null> {
  return lockWhere(db, "run_id = $1::uuid", runId);
}

/** Locks the open request about a subject until the end of the transaction. */
export function lockOpenApprovalOf(
  db: Db,
  kind: ApprovalKind,
  subject: string,
): Promise<Approval | null> {
  return lockWhere(db, "kind = $1 AND subject = $2", kind, subject);
}

async function lockWhere(db: Db, where: string, ...params: string[]): Promise<Approval | null> {
  const locked = await db.$queryRawUnsafe<{ id: string }[]>(
    `SELECT id FROM approval WHERE ${where} AND state = 'open' FOR UPDATE`,
    ...params,
  );
  return locked[0] ? findApproval(db, locked[0].id) : null;
}

/** One behind the other: whoever asks for approval of a subject. */
export async function lockApprovalSubject(
  db: Db,
  kind: ApprovalKind,
  subject: string,
): Promise<void> {
  const key = `billrun.approval ${kind} ${subject}`;
  await execute(db, "SELECT pg_advisory_xact_lock(hashtext($1))", key);
}

/** A request with its votes. */
export async function findApproval(db: Db, id: string): Promise<Approval | null> {
  const row = await db.approval.findUnique({ where: { id }, include: withVotes });
  return row && toApproval(row);
}

/** The latest request of a run, open or not. */
export async function latestApproval(db: Db, runId: string): Promise<Approval | null> {
  const row = await db.approval.findFirst({
    where: { runId },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    include: withVotes,
  });
  return row && toApproval(row);
}

/** The latest request about a subject, open or not. */
export async function latestApprovalOf(
  db: Db,
  kind: ApprovalKind,
  subject: string,
): Promise<Approval | null> {
  const row = await db.approval.findFirst({
    where: { kind, subject },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    include: withVotes,
  });
  return row && toApproval(row);
}

/** Open requests that the clock looks after, with the number of reminders sent. */
export async function approvalsToTend(db: Db): Promise<readonly ApprovalToTend[]> {
  const rows = await db.approval.findMany({
    where: { state: "open" },
    orderBy: [{ expiresAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, kind, subject, requestedAt, expiresAt, reminders }) => ({
    ...{ id, kind: kind as ApprovalKind, subject, reminders },
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

/** Adds one person's vote. A second one of the same person is refused by the keys. */
export async function addVote(db: Db, approvalId: string, vote: Vote): Promise<void> {
  const { standsFor, roles, ...data } = vote;
  await db.approvalVote.create({
    data: {
      ...data,
      roles: [...roles],
      approvalId,
      forMemberId: standsFor?.memberId ?? null,
      forMemberName: standsFor?.memberName ?? null,
    },
  });
}

/** Closes an open request. */
export async function closeApproval(
  db: Db,
  id: string,
  state: Exclude<ApprovalState, "open">,
  closing: Closing,
): Promise<void> {
  await db.approval.updateMany({
    where: { id, state: "open" },
    data: {
      state,
      closedAt: closing.at,
      closedBecause: closing.because,
    },
  });
}

/** Notes that people are reminded of an open request; false where they just were. */
export async function noteReminder(
  db: Db,
  id: string,
  { round, at, after }: { readonly round: number | null; readonly at: Date; readonly after: Date },
): Promise<boolean> {
  const { count } = await db.approval.updateMany({
    where: {
      ...{ id, state: "open" },
      ...(round === null ? {} : { reminders: { lt: round } }),
      OR: [{ remindedAt: null }, { remindedAt: { lte: after } }],
    },
    data: { remindedAt: at, ...(round === null ? {} : { reminders: round }) },
  });
  return count === 1;
}

/** Whether people agreed to a scheduled run of the same selection and options before. */
export async function wasAgreedBefore(db: Db, runId: string): Promise<boolean> {
  const sql = `
    SELECT b.number FROM bill_run r
      JOIN bill_run b ON b.kind = 'scheduled' AND b.id <> r.id AND b.launched_at IS NOT NULL
       AND b.selection = r.selection AND b.options = r.options
      JOIN approval a ON a.run_id = b.id AND a.state = 'approved' AND a.required_votes > 0
     WHERE r.id = $1::uuid LIMIT 1`;
  return (await jsonRow<{ number: number }>(db, sql, runId)) !== null;
}
