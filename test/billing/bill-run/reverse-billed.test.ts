import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Proposal, RunTerms } from "../../../src/billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../../src/billing/bill-run/propose-documents.ts";
import { reverseBilled } from "../../../src/billing/bill-run/reverse-billed.ts";
import type { BillingData } from "../../../src/billing/billing-file/billing-data.ts";
import { groupByPayer } from "../../../src/billing/billing-file/group-by-payer.ts";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import { type Line, lineName } from "../../../src/billing/invoicing/document.ts";
import { postingsOfDocument } from "../../../src/billing/ledger/posting.ts";
import { sampleCompany } from "../../../src/sandbox/sample-company.ts";
import { billingData, linesOf } from "../../support/play-runs.ts";
import { anyCompany } from "./any-company.ts";

type Payer = {
  readonly group: ReturnType<typeof groupByPayer>[number];
  readonly billed: Line[];
};
type Played = { readonly run: RunTerms; readonly asOf: RunTerms["asOf"] | null };

/** Plays all runs, and gives for each run and payer what was proposed. */
function play(data: BillingData, payers: readonly Payer[], runs: readonly Played[]) {
  return runs.map(({ run, asOf }) =>
    payers.map(({ group, billed }) => {
      const facts = { ...group, billed: [...billed], knownThroughOn: asOf };
      const proposal = proposeDocuments(facts, data.catalog, run);
      billed.push(...linesOf(proposal));
      return proposal;
    }),
  );
}

function knownBefore(data: BillingData): Played[] {
  let asOf: RunTerms["asOf"] | null = null;
  return data.runs.map((run) => {
    const played = { run, asOf };
    if (asOf === null || asOf < run.asOf) asOf = run.asOf;
    return played;
  });
}

function reverse({ billed }: Payer, proposal: Proposal): Proposal {
  const { documents, silentLines } = proposal;
  const days = documents.map(({ invoiceOn }) => invoiceOn);
  const datedOn = localDate(days.sort().at(-1) ?? "2027-01-01");
  const undone = reverseBilled(documents, silentLines, billed, datedOn);
  const reversed = { ...proposal, ...undone };
  billed.push(...linesOf(reversed));
  return reversed;
}

/** What a document asks for, without the numbers that tell a line from those before it. */
function contentOf({ documents, silentLines }: Proposal) {
  const content = (line: Line) => ({ ...line, correction: 0, corrects: [] });
  return {
    documents: documents.map((document) => ({ ...document, lines: document.lines.map(content) })),
    silentLines: silentLines.map(content),
  };
}

function ledgerOf(proposals: readonly Proposal[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const document of proposals.flatMap(({ documents }) => documents)) {
    for (const { ledgerAccount, amountMinor } of postingsOfDocument(document)) {
      const key = `${document.currency} ${ledgerAccount}`;
      sums[key] = (sums[key] ?? 0n) + amountMinor;
    }
  }
  return sums;
}

/** Every run reversed, the last one first, leaves nothing; run again, each bills what it billed. */
function expectThereAndBack(data: BillingData): void {
  const payers = groupByPayer(data).map((group) => ({ group, billed: [] as Line[] }));
  const runs = knownBefore(data);
  const first = play(data, payers, runs);
  const reversals = [...first].reverse().flatMap((proposals) =>
    proposals.map((proposal, index) => {
      const payer = payers[index];
      if (!payer) throw new Error("a proposal without its payer");
      return reverse(payer, proposal);
    }),
  );
  const left = Object.values(ledgerOf([...first.flat(), ...reversals]));
  expect(left.every((minor) => minor === 0n)).toBe(true);
  const second = play(data, payers, runs);
  expect(second.map((all) => all.map(contentOf))).toEqual(first.map((all) => all.map(contentOf)));
  for (const { billed } of payers) {
    const names = billed.map((line) => `${line.subscription} ${line.charge} ${lineName(line)}`);
    expect(new Set(names).size).toBe(names.length);
  }
  const third = play(data, payers, runs.slice(-1));
  expect(third.flatMap((all) => all.flatMap(linesOf))).toEqual([]);
}

const folder = new URL("../../cases/", import.meta.url);

for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith(".json") || name === "errors.json") continue;
  const cases = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as {
    readonly id: string;
    readonly title: string;
    readonly file: unknown;
    readonly expect: { readonly errors?: unknown };
  }[];
  describe(`there and back: ${name.replace(".json", "")}`, () => {
    for (const { id, title, file, expect: expected } of cases) {
      if (expected.errors) continue;
      it(`${id}: ${title}`, () => {
        const parsed = parseBillingFile(file);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
        if (parks(parsed.data)) return;
        expectThereAndBack(parsed.data);
      });
    }
  });
}

/** Cases about accounts that can't be billed have nothing to undo. */
function parks(data: BillingData): boolean {
  try {
    play(
      data,
      groupByPayer(data).map((group) => ({ group, billed: [] })),
      knownBefore(data),
    );
    return false;
  } catch {
    return true;
  }
}

it("the sample company's month is undone and billed again to the cent", () => {
  const data = billingData({
    ...sampleCompany("2026-11-22"),
    runs: [
      { targetOn: "2026-10-31", invoiceOn: "2026-11-01" },
      { targetOn: "2026-11-30", invoiceOn: "2026-12-01" },
    ],
  });
  expectThereAndBack(data);
});

it("whatever is sold, changed and run, is undone and billed again to the cent", () => {
  fc.assert(
    fc.property(anyCompany(), (file) => expectThereAndBack(billingData(file))),
    { numRuns: Number(process.env["FUZZ_RUNS"] ?? 60) },
  );
});

/** Lines that stand on those of a run, as the store asks for them. */
function isBuiltOn(reversed: readonly Line[], later: readonly Line[]): boolean {
  return reversed.some((line) =>
    later.some(
      (other) =>
        other.subscription === line.subscription &&
        other.charge === line.charge &&
        ((other.periodFrom === line.periodFrom && other.correction > line.correction) ||
          other.corrects.includes(lineName(line)) ||
          (other.kind === "usage" && other.terms.includes(" *") && other.to > line.from)),
    ),
  );
}

function netByCharge(billed: readonly Line[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const line of billed) {
    const key = `${line.subscription} ${line.charge}`;
    sums.set(key, (sums.get(key) ?? 0n) + line.amountMinor);
  }
  return sums;
}

/**
 * All is known from the first run on, since what is billed again is billed by what is known by
 * then; and without a minimum, with which what waits would be issued together with what comes back.
 */
function allKnown(data: BillingData): BillingData {
  const { minimumInvoice: _, ...settings } = data.catalog.settings;
  const asOf = latest(data.runs.map((run) => run.asOf));
  const runs = data.runs.map((run) => ({ ...run, asOf }));
  return { ...data, catalog: { ...data.catalog, settings }, runs };
}

function latest(days: readonly string[]): RunTerms["asOf"] {
  return localDate([...days].sort().at(-1) ?? "2027-01-01");
}

/**
 * Reverses one run of several that none of the later ones stands on: running the last again bills
 * what was taken back, once, and leaves every charge where it was.
 */
function expectOneBack(file: BillingData, at: number): boolean {
  const data = allKnown(file);
  const payers = groupByPayer(data).map((group) => ({ group, billed: [] as Line[] }));
  const runs = knownBefore(data);
  const played = play(data, payers, runs);
  const reversed = played[at];
  // What a catch-up run counted at nothing is billed in earnest once it is undone.
  if (!reversed || runs[at]?.run.catchUp) return false;
  const targetOn = latest(runs.map(({ run }) => run.targetOn));
  const asOf = latest(runs.map(({ run }) => run.asOf));
  // What the runs left undone by their own choice would be billed too.
  const rest = { run: { targetOn, invoiceOn: targetOn, asOf, select: {} }, asOf };
  play(data, payers, [rest]);
  const later = played.slice(at + 1).flatMap((all) => all.flatMap(linesOf));
  if (isBuiltOn(reversed.flatMap(linesOf), later)) return false;
  if (reversed.flatMap(linesOf).length === 0) return false;
  const before = payers.map(({ billed }) => netByCharge(billed));
  for (const [index, proposal] of reversed.entries()) {
    const payer = payers[index];
    if (payer) reverse(payer, proposal);
  }
  play(data, payers, [rest]);
  expect(payers.map(({ billed }) => netByCharge(billed))).toEqual(before);
  const again = play(data, payers, [rest]);
  expect(again.flatMap((all) => all.flatMap(linesOf))).toEqual([]);
  return true;
}

it("a run that no later one stands on is undone by itself, and billed again once", () => {
  let undone = 0;
  fc.assert(
    fc.property(anyCompany(), fc.nat({ max: 3 }), (file, at) => {
      const data = billingData(file);
      if (expectOneBack(data, at % Math.max(1, data.runs.length))) undone += 1;
    }),
    { numRuns: Number(process.env["FUZZ_RUNS"] ?? 120) },
  );
  expect(undone).toBeGreaterThan(5);
});
