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
);

/**
 * Whether the channel hears of it too, not only the thread: what needs somebody, and the end. Each
 * state is told there once; what was held is part of how a run ended.
 */
export function isBroadcast(milestone: Milestone): boolean {
  return milestone.kind === "approval-requested" || milestone.kind === "ended";
}
