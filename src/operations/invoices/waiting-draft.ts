import type { Approval } from "../../billing/approvals/approval.ts";
import { SubjectChanged } from "../approvals/approval-subject.ts";
import type { BooksWriter } from "../books.ts";
import type { World } from "../world.ts";
import type { Draft, DraftKind } from "./draft.ts";

/** The draft that an approval is about. Throws `SubjectChanged` where it waits no more. */
export async function waitingDraft(tx: BooksWriter, approval: Approval): Promise<Draft> {
  const draft = await tx.latestDraft(kindOf(approval), approval.subject);
  const isIt = draft?.state === "waiting" && draft.digest === approval.digest;
  if (!draft || !isIt) throw new SubjectChanged(approval.subject);
  return draft;
}

/** Ends the draft of a request that was not approved; null where it waits no more. */
export async function endWaitingDraft(
  tx: BooksWriter,
  world: World,
  approval: Approval,
  to: "sent-back" | "void",
  by: string,
  because: string | null,
): Promise<Draft | null> {
  const draft = await tx.latestDraft(kindOf(approval), approval.subject);
  if (draft?.state !== "waiting") return null;
  const ended = await tx.moveDraft(draft.id, "waiting", to, { by, because, at: world.clock.now() });
  return ended ? draft : null;
}

function kindOf({ kind }: Approval): DraftKind {
  if (kind === "reversal" || kind === "credit" || kind === "quote-invoice") return kind;
  throw new Error(`a ${kind} has no draft`);
}
