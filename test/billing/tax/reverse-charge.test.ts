import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/billing/billing-file/simulate.ts";
import { billingData } from "../../support/play-runs.ts";
import { monthly } from "../../support/print-runs.ts";

const taxRates = [
  { key: "at-vat", percent: "20", country: "AT" },
  { key: "de-vat", percent: "19", country: "DE" },
  { key: "gr-vat", percent: "24", country: "GR", inclusive: true },
  { key: "own", percent: "5" },
];
const vatIds: Readonly<Record<string, string>> = { AT: "ATU13585627", GR: "EL094259216" };

/** Tax, total and notes of a bill over 100.00. */
function billed(account: object, settings: object = {}, charge: object = {}) {
  const data = billingData({
    version: 1,
    settings: { seller: { country: "DE", vatId: "DE136695976" }, ...settings },
    taxRates,
    plans: [{ key: "basic", charges: [monthly("100.00", charge as Record<string, unknown>)] }],
    accounts: [{ key: "acme", name: "Acme", ...account }],
    subscriptions: [{ key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01" }],
    runs: [{ targetOn: "2026-01-01" }],
  });
  const [document] = simulate(data).runs[0]?.documents ?? [];
  return [document?.tax, document?.total, ...(document?.notes ?? [])];
}

const austrian = { address: { country: "AT" }, vatId: vatIds["AT"] };
const note = "Reverse charge: VAT to be paid by the recipient, Art. 196 Directive 2006/112/EC";

describe("a customer with a VAT id in another state of the Union pays the VAT itself", () => {
  it.each<[string, object, object, object, string[]]>([
    ["as the document says", austrian, {}, {}, ["0.00", "100.00", note]],
    ["not without a seller in the file", austrian, { seller: undefined }, {}, ["20.00", "120.00"]],
    [
      "not of a seller outside of the Union",
      austrian,
      { seller: { country: "CH" } },
      {},
      ["20.00", "120.00"],
    ],
    ["not at home", austrian, { seller: { country: "AT" } }, {}, ["20.00", "120.00"]],
    ["not without a VAT id", { ...austrian, vatId: undefined }, {}, {}, ["20.00", "120.00"]],
    [
      "not with the VAT id of a third state",
      { ...austrian, vatId: vatIds["GR"] },
      {},
      {},
      ["20.00", "120.00"],
    ],
    [
      "not with one whose check digit is wrong",
      { ...austrian, vatId: "ATU13585626" },
      {},
      {},
      ["20.00", "120.00"],
    ],
    [
      "not where it names its rates",
      { ...austrian, taxRates: ["own"] },
      {},
      {},
      ["5.00", "105.00"],
    ],
    ["not where the charge does", austrian, {}, { taxRates: ["own"] }, ["5.00", "105.00"]],
    ["not where it is exempt", { ...austrian, taxExempt: true }, {}, {}, ["0.00", "100.00"]],
    [
      "at the listed price where that holds tax",
      { address: { country: "GR" }, vatId: vatIds["GR"] },
      {},
      {},
      ["0.00", "100.00", note],
    ],
    [
      "also where no rate is known for its state",
      { address: { country: "BE" }, vatId: "BE0428759497" },
      {},
      {},
      ["0.00", "100.00", note],
    ],
  ])("%s", (_, account, settings, charge, expected) => {
    expect(billed(account, settings, charge)).toEqual(expected);
  });

  it("and gets back what it was billed, whatever applies by then", () => {
    const data = billingData({
      version: 1,
      settings: { seller: { country: "DE" } },
      taxRates,
      plans: [{ key: "basic", charges: [monthly("31.00")] }],
      accounts: [{ key: "acme", name: "Acme", ...austrian }],
      subscriptions: [
        {
          key: "s1",
          account: "acme",
          plan: "basic",
          startOn: "2026-01-01",
          changes: [{ on: "2026-01-11", cancel: "now" }],
        },
      ],
      runs: [{ targetOn: "2026-01-01" }, { targetOn: "2026-01-11" }],
    });
    const documents = simulate(data).runs.map((run) => run.documents[0]);
    expect(documents.map((it) => [it?.type, it?.tax, it?.total, it?.notes?.length])).toEqual([
      ["invoice", "0.00", "31.00", 1],
      ["credit-memo", "0.00", "21.00", 1],
    ]);
  });
});
