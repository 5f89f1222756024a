import type { Envelope } from "./envelope.ts";
import type { IntakeRefusal } from "./slack-intake.ts";

/** What became of a delivery: worked, seen before, not worked after all, or refused with a code. */
export type DeliveryOutcome = "taken" | "duplicate" | "lost" | IntakeRefusal["code"];

/** Deliveries of one kind that came to the same, since the process began. */
export type DeliveryCount = {
  readonly kind: Envelope["kind"] | "unproven";
  /** Of what is unproven (not signed, too large, no delivery), the code of the refusal. */
  readonly outcome: string;
  readonly count: number;
};

/** How long acknowledgements took, as Prometheus counts: each bucket holds those below, too. */
export type AckTimes = {
  readonly buckets: readonly { readonly seconds: number; readonly count: number }[];
  readonly count: number;
  readonly totalSeconds: number;
};

/** Counts what Slack delivers to this process. */
export type DeliveryTally = {
  count(kind: DeliveryCount["kind"], outcome: string): void;
  /** An acknowledgement that took `ms` milliseconds since the delivery came. */
  acknowledged(ms: number): void;
  counts(): readonly DeliveryCount[];
  ackTimes(): AckTimes;
};

/** In seconds. Slack gives up after three; 0.3 is what a person takes for at once. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3] as const;

/** Makes a tally that begins at zero. */
export function createDeliveryTally(): DeliveryTally {
  const counts = new Map<string, DeliveryCount>();
  const below = bounds.map(() => 0);
  let count = 0;
  let totalSeconds = 0;
  return {
    count(kind, outcome) {
      const key = `${kind} ${outcome}`;
      counts.set(key, { kind, outcome, count: (counts.get(key)?.count ?? 0) + 1 });
    },
    acknowledged(ms) {
      const seconds = ms / 1000;
      count += 1;
      totalSeconds += seconds;
      for (const [at, bound] of bounds.entries()) {
        if (seconds <= bound) below[at] = (below[at] ?? 0) + 1;
      }
    },
    counts: () => [...counts.values()],
    ackTimes: () => ({
      buckets: bounds.map((seconds, at) => ({ seconds, count: below[at] ?? 0 })),
      count,
      totalSeconds,
    }),
  };
}
