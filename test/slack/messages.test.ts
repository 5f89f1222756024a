import { describe, expect, it } from "vitest";
import type { BillRunState } from "../../src/billing/bill-run/lifecycle.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { AccountExplanation } from "../../src/operations/bill-runs/account-explanation.ts";
import type { Milestone } from "../../src/operations/bill-runs/milestone.ts";
import { refuse } from "../../src/operations/refusal.ts";
import { validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { errorMessage, unopenedMessage } from "../../src/slack/messages/error-message.ts";
import { explanationMessage } from "../../src/slack/messages/explanation-message.ts";
import { milestoneMessage } from "../../src/slack/messages/milestone-message.ts";
import { oldMessage, unreadableButton } from "../../src/slack/messages/notice-message.ts";
import { refusalMessage } from "../../src/slack/messages/refusal-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { runListMessage } from "../../src/slack/messages/run-list-message.ts";
import { waitingView } from "../../src/slack/modals/plain-view.ts";
import { rejectRunView } from "../../src/slack/modals/reject-run-view.ts";
import { expectGolden, expectMessage } from "./expect-golden.ts";
import { dana, digest, now, sampleApproval, sampleView } from "./sample-views.ts";

/*
 * Every message in every state against a file in golden/. A changed file is a changed message:
 * look at it, then take it over with `npx vitest run test/slack -u`.
 */

const states: readonly BillRunState[] = [
  "draft",
  "previewing",
  "previewed",
  "awaiting-approval",
  "approved",
  "running",
  "paused",
  "completed",
  "completed-with-exceptions",
  "canceled",
  "reversed",
];

describe("the run card", () => {
  it.each(states)("%s is the golden one", async (state) => {
    await expectMessage(`run-card.${state}`, runCard(sampleView(state), now));
  });

  it("tells who rejected the same content and why", async () => {
    const view = sampleView("previewed", { approval: sampleApproval("rejected") });
    await expectMessage("run-card.rejected", runCard(view, now));
  });

  it("forgets a rejection of other content", () => {
    const approval = sampleApproval("rejected", { digest: `sha256:${"1".repeat(64)}` });
    const card = runCard(sampleView("previewed", { approval }), now);
    expect(JSON.stringify(card)).not.toContain("Rejected");
  });

  it("offers no approval where nothing is billed", () => {
    const counts = { ...sampleView("previewed").counts, billed: 0 };
    const card = runCard(sampleView("previewed", { counts, totals: [] }), now);
    expect(JSON.stringify(card)).not.toContain("bill_run_request_approval");
    expect(JSON.stringify(card)).toContain("nothing to approve");
  });

  it("claims that every account is accounted for only if the sum is right", () => {
    const counts = { ...sampleView("completed").counts, billed: 1_289 };
    const card = JSON.stringify(runCard(sampleView("completed", { counts }), now));
    expect(card).not.toContain("accounted for");
    expect(JSON.stringify(runCard(sampleView("completed"), now))).toContain("accounted for");
  });

  it("offers no second retry once one was made", async () => {
    const view = sampleView("completed-with-exceptions", { retriedBy: 13 });
    await expectMessage("run-card.retried", runCard(view, now));
  });
});

const milestones: readonly Milestone[] = [
  { runId: "run-12", at: now.toISOString(), kind: "created", by: dana.name },
  { runId: "run-12", at: now.toISOString(), kind: "previewed" },
  { runId: "run-12", at: now.toISOString(), kind: "approval-requested", by: dana.name },
  { runId: "run-12", at: now.toISOString(), kind: "reminded", by: dana.name },
  { runId: "run-12", at: now.toISOString(), kind: "approved", by: "Lee", comment: "fine & good" },
  { runId: "run-12", at: now.toISOString(), kind: "rejected", by: "Lee", comment: null },
  { runId: "run-12", at: now.toISOString(), kind: "launched", by: "Lee" },
  { runId: "run-12", at: now.toISOString(), kind: "paused", by: "Sam" },
  { runId: "run-12", at: now.toISOString(), kind: "resumed", by: "Sam" },
  { runId: "run-12", at: now.toISOString(), kind: "canceled", by: "Sam" },
  { runId: "run-12", at: now.toISOString(), kind: "held", accounts: 3 },
  { runId: "run-12", at: now.toISOString(), kind: "ended" },
];

describe("the run's thread", () => {
  it.each(milestones)("tells that it was $kind", async (milestone) => {
    const view = sampleView("completed-with-exceptions");
    await expectMessage(`milestone.${milestone.kind}`, milestoneMessage(milestone, view));
  });
});

const explained: AccountExplanation = {
  account: "acme",
  name: "Acme & Sons",
  currency: "USD",
  runNumber: 12,
  targetOn: "2026-12-31",
  result: "billed",
  reason: null,
  documents: [{ number: "INV-2027-000101", type: "invoice", totalMinor: 20_711n }],
  charges: [
    {
      account: "acme",
      subscription: "acme-1",
      charge: "seats",
      name: "Seats",
      lines: [
        {
          from: localDate("2026-12-20"),
          to: localDate("2027-01-01"),
          amountMinor: 19_355n,
          discountMinor: 1_000n,
          taxMinor: 2_356n,
          why: "12 of 31 days at 100.00 a month × 5",
          kind: "recurring",
          quantity: "5",
        },
      ],
      reason: null,
    },
    {
      account: "acme-eu",
      subscription: "acme-2",
      charge: "support",
      name: "Support",
      lines: [],
      reason: "not due before 1 Feb",
    },
  ],
};

describe("answers", () => {
  it("a refusal says what stands in the way and what to do", async () => {
    const refusal = refuse(
      "self_approval",
      "You made BR-12, so somebody else approves it.",
      "Lee and Sam can.",
    );
    await expectMessage("refusal", refusalMessage(refusal));
  });

  it("an error comes with its reference", async () => {
    await expectMessage("error", errorMessage("7f2c91ab"));
    await expectMessage("error.unopened", unopenedMessage("7f2c91ab"));
  });

  it("an old button and an unreadable one are answered", async () => {
    await expectMessage("old-message", oldMessage());
    await expectMessage("unreadable-button", refusalMessage(unreadableButton()));
  });

  it("explain tells every charge, billed or not", async () => {
    await expectMessage("explanation", explanationMessage(explained));
  });

  it("explain of a run that was not launched says what it would bill", () => {
    const said = (isLaunched: boolean) =>
      JSON.stringify(explanationMessage({ ...explained, isLaunched }));
    expect(said(false)).toContain("Would be billed.");
    expect(said(true)).not.toContain("would be billed");
  });

  it("explain of a canceled run says that it billed nothing", () => {
    const canceled = { ...explained, isCanceled: true, isLaunched: false, result: null };
    const { text, blocks } = explanationMessage(canceled);
    expect(text).toMatch(/^BR-12 was canceled and billed nothing of /);
    expect(JSON.stringify(blocks[0])).toContain("Canceled: it billed nothing.");
  });

  it("explain of a held account says why once, and names its charges", async () => {
    const [seats, support] = explained.charges;
    if (!seats || !support) throw new Error("the sample has two charges");
    const reason = "quantity 5 → 7, +40.00 USD";
    const held = {
      ...explained,
      result: "held" as const,
      reason: `changed after approval: ${reason}`,
      documents: [],
      charges: [
        { ...seats, lines: [], reason },
        { ...support, reason: "not billed by this run, like the rest of the account" },
      ],
    };
    const message = explanationMessage(held);
    expect(JSON.stringify(message).split(reason)).toHaveLength(2);
    await expectMessage("explanation.held", message);
  });

  it("explain of an account without subscriptions says so", async () => {
    const empty = { ...explained, charges: [], documents: [], runNumber: null, result: null };
    await expectMessage("explanation.empty", explanationMessage(empty));
  });

  it("the list shows the latest runs", async () => {
    const runs = states.map((state, index) => {
      const { run, totals } = sampleView(state, { run: { number: 30 - index } });
      return { run, totals };
    });
    await expectMessage("run-list", runListMessage(runs));
    await expectMessage("run-list.empty", runListMessage([]));
  });

  it("a run that only credits is listed with what it credits", () => {
    const { run } = sampleView("completed");
    const credits = { invoices: 0, creditMemos: 3, invoicedMinor: 0n, creditedMinor: 112_000n };
    const { blocks } = runListMessage([{ run, totals: [{ currency: "USD", ...credits }] }]);
    expect(JSON.stringify(blocks)).toContain("−1,120.00 USD");
  });
});

describe("modals", () => {
  const views = [
    [
      "reject-run",
      rejectRunView(sampleView("awaiting-approval"), { run: 12, digest, channel: "C1" }),
    ],
    ["waiting", waitingView("New bill run")],
  ] as const;

  it.each(views)("%s is the golden one", async (name, view) => {
    expect(validateView(view)).toEqual([]);
    await expectGolden(`view.${name}`, view);
  });
});
