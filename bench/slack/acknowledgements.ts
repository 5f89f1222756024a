import type { LocalSlack } from "../../dist/sandbox/slack/local-slack.js";

/** One request, with the time until Slack had its acknowledgement. */
type Acknowledgement = { readonly kind: string; readonly outcome: string; readonly tookMs: number };

/** The log of deliveries keeps the last few hundred, so it is read again and again. */
const readEveryMs = 200;

/** What acknowledgements took, as Slack saw it. */
export type Measured = {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Requests that were answered late, or not at all. */
  readonly failed: number;
  /** The slowest of each kind. */
  readonly maxMsByKind: Readonly<Record<string, number>>;
};

/** Notes every delivery from now on; `end` gives what came of them. */
export function watchAcknowledgements(slack: LocalSlack): { end(): Measured } {
  const found: Acknowledgement[] = [];
  let last = slack.deliveries().at(-1)?.id ?? 0;
  const read = () => {
    for (const one of slack.deliveries()) {
      if (one.id <= last) continue;
      last = one.id;
      found.push({ kind: one.kind, outcome: one.outcome, tookMs: one.tookMs });
    }
  };
  const timer = setInterval(read, readEveryMs);
  return {
    end() {
      clearInterval(timer);
      read();
      return sumUp(found);
    },
  };
}

function sumUp(found: readonly Acknowledgement[]): Measured {
  const times = found.map((one) => one.tookMs).sort((a, b) => a - b);
  const at = (part: number) => times[Math.ceil(times.length * part) - 1] ?? 0;
  const maxMsByKind: Record<string, number> = {};
  for (const { kind, tookMs } of found) {
    maxMsByKind[kind] = Math.max(maxMsByKind[kind] ?? 0, tookMs);
  }
  return {
    count: times.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    failed: found.filter((one) => one.outcome !== "answered").length,
    maxMsByKind,
  };
}
