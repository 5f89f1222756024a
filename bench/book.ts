import type { Profiler } from "node:inspector";
import { Session } from "node:inspector/promises";
import { parseArgs } from "node:util";
import type { PayerFacts, RunTerms } from "../dist/billing/bill-run/proposal.js";
import { proposeDocuments } from "../dist/billing/bill-run/propose-documents.js";
import { groupByPayer } from "../dist/billing/billing-file/group-by-payer.js";
import { parseBillingFile } from "../dist/billing/billing-file/parse-billing-file.js";
import type { Catalog } from "../dist/billing/catalog/catalog.js";

/** Long enough for the compiler to settle, short enough to be run while working. */
const defaultSeconds = 5;

/**
 * Proposals per second on one core for a typical account in its second month: three subscriptions of
 * four charges (base, seats, support, calls), a coupon and two taxes. Then one account with 30,000
 * subscriptions. Prints where the time goes.
 */
export async function benchBook(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: "string", default: String(defaultSeconds) } },
  });
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error("--seconds takes a number above 0");
  const typical = company(200, 3);
  const facts = typical.facts.map((payer) => afterFirstMonth(payer, typical.catalog));
  measure(facts, typical.catalog, seconds / 2);
  const plain = measure(facts, typical.catalog, seconds);
  const largest = large();
  // Last, since code that was profiled once stays slower.
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  const profiled = measure(facts, typical.catalog, seconds / 2);
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  printProfile(profile);
  return {
    bench: "book",
    accountsPerSecond: Math.round(plain.perSecond),
    accountsPerCpuSecond: Math.round(plain.perCpuSecond),
    accountsPerSecondProfiled: Math.round(profiled.perSecond),
    linesPerAccount: plain.linesPerAccount,
    ...largest,
  };
}

const november: RunTerms = terms("2026-11-01");

function terms(day: string): RunTerms {
  const on = day as RunTerms["targetOn"];
  return { targetOn: on, invoiceOn: on, asOf: on, select: {} };
}

/** The account as the measured run finds it: with its first month billed. */
function afterFirstMonth(facts: PayerFacts, catalog: Catalog): PayerFacts {
  const first = proposeDocuments(facts, catalog, terms("2026-10-01"));
  return { ...facts, billed: first.documents.flatMap((document) => document.lines) };
}

function measure(facts: readonly PayerFacts[], catalog: Catalog, seconds: number) {
  const cpuBefore = process.cpuUsage();
  const startedAt = process.hrtime.bigint();
  const endAt = startedAt + BigInt(Math.round(seconds * 1e9));
  let accounts = 0;
  let lines = 0;
  while (process.hrtime.bigint() < endAt) {
    for (const payer of facts) {
      const proposal = proposeDocuments(payer, catalog, november);
      lines += proposal.documents[0]?.lines.length ?? 0;
      accounts += 1;
    }
  }
  const took = Number(process.hrtime.bigint() - startedAt) / 1e9;
  return {
    perSecond: accounts / took,
    perCpuSecond: accounts / cpuSecondsSince(cpuBefore),
    linesPerAccount: lines / accounts,
  };
}

/** Time on a core, the collector's threads included: what a busy machine leaves comparable. */
function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** One account with 30,000 subscriptions, proposed once, cold. */
function large() {
  const { facts, catalog } = company(1, 30_000);
  const [payer] = facts;
  if (!payer) throw new Error("the large account is missing");
  const cpuBefore = process.cpuUsage();
  const startedAt = process.hrtime.bigint();
  const proposal = proposeDocuments(payer, catalog, november);
  const took = Number(process.hrtime.bigint() - startedAt) / 1e9;
  const cpu = cpuSecondsSince(cpuBefore);
  return {
    largeAccountSubscriptions: payer.subscriptions.length,
    largeAccountLines: proposal.documents[0]?.lines.length ?? 0,
    largeAccountSeconds: Math.round(took * 1_000) / 1_000,
    largeAccountCpuSeconds: Math.round(cpu * 1_000) / 1_000,
  };
}

function company(accounts: number, subscriptionsEach: number) {
  const keys = Array.from({ length: accounts }, (_, n) => `A${String(n).padStart(6, "0")}`);
  const numbers = Array.from({ length: subscriptionsEach }, (_, n) => String(n).padStart(6, "0"));
  const subscriptions = keys.flatMap((account) =>
    numbers.map((n, index) => ({
      key: `${account}-${n}`,
      account,
      plan: "team",
      startOn: "2026-10-01",
      quantity: { seats: String(3 + (index % 7)) },
      coupons: ["launch"],
    })),
  );
  const parsed = parseBillingFile({
    version: 1,
    taxRates: [
      { key: "state", percent: "6.25", country: "US" },
      { key: "city", percent: "2.125", country: "US" },
    ],
    coupons: [{ key: "launch", duration: "forever", percent: "10" }],
    plans: [{ key: "team", charges }],
    accounts: keys.map((key) => ({
      key,
      name: key,
      billCycleDay: 1,
      address: { country: "US" },
    })),
    subscriptions,
    usage: subscriptions.map(({ key }, index) => ({
      key: `U-${key}`,
      subscription: key,
      charge: "calls",
      at: "2026-10-15T12:00:00Z",
      quantity: String(1_000 + (index % 50) * 37),
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors[0]));
  const facts = groupByPayer(parsed.data).map((group) => ({
    ...group,
    billed: [],
    knownThroughOn: null,
  }));
  return { facts, catalog: parsed.data.catalog };
}

const monthly = { type: "recurring", period: "month" };

const charges = [
  { key: "base", ...monthly, timing: "advance", price: { model: "flat", amount: "49.00" } },
  {
    key: "seats",
    ...monthly,
    timing: "advance",
    price: { model: "per-unit", unitPrice: "12.50", included: "2" },
  },
  { key: "support", ...monthly, timing: "arrears", price: { model: "flat", amount: "19.99" } },
  {
    key: "calls",
    type: "usage",
    period: "month",
    price: {
      model: "graduated",
      tiers: [
        { upTo: "1000", unitPrice: "0" },
        { upTo: "5000", unitPrice: "0.004" },
        { upTo: null, unitPrice: "0.0025" },
      ],
    },
  },
];

/** The functions in which most of the time was spent, themselves, without what they call. */
function printProfile(profile: Profiler.Profile): void {
  const selfUs = new Map<string, number>();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  profile.samples?.forEach((id, index) => {
    const frame = nodes.get(id)?.callFrame;
    if (!frame) return;
    const file = frame.url.split("/").slice(-2).join("/");
    const name = `${frame.functionName || "(anonymous)"} ${file}`;
    selfUs.set(name, (selfUs.get(name) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  });
  const total = [...selfUs.values()].reduce((sum, us) => sum + us, 0);
  const top = [...selfUs].sort(([, a], [, b]) => b - a).slice(0, 15);
  for (const [name, us] of top) {
    process.stdout.write(`${((us / total) * 100).toFixed(1).padStart(5)} %  ${name}\n`);
  }
}
