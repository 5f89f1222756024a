import { runSubject } from "../notifications/card.ts";
import type { Happening } from "../notifications/news.ts";
import type { NoticeEvent } from "../notifications/notice-events.ts";

/** A moment in a run's life that its thread tells. `by` is a member's name. */
export type Milestone = { readonly runId: string; readonly at: string } & (
  | { readonly kind: "created"; readonly by: string }
  | { readonly kind: "previewed" }
  | { readonly kind: "approval-requested"; readonly by: string }
  | { readonly kind: "reminded"; readonly by: string }
  | { readonly kind: "approved"; readonly by: string; readonly comment: string | null }
  | { readonly kind: "rejected"; readonly by: string; readonly comment: string | null }
  | { readonly kind: "launched"; readonly by: string }
  | { readonly kind: "paused"; readonly by: string; readonly reason?: string }
  | { readonly kind: "resumed"; readonly by: string }
  | { readonly kind: "canceled"; readonly by: string }
  | { readonly kind: "frozen"; readonly by: string; readonly reason: string | null }
  | { readonly kind: "unfrozen"; readonly by: string }
  | { readonly kind: "held"; readonly accounts: number }
  | { readonly kind: "ended" }
  | { readonly kind: "reversal-asked"; readonly by: string; readonly reason: string | null }
  | { readonly kind: "reversal-approved"; readonly by: string }
  | { readonly kind: "reversal-sent-back"; readonly by: string; readonly comment: string | null }
  | { readonly kind: "reversed"; readonly held: number }
);

/**
 * Whether the channel hears of it too, not only the thread: what needs somebody, and the end. Each
 * state is told there once; what was held is part of how a run ended.
 */
export function isBroadcast(milestone: Milestone): boolean {
  const { kind } = milestone;
  return kind === "approval-requested" || kind === "ended" || kind === "reversed";
}

/** Moments that other channels may have asked to hear of. */
const toldElsewhere: Partial<Record<Milestone["kind"], NoticeEvent>> = {
  "approval-requested": "run-needs-approval",
  approved: "run-approved",
  rejected: "run-rejected",
  launched: "run-launched",
  ended: "run-ended",
  reversed: "run-reversed",
};

/** What channels that asked for it hear of a milestone; null where they hear nothing. */
export function happeningOf(milestone: Milestone): Omit<Happening, "id"> | null {
  const event = toldElsewhere[milestone.kind];
  if (!event) return null;
  const { runId, kind, at } = milestone;
  const by = "by" in milestone ? { by: milestone.by } : {};
  const comment = "comment" in milestone ? { comment: milestone.comment } : {};
  const subject = runSubject(runId);
  return { key: `${runId}:${kind}:${at}`, event, subject, at, data: { ...by, ...comment } };
}
