import { simulate } from "../../src/billing/billing-file/simulate.ts";
import { billingData } from "./play-runs.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * A billing file for one account `acme` with one subscription `s1`, in as few words as possible.
 */
export type SmallBook = {
  readonly settings?: Json;
  readonly account?: Json;
  readonly charges: readonly Json[];
  readonly subscription?: Json;
  /** More plans, by key, than the plan `basic` with the `charges`. */
  readonly plans?: Readonly<Record<string, readonly Json[]>>;
  readonly coupons?: readonly Json[];
  readonly taxRates?: readonly Json[];
  /** Each "2026-01-05 7" or "2026-01-05 7 known 2026-02-03", for the charge `calls`. */
  readonly usage?: readonly string[];
  /** Target dates, or runs written out. */
  readonly runs: readonly (string | Json)[];
};

/**
 * What the runs of a small book print, one list a run: "invoice 100.00" and its lines, such as
 * "fee back 01-11..02-01 21/31 -67.74 off 6.77". Fraction, "off" and "tax" only where there is any.
 */
export function printRuns(book: SmallBook): string[][] {
  const { settings, account, charges, subscription, plans, coupons, taxRates, usage, runs } = book;
  const file = {
    version: 1,
    ...(settings ? { settings } : {}),
    ...(coupons ? { coupons } : {}),
    ...(taxRates ? { taxRates } : {}),
    plans: [
      { key: "basic", charges },
      ...Object.entries(plans ?? {}).map(([key, list]) => ({ key, charges: list })),
    ],
    accounts: [{ key: "acme", name: "Acme", ...account }],
    subscriptions: [
      { key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01", ...subscription },
    ],
    usage: (usage ?? []).map(readUsage),
    runs: runs.map((run) => (typeof run === "string" ? { targetOn: run } : run)),
  };
  return simulate(billingData(file)).runs.map(({ documents, accounts }) => {
    const parked = accounts.find(({ result }) => result === "parked");
    if (parked) return [`parked: ${parked.reason}`];
    return documents.flatMap(printDocument);
  });
}

/** A monthly charge in advance at a flat price. */
export function monthly(amount: string, more: Json = {}): Json {
  const price = { model: "flat", amount };
  return { key: "fee", type: "recurring", period: "month", timing: "advance", price, ...more };
}

/** Monthly seats in advance at a price each. */
export function seats(unitPrice: string, more: Json = {}): Json {
  const price = { model: "per-unit", unitPrice };
  return { key: "seats", type: "recurring", period: "month", timing: "advance", price, ...more };
}

/** Monthly calls at a price each. */
export function calls(unitPrice: string, more: Json = {}): Json {
  return {
    key: "calls",
    type: "usage",
    period: "month",
    price: { model: "per-unit", unitPrice },
    ...more,
  };
}

function readUsage(text: string, index: number): Json {
  const [day, quantity, , knownOn] = text.split(" ");
  const at = day?.includes("T") ? day : `${day}T12:00:00Z`;
  const known = knownOn ? { knownOn } : {};
  return { key: `u${index}`, subscription: "s1", charge: "calls", at, quantity, ...known };
}

function printDocument(document: {
  readonly type: string;
  readonly total: string;
  readonly lines: readonly Json[];
}): string[] {
  return [`${document.type} ${document.total}`, ...document.lines.map(printLine)];
}

function printLine(line: Json): string {
  const zero = /^0(\.0+)?$/;
  const back = line["kind"] === "credit" ? " back" : line["kind"] === "minimum" ? " minimum" : "";
  const fraction = line["fraction"] === null ? "" : ` ${line["fraction"]}`;
  const off = zero.test(`${line["discount"]}`) ? "" : ` off ${line["discount"]}`;
  const tax = zero.test(`${line["tax"]}`) ? "" : ` tax ${line["tax"]}`;
  const days = `${`${line["from"]}`.slice(5)}..${`${line["to"]}`.slice(5)}`;
  return `${line["charge"]}${back} ${days}${fraction} ${line["amount"]}${off}${tax}`;
}
