import type { Approval, ApprovalTier, Vote } from "../billing/approvals/approval.ts";
import type { Role } from "../billing/approvals/member.ts";
import type { Db } from "./database.ts";
import type { ApprovalModel, ApprovalVoteModel } from "./generated/models.ts";
import { uuidV7 } from "./uuid.ts";

type Row = ApprovalModel & { readonly votes: readonly ApprovalVoteModel[] };

const withVotes = { votes: { orderBy: { votedAt: "asc" } } } as const;

/** Opens a request. At most one of a run is open: the database refuses a second. */
export async function insertApproval(
  db: Db,
  approval: Omit<Approval, "id" | "votes" | "state">,
): Promise<Approval> {
  const row = await db.approval.create({
    data: {
      id: uuidV7(),
      runId: approval.runId,
      digest: approval.digest,
      requestedById: approval.requestedBy,
      requestedAt: approval.requestedAt,
      expiresAt: approval.expiresAt,
      requiredVotes: approval.required.votes,
      aboveMinor: approval.required.aboveMinor,
      including: approval.required.including.map((each) => ({ ...each })),
    },
    include: withVotes,
  });
  return toApproval(row);
}

/** Locks the open request of a run until the end of the transaction. */
export async function lockOpenApproval(db: Db, runId: string): Promise<Approval | null> {
  const locked = await db.$queryRawUnsafe<{ id: string }[]>(
    "SELECT id FROM approval WHERE run_id = $1::uuid AND state = 'open' FOR UPDATE",
    runId,
  );
  return locked[0] ? findApproval(db, locked[0].id) : null;
}

async function findApproval(db: Db, id: string): Promise<Approval | null> {
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

/** Adds one person's vote. A second one of the same person is refused by the key. */
export async function addVote(db: Db, approvalId: string, vote: Vote): Promise<void> {
  await db.approvalVote.create({ data: { ...vote, roles: [...vote.roles], approvalId } });
}

/** Closes an open request. */
export async function closeApproval(
  db: Db,
  id: string,
  state: Exclude<Approval["state"], "open">,
): Promise<void> {
  await db.approval.updateMany({ where: { id, state: "open" }, data: { state } });
}

function toApproval(row: Row): Approval {
  return {
    id: row.id,
    runId: row.runId,
    digest: row.digest,
    requestedBy: row.requestedById,
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: row.state as Approval["state"],
    required: {
      aboveMinor: row.aboveMinor,
      votes: row.requiredVotes,
      including: row.including as unknown as ApprovalTier["including"],
    },
    votes: row.votes.map(
      (vote): Vote => ({
        memberId: vote.memberId,
        memberName: vote.memberName,
        roles: vote.roles as Role[],
        decision: vote.decision as Vote["decision"],
        comment: vote.comment,
        votedAt: vote.votedAt.toISOString(),
      }),
    ),
  };
}
