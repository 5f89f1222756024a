import { readdirSync, readFileSync } from "node:fs";
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
