/**
 * Places where a worker may die with the most harm: right after a commit, or right after something
 * outside was done. A test ends a worker at each of them and sees the next worker go on.
 */
export const failpoints = [
  /** The lease of a chunk is committed, nothing of it is worked. */
  "chunk.leased",
  /** A chunk is loaded and locked, in a transaction that wrote nothing yet. */
  "chunk.opened",
  /** A chunk is committed, and nobody looked whether its phase is over. */
  "chunk.saved",
  /** The end of a phase is committed, and the queue does not know yet that the job is done. */
  "phase.finished",
  /** A chunk of a reversal is claimed and loaded, in a transaction that wrote nothing else yet. */
  "reversal.opened",
  /** A chunk of a reversal is committed, and nobody looked whether it was the last. */
  "reversal.posted",
  /** The end of a reversal is committed, and the queue does not know yet that the job is done. */
  "reversal.finished",
  /** The card stands in Slack, and its place is not saved. */
  "card.posted",
  /** A message stands in Slack, and is not marked as delivered. */
  "message.posted",
  /** A file stands in Slack, and is not marked as delivered. */
  "file.shared",
] as const;

/** The name of a failpoint. */
export type Failpoint = (typeof failpoints)[number];

let reached: ((name: Failpoint) => Promise<void> | void) | null = null;

/** Says what happens at failpoints in this process; nothing unless this is called. */
export function atFailpoints(act: (name: Failpoint) => Promise<void> | void): void {
  reached = act;
}

/** Marks a failpoint. */
export async function failpoint(name: Failpoint): Promise<void> {
  await reached?.(name);
}
