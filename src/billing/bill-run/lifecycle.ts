/**
 * The life of a bill run.
 *
 * draft ─► previewing ─► previewed ─► awaiting-approval ─► approved ─► running ─► completed
 *              ▲            │  ▲             │                │         │  ▲  └──► completed-
 *              └────────────┘  └─────────────┘ rejected, void │         ▼  │       with-exceptions
 *              └──────────────────────────────────────────────┘       paused
 *
 *   canceled can be reached from every state before running; reversed from both completed ones.
 */
export type BillRunState =
  | "draft"
  | "previewing"
  | "previewed"
  | "awaiting-approval"
  | "approved"
  | "running"
  | "paused"
  | "completed"
  | "completed-with-exceptions"
  | "canceled"
  | "reversed";

/** What moves a run from one state to the next. */
export type BillRunMove =
  | "preview"
  | "finish-preview"
  | "request-approval"
  | "approve"
  | "reject"
  | "launch"
  | "pause"
  | "resume"
  | "finish"
  | "finish-with-exceptions"
  | "cancel"
  | "reverse";

type Row = { readonly from: readonly BillRunState[]; readonly to: BillRunState };

const moves: Readonly<Record<BillRunMove, Row>> = {
  preview: { from: ["draft", "previewed", "awaiting-approval", "approved"], to: "previewing" },
  "finish-preview": { from: ["previewing"], to: "previewed" },
  "request-approval": { from: ["previewed"], to: "awaiting-approval" },
  approve: { from: ["awaiting-approval"], to: "approved" },
  reject: { from: ["awaiting-approval"], to: "previewed" },
  launch: { from: ["approved"], to: "running" },
  pause: { from: ["running"], to: "paused" },
  resume: { from: ["paused"], to: "running" },
  finish: { from: ["running"], to: "completed" },
  "finish-with-exceptions": { from: ["running"], to: "completed-with-exceptions" },
  cancel: {
    from: ["draft", "previewing", "previewed", "awaiting-approval", "approved"],
    to: "canceled",
  },
  reverse: { from: ["completed", "completed-with-exceptions"], to: "reversed" },
};

/** Where a move leads and from where it may be made. */
export function moveOf(move: BillRunMove): Row {
  return moves[move];
}

/** Whether `move` is allowed in `state`. */
export function mayMove(state: BillRunState, move: BillRunMove): boolean {
  return moves[move].from.includes(state);
}
