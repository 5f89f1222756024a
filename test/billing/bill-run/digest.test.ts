import { describe, expect, it } from "vitest";
import {
  digestOfDocuments,
  digestOfRun,
  emptyDigest,
  shortDigest,
} from "../../../src/billing/bill-run/digest.ts";
import type { ProposedDocument } from "../../../src/billing/invoicing/document.ts";
import { billingData, playRuns } from "../../support/play-runs.ts";
import { monthly, seats } from "../../support/print-runs.ts";

function sample(): ProposedDocument {
  const data = billingData({
    version: 1,
    taxRates: [
      { key: "a", percent: "5" },
      { key: "b", percent: "7" },
    ],
    plans: [{ key: "basic", charges: [monthly("31.00"), seats("10.00")] }],
    accounts: [{ key: "acme", name: "Acme", taxRates: ["a", "b"] }],
    subscriptions: [{ key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01" }],
    runs: [{ targetOn: "2026-01-01" }],
  });
  const document = playRuns(data).runs[0]?.proposals[0]?.documents[0];
  if (!document) throw new Error("nothing billed");
  return document;
}

describe("digests", () => {
  const document = sample();
  const [line] = document.lines;

  it("don't depend on the order of lines and taxes", () => {
    const turned = {
      ...document,
      lines: document.lines.toReversed().map((l) => ({ ...l, taxes: l.taxes.toReversed() })),
      taxes: document.taxes.toReversed(),
    };
    expect(digestOfDocuments([turned], [])).toBe(digestOfDocuments([document], []));
  });

  it.each<[string, Partial<ProposedDocument>]>([
    ["due date", { dueOn: document.invoiceOn, invoiceOn: document.dueOn, account: "other" }],
    ["total", { totalMinor: document.totalMinor + 1n }],
    ["currency", { currency: "EUR" }],
    ["lines", { lines: document.lines.slice(1) }],
    ["a line's why", { lines: document.lines.map((l) => ({ ...l, why: "another" })) }],
    ["a line's discount", { lines: document.lines.map((l) => ({ ...l, discountMinor: 1n })) }],
    ["a line's terms", { lines: document.lines.map((l) => ({ ...l, terms: "1m 1" })) }],
  ])("change with the %s", (_, change) => {
    const changed = digestOfDocuments([{ ...document, ...change }], []);
    expect(changed).not.toBe(digestOfDocuments([document], []));
  });

  it("tell a line on a document from one without", () => {
    if (!line) throw new Error("no line");
    const silent = digestOfDocuments([], [line]);
    expect(silent).not.toBe(emptyDigest);
    expect(digestOfDocuments([document], [line])).not.toBe(digestOfDocuments([document], []));
  });

  it("stay as they are while a month is approved and billed by two versions", () => {
    const own = digestOfDocuments([document], []);
    expect(own).toBe("sha256:77c958f8e51e3738c316cbcf0fdaace71e89c8793e5006501fcac8c7fe2478e0");
    const both = digestOfDocuments([document], [...document.lines]);
    expect(both).toBe("sha256:323db5871913022cb857f013e5f99b14189b6b0a00591439658cae5c63b8141b");
  });

  it("don't hold the text of a long document, and see every line of it", () => {
    if (!line) throw new Error("no line");
    const lines = Array.from({ length: 1_000 }, (_, n) => ({ ...line, subscription: `s${n}` }));
    const digest = digestOfDocuments([{ ...document, lines }], []);
    expect(digestOfDocuments([{ ...document, lines: lines.toReversed() }], [])).toBe(digest);
    const last = lines.map((one, n) => (n === 999 ? { ...one, why: "another" } : one));
    expect(digestOfDocuments([{ ...document, lines: last }], [])).not.toBe(digest);
  });

  it("of a run ignore the order of payers and those without anything", () => {
    const rows = [
      { payer: "b", digest: "sha256:2" },
      { payer: "a", digest: "sha256:1" },
    ];
    const nothing = { payer: "c", digest: emptyDigest };
    expect(digestOfRun(rows.toReversed())).toBe(digestOfRun(rows));
    expect(digestOfRun([...rows, nothing])).toBe(digestOfRun(rows));
    expect(digestOfRun([nothing])).toBe(emptyDigest);
    expect(digestOfRun([{ payer: "a", digest: "sha256:2" }])).not.toBe(digestOfRun(rows));
  });

  it("are compared by eye in eight letters", () => {
    expect(shortDigest("sha256:4f3a9c21aaaa")).toBe("4f3a-9c21");
    expect(emptyDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
