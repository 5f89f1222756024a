import { describe, expect, it } from "vitest";
import {
  type ChargeExplanation,
  explainCharges,
} from "../../../src/billing/bill-run/explain-charges.ts";
import type { Selection } from "../../../src/billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../../src/billing/bill-run/propose-documents.ts";
import { groupByPayer } from "../../../src/billing/billing-file/group-by-payer.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import { billingData, linesOf, runFor } from "../../support/play-runs.ts";
import { calls, monthly } from "../../support/print-runs.ts";

const setup = { key: "setup", type: "one-time", price: { model: "flat", amount: "50.00" } };

/** A file with one subscription to fee, calls and set-up, and what is different about it. */
function world(subscription: object = {}, account: object = {}) {
  const data = billingData({
    version: 1,
    plans: [
      { key: "basic", charges: [monthly("31.00"), calls("1.00"), setup] },
      { key: "gold", name: "Gold card", charges: [] },
    ],
    accounts: [{ key: "acme", name: "Acme", segment: "smb", ...account }],
    subscriptions: [
      { key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01", ...subscription },
    ],
  });
  const [group] = groupByPayer(data);
  if (!group) throw new Error("no payer");
  return { catalog: data.catalog, facts: { ...group, billed: [], knownThroughOn: null } };
}

function explain(subscription: object, day: string, select: Selection = {}): ChargeExplanation[] {
  const { catalog, facts } = world(subscription);
  return explainCharges(facts, catalog, { ...runFor(day), select });
}

function reasons(subscription: object, day: string, select: Selection = {}) {
  return explain(subscription, day, select).map(({ reason }) => reason);
}

describe("every charge is explained", () => {
  it("by its lines, each with the words for its amount", () => {
    const [fee] = explain({}, "2026-01-01");
    expect(fee?.lines.map(({ why }) => why)).toEqual(["31.00 a month"]);
    expect(fee?.reason).toBeNull();
  });

  it.each<[string, object, string, Selection, (string | null)[]]>([
    [
      "not started",
      { startOn: "2026-05-10" },
      "2026-05-09",
      {},
      ["starts on 10 May 2026", "starts on 10 May 2026", "not due before 10 May 2026"],
    ],
    [
      "in trial",
      { billingStartsOn: "2026-01-15" },
      "2026-01-10",
      {},
      ["in trial until 14 Jan 2026", "in trial until 14 Jan 2026", null],
    ],
    [
      "excluded by type",
      {},
      "2026-01-01",
      { chargeTypes: ["recurring"] },
      [null, ...Array(2).fill("excluded, the run bills recurring charges only")],
    ],
    [
      "excluded by plan",
      {},
      "2026-01-01",
      { plans: ["pro"] },
      Array(3).fill("excluded, the run bills only what is sold by plan pro"),
    ],
    [
      "excluded with the account",
      {},
      "2026-01-01",
      { segments: ["enterprise"] },
      Array(3).fill("excluded, the account segment smb is not among enterprise"),
    ],
    [
      "billed elsewhere",
      { billedThroughOn: "2026-01-31" },
      "2026-01-15",
      {},
      [
        "billed elsewhere through 31 Jan 2026",
        "billed elsewhere through 31 Jan 2026",
        "billed elsewhere through 31 Jan 2026",
      ],
    ],
  ])("%s", (_, subscription, day, select, expected) => {
    expect(reasons(subscription, day, select)).toEqual(expected);
  });

  it("as billed so far, paused or ended, when it was billed", () => {
    const change = (changes: object[], day: string) => {
      const { catalog, facts } = world({ changes });
      const billed = linesOf(proposeDocuments(facts, catalog, runFor("2026-01-01")));
      const run = runFor(day);
      const again = linesOf(proposeDocuments({ ...facts, billed }, catalog, run));
      const all = { ...facts, billed: [...billed, ...again] };
      return explainCharges(all, catalog, run).map(({ reason }) => reason);
    };
    expect(change([], "2026-01-05")).toEqual([
      "billed through 31 Jan 2026, next due on 1 Feb 2026",
      "not due before 1 Feb 2026",
      "billed once, for 1 Jan 2026",
    ]);
    const paused = change([{ on: "2026-01-11", pause: true }], "2026-01-20");
    expect(paused.slice(0, 2)).toEqual(Array(2).fill("paused since 11 Jan 2026"));
    const ended = change([{ on: "2026-01-11", cancel: "now" }], "2026-01-20");
    expect(ended.slice(0, 2)).toEqual(Array(2).fill("ended on 10 Jan 2026"));
  });
});

describe("a charge that isn't billed says why, after what the runs before billed", () => {
  /** The reasons on a day for the fee, the calls and the set-up, billed on 1 January before. */
  function after(day: string, subscription: object, select: Selection = {}): (string | null)[] {
    const { catalog, facts } = world(subscription);
    const billed = [...facts.billed] as ReturnType<typeof linesOf>;
    for (const on of ["2026-01-01", day]) {
      const run = { ...runFor(on), select };
      billed.push(...linesOf(proposeDocuments({ ...facts, billed: [...billed] }, catalog, run)));
    }
    const run = { ...runFor(day), select };
    return explainCharges({ ...facts, billed }, catalog, run).map(({ reason }) => reason);
  }

  it.each<[string, string, object, Selection, (string | null)[]]>([
    [
      "nothing used",
      "2026-02-10",
      {},
      {},
      [
        "billed through 28 Feb 2026, next due on 1 Mar 2026",
        "nothing was used 1–31 Jan 2026, next due on 1 Mar 2026",
        "billed once, for 1 Jan 2026",
      ],
    ],
    [
      "cancelled at the end of the period",
      "2026-01-20",
      { changes: [{ on: "2026-01-11", cancel: "end-of-period" }] },
      {},
      [
        "billed through 31 Jan 2026, then cancelled at the end of the period",
        "not due before 1 Feb 2026",
        "billed once, for 1 Jan 2026",
      ],
    ],
    [
      "an end that was planned",
      "2026-01-20",
      { endOn: "2026-02-01" },
      {},
      [
        "billed through 31 Jan 2026, then service ends",
        "not due before 1 Feb 2026",
        "billed once, for 1 Jan 2026",
      ],
    ],
    [
      "a pause that ends",
      "2026-01-20",
      {
        changes: [
          { on: "2026-01-11", pause: true },
          { on: "2026-01-25", resume: true, knownOn: "2026-01-12" },
        ],
      },
      {},
      [
        "paused since 11 Jan 2026, resumes on 25 Jan 2026",
        "paused since 11 Jan 2026, resumes on 25 Jan 2026",
        "billed once, for 1 Jan 2026",
      ],
    ],
    [
      "what was given back isn't billed",
      "2026-03-20",
      { changes: [{ on: "2026-03-11", cancel: "now" }] },
      {},
      ["ended on 10 Mar 2026", "ended on 10 Mar 2026", "billed once, for 1 Jan 2026"],
    ],
    [
      "a plan by its name",
      "2026-02-10",
      {},
      { plans: ["gold"] },
      Array(3).fill("excluded, the run bills only what is sold by plan Gold card"),
    ],
  ])("%s", (_, day, subscription, select, expected) => {
    expect(after(day, subscription, select)).toEqual(expected);
  });
});

describe("every account has one result", () => {
  function result(subscription: object, account: object, day: string, select: Selection = {}) {
    const { catalog, facts } = world(subscription, account);
    const { results } = proposeDocuments(facts, catalog, { ...runFor(day), select });
    return results.map(({ result: what, reasonCode, reason }) =>
      [what, reasonCode, reason].join(" | "),
    );
  }

  it.each<[object, Selection, string]>([
    [{}, {}, "billed |  | "],
    [
      {},
      { accounts: ["beta"] },
      "excluded | account_not_selected | is not among the accounts of this run",
    ],
    [
      { segment: undefined },
      { segments: ["a"] },
      "excluded | segment_not_selected | has no segment, the run asks for a",
    ],
    [{}, { tags: ["x", "y"] }, "excluded | tag_not_selected | has no tag among x, y"],
    [
      { tags: ["z"] },
      { tags: ["x"] },
      "excluded | tag_not_selected | has none of its tags (z) among x",
    ],
    [{}, { currencies: ["EUR"] }, "excluded | currency_not_selected | bills in USD, not EUR"],
    [
      { billCycleDay: 15 },
      { billCycleDays: [1] },
      "excluded | bill_cycle_day_not_selected | bill cycle day 15, the run asks for day 1",
    ],
    [
      {},
      { billCycleDays: [1] },
      "excluded | bill_cycle_day_not_selected | bills on anniversaries, the run asks for day 1",
    ],
  ])("%j by %j", (account, select, expected) => {
    expect(result({}, account, "2026-01-01", select)).toEqual([expected]);
  });

  it("with the next day something is due, or why nothing ever will be", () => {
    expect(result({ startOn: "2026-05-01" }, {}, "2026-01-01")).toEqual([
      "nothing-due | not_due | next due on 1 May 2026",
    ]);
    expect(
      result({ endOn: "2026-01-01", billedThroughOn: "2026-01-31" }, {}, "2026-03-01")[0],
    ).toMatch(/^nothing-due \| ended \| /);
  });

  it("without a subscription", () => {
    const { catalog, facts } = world();
    const bare = { ...facts, subscriptions: [] };
    const { results, documents } = proposeDocuments(bare, catalog, runFor("2026-01-01"));
    expect(documents).toEqual([]);
    expect(results[0]).toEqual({
      account: "acme",
      result: "nothing-due",
      reasonCode: "no_subscription",
      reason: "has no subscription",
    });
  });

  it("knows what an earlier run knew, whatever its own asOf", () => {
    const { catalog, facts } = world({ changes: [{ on: "2026-01-11", cancel: "now" }] });
    const early = { ...runFor("2026-02-01"), asOf: localDate("2026-01-05") };
    const lines = (knownThroughOn: string | null) => {
      const known = knownThroughOn === null ? null : localDate(knownThroughOn);
      const proposal = proposeDocuments({ ...facts, knownThroughOn: known }, catalog, early);
      return linesOf(proposal).filter(({ charge }) => charge === "fee").length;
    };
    expect([lines(null), lines("2026-01-20"), lines("2026-01-04")]).toEqual([2, 1, 2]);
  });
});
