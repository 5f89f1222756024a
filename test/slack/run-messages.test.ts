import { describe, expect, it } from "vitest";
import type { BillRunState } from "../../src/billing/bill-run/lifecycle.ts";
import { validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { changesMessage } from "../../src/slack/messages/changes-message.ts";
import { exceptionsMessage } from "../../src/slack/messages/exceptions-message.ts";
import { milestoneMessage } from "../../src/slack/messages/milestone-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { accountBillView } from "../../src/slack/modals/account-bill-view.ts";
import { type CreateRunForm, createRunView } from "../../src/slack/modals/create-run-view.ts";
import { lookCloserView } from "../../src/slack/modals/look-closer-view.ts";
import { pauseRunView } from "../../src/slack/modals/pause-run-view.ts";
import { expectGolden, expectMessage } from "./expect-golden.ts";
import {
  sampleBill,
  sampleChanges,
  sampleChoices,
  sampleCount,
  sampleDraft,
  sampleException,
  sampleLine,
  samplePage,
} from "./sample-accounts.ts";
import { digest, now, sampleRow, sampleView } from "./sample-views.ts";

const { run } = sampleView("awaiting-approval");

describe("a card", () => {
  it("of a run with options tells how it makes its documents", async () => {
    const options = { documentsPer: "subscription", creditMemos: "keep-back" } as const;
    const terms = { ...run.terms, options };
    await expectMessage(
      "run-card.options",
      runCard(sampleView("previewed", { run: { terms } }), now),
    );
  });

  it.each(["previewed", "approved", "completed"] as const)(
    "of a %s catch-up run says that it invoices nobody",
    async (state: BillRunState) => {
      const view = sampleView(state, {
        run: { kind: "catch-up", terms: { ...run.terms, catchUp: true } },
        counts: { ...sampleView(state).counts, billed: 0, "nothing-due": 1_304 },
        progress: { since: null, done: 0, counted: 412 },
        ...{ totals: [], compared: null, topFindings: [] },
        numbers: { invoices: null, creditMemos: null },
      });
      const card = runCard(view, now);
      expect(JSON.stringify(card)).toContain("without any invoice");
      await expectMessage(`run-card.catch-up.${state}`, card);
    },
  );

  it("of a paused run tells why", async () => {
    const view = sampleView("paused", { run: { pauseReason: "Wrong <!channel> rate" } });
    await expectMessage("run-card.paused-why", runCard(view, now));
    const milestone = { kind: "paused", by: "Sam", reason: "Wrong rate" } as const;
    const told = { runId: "run-12", at: now.toISOString(), ...milestone };
    await expectMessage("milestone.paused-why", milestoneMessage(told, view));
  });

  it("tells pace and time left from where the phase went on", () => {
    const counts = { ...sampleView("running").counts, eligible: 1_000, done: 600 };
    const progress = { since: "2026-12-31T14:09:50.000Z", done: 100, counted: 0 };
    const card = JSON.stringify(runCard(sampleView("running", { counts, progress }), now));
    expect(card).toContain("600 of 1,000 accounts · 10 a second · about 40 s left");
    const slow = { since: "2026-12-31T13:00:00.000Z", done: 700, counted: 0 };
    expect(
      JSON.stringify(runCard(sampleView("running", { counts, progress: slow }), now)),
    ).toContain("10 a minute · about 40 min left");
  });
});

describe("the biggest changes", () => {
  it("come as a table with their reasons", async () => {
    await expectMessage("changes", changesMessage(run, sampleChanges));
    await expectMessage("changes.none", changesMessage(run, []));
  });

  it("stand in the thread below the preview's amounts", async () => {
    const told = { runId: "run-12", at: now.toISOString(), kind: "previewed" } as const;
    const message = milestoneMessage(told, sampleView("previewed"), sampleChanges);
    await expectMessage("milestone.previewed-changes", message);
  });
});

describe("exceptions", () => {
  const view = sampleView("completed-with-exceptions");

  it("come as a table with what to do, a menu of reasons, and a retry", async () => {
    await expectMessage("exceptions", exceptionsMessage(view, [sampleException], 3));
    await expectMessage("exceptions.none", exceptionsMessage(view, [], 0));
  });

  it("offer no second retry, and none before the run ended", () => {
    const retried = exceptionsMessage({ ...view, retriedBy: 13 }, [sampleException], 1);
    expect(JSON.stringify(retried)).not.toContain("bill_run_retry");
    expect(retried.text).toContain("BR-13 bills them again");
    const early = exceptionsMessage(sampleView("running"), [sampleException], 1);
    expect(JSON.stringify(early)).not.toContain("bill_run_retry");
  });
});

const parked = sampleRow("nordwind", {
  ...{ result: "parked", reasonCode: "price_missing", reason: "no price in SEK" },
});
const memo = sampleBill().documents.map((document) => ({
  ...{ ...document, type: "credit-memo" as const, number: "CM-2027-000001" },
}));
const form: CreateRunForm = {
  ...{ draft: sampleDraft, choices: sampleChoices, counted: sampleCount },
  metadata: { channel: "C0BILLING", more: false },
};
const filled = {
  ...sampleDraft,
  ...{ name: "Year end", segments: ["enterprise"], tags: ["emea"], accounts: "acme, acmee" },
  ...{ currencies: ["USD"], plans: ["team"], billCycleDays: ["1", "31"], kind: "catch-up" },
  ...{ chargeTypes: ["usage"], creditMemos: "keep-back", minimumInvoice: "10.00 USD" },
};
const views = [
  ["look-closer", lookCloserView(samplePage())],
  ["look-closer.canceled", lookCloserView(samplePage({ view: sampleView("canceled") }))],
  ["look-closer.page", lookCloserView(samplePage({ page: 3, hasMore: false }))],
  ["look-closer.none", lookCloserView(samplePage({ filter: { finding: "first-bill" }, rows: [] }))],
  ["account-bill", accountBillView(sampleBill(), 0)],
  ["account-bill.changed", accountBillView(sampleBill({ stands: "changed" }), 0)],
  ["account-bill.posted", accountBillView(sampleBill({ stands: "posted", documents: memo }), 0)],
  [
    "account-bill.parked",
    accountBillView(sampleBill({ row: parked, stands: "not-billable", documents: [] }), 0),
  ],
  [
    "account-bill.child",
    accountBillView(
      sampleBill({ row: sampleRow("acme-eu", { payer: "acme", name: "Acme Europe" }) }),
      0,
    ),
  ],
  ["create-run", createRunView(form)],
  [
    "create-run.more",
    createRunView({ ...form, draft: filled, metadata: { channel: "C0BILLING", more: true } }),
  ],
  ["pause-run", pauseRunView(sampleView("running"), { run: 12, digest, channel: "C1" })],
] as const;

describe("modals of a run", () => {
  it.each(views)("%s is the golden one", async (name, view) => {
    expect(validateView(view)).toEqual([]);
    await expectGolden(`view.${name}`, view);
  });

  it("a select without options is left out, a long one is cut at a hundred", () => {
    const tags = Array.from({ length: 300 }, (_, index) => `tag-${index}`);
    const view = createRunView({ ...form, choices: { ...sampleChoices, tags } });
    expect(validateView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain("first 100");
    const none = createRunView({ ...form, choices: { ...sampleChoices, tags: [] } });
    expect(JSON.stringify(none)).not.toContain('"tags"');
  });

  it("a bill of a thousand lines is shown page by page, every line once", () => {
    const [document] = sampleBill().documents;
    if (!document) throw new Error("no document");
    const lines = Array.from({ length: 1_000 }, (_, index) =>
      sampleLine({ charge: `charge-${index}x` }),
    );
    const bill = sampleBill({ documents: [{ ...document, lines }] });
    const seen = new Set<string>();
    for (let page = 0; page < 40; page++) {
      const view = accountBillView(bill, page);
      expect(validateView(view)).toEqual([]);
      for (const [name] of JSON.stringify(view).matchAll(/charge-\d+x/g)) seen.add(name);
    }
    expect(seen.size).toBe(1_000);
  });

  it("what stands in the form stays there when it is drawn anew", () => {
    const more = JSON.stringify(
      createRunView({ ...form, draft: filled, metadata: { channel: "C1", more: true } }),
    );
    for (const kept of ["Year end", "acme, acmee", "10.00 USD", '"initial_date":"2026-12-31"']) {
      expect(more).toContain(kept);
    }
    expect(more.match(/"initial_options"/g)).toHaveLength(6);
  });
});
