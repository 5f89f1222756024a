import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Approval } from "../../src/billing/approvals/approval.ts";
import type { Role } from "../../src/billing/approvals/member.ts";
import type { ApprovalView } from "../../src/operations/approvals/approval-view.ts";
import type { AuditRow } from "../../src/operations/audit/audit-books.ts";
import type { HomeRun } from "../../src/operations/home/home-books.ts";
import type { Home } from "../../src/operations/home/load-home.ts";
import { isRefusal, refuse } from "../../src/operations/refusal.ts";
import { validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { homeActions } from "../../src/slack/listeners/actions/home-actions.ts";
import { homeView, welcomeView } from "../../src/slack/modals/home-view.ts";
import { expectView } from "./expect-golden.ts";
import { type FakeWorld, fakeWorld } from "./fake-world.ts";
import { sampleSchedule } from "./sample-schedules.ts";
import { dana, kim, lee, now, sampleApproval } from "./sample-views.ts";

function member(...roles: Role[]): Home["member"] {
  return { id: dana.memberId, name: dana.name, email: null, roles, active: true };
}

function request(patch: Partial<Approval> = {}): ApprovalView {
  const { tally, ...open } = sampleApproval("open");
  const content = {
    label: "BR-12",
    amounts: [
      { currency: "USD", minor: 31_698_575n },
      { currency: "EUR", minor: 4_120_000n },
    ],
    lines: ["December subscriptions", "1,290 invoices and 3 credit memos"],
  };
  const approval = { ...open, kind: "run", subject: "BR-12", content, typed: null, ...patch };
  return {
    approval: approval as Approval,
    tally,
    requestedBy: dana,
    mayVote: [lee],
    standIns: [],
    people: [],
  };
}

const reversal = request({
  kind: "reversal",
  subject: "BR-11",
  runId: null,
  content: { label: "Reversal of BR-11", amounts: [{ currency: "USD", minor: 500n }], lines: [] },
});
const typed = request({ typed: { currency: "USD", minor: 31_698_575n } });

function run(patch: Partial<HomeRun> = {}): HomeRun {
  return {
    number: 13,
    name: "January *subscriptions*",
    state: "running",
    digest: sampleApproval("open").digest,
    eligible: 1_312,
    done: 804,
    exceptions: 0,
    channel: "C0BILLING",
    ...patch,
  };
}

const ended = run({ number: 11, state: "completed-with-exceptions", done: 1_312, exceptions: 3 });

function act(patch: Partial<AuditRow> = {}): AuditRow {
  return {
    seq: 7,
    at: now.toISOString(),
    actorId: dana.memberId,
    actorName: dana.name,
    via: "slack",
    where: "C0BILLING",
    action: "bill-run.request-approval",
    subject: "BR-12",
    digest: null,
    outcome: "done",
    correlationId: "7f2c",
    details: {},
    ...patch,
  };
}

function home(patch: Partial<Home> = {}): Home {
  const none = { rows: [], many: 0 };
  return {
    member: member("preparer"),
    ...{ approvals: none, goingOn: none, exceptions: none, coming: [], acts: [] },
    freeze: null,
    latestRun: 12,
    ...patch,
  };
}

const coming = sampleSchedule("monthly").next.map((slot) => {
  return { schedule: "monthly", timeZone: "Europe/Berlin", slot };
});
const full = home({
  member: member("controller", "admin"),
  approvals: { rows: [request(), typed, reversal], many: 9 },
  goingOn: { rows: [run(), run({ number: 14, state: "paused", done: 0 })], many: 2 },
  exceptions: { rows: [ended], many: 1 },
  coming,
  acts: [
    act(),
    act({
      ...{ action: "bill-run.approve", outcome: "self_approval" },
      details: { said: "You made BR-12, so somebody else approves it." },
    }),
    // Rows of an older version have no sentence.
    act({ action: "bill-run.launch", outcome: "bill_run_not_approved" }),
    act({ action: "quote-invoice.reject", subject: "Q-88" }),
    act({ action: "channel.notify", subject: "C0BILLING" }),
  ],
  freeze: {
    id: "freeze-1",
    frozenAt: now.toISOString(),
    by: lee.memberId,
    byName: "Lee *Novak*",
    reason: "wrong VAT rate",
    asked: null,
  },
});

const viewOf = (shown: Home) => ({ type: "home" as const, blocks: homeView(shown, now) });
const buttonsOf = (shown: Home) =>
  JSON.stringify(viewOf(shown)).match(/"action_id":"(\w+)"/g) ?? [];

describe("the home page", () => {
  it("shows what waits, what goes on, what comes and what somebody may do", async () => {
    await expectView("home.full", viewOf(full));
    await expectView("home.quiet", viewOf(home({ member: member("preparer", "approver") })));
    await expectView("home.viewer", viewOf(home({ member: member("viewer") })));
  });

  it("tells people what they were told, and never a code", () => {
    const text = JSON.stringify(viewOf(full));
    expect(text).toContain("You made BR-12, so somebody else approves it.");
    expect(text).not.toMatch(/self_approval|bill_run_not_approved/);
  });

  it("offers everybody what their roles allow, and no more", () => {
    const offered = (...roles: Role[]) => buttonsOf(home({ member: member(...roles) })).join();
    expect(offered("viewer")).toBe('"action_id":"open_schedules"');
    expect(offered("approver")).toBe('"action_id":"open_schedules"');
    expect(offered("preparer")).toContain("home_preview_month");
    expect(offered("preparer")).not.toContain("open_settings");
    expect(offered("controller")).toContain("open_settings");
    expect(offered("controller")).not.toContain("open_roles");
    expect(offered("admin")).toContain("open_roles");
  });

  it("approves with a click, or above a limit with a form, and looks at runs", () => {
    const only = (view: ApprovalView) =>
      buttonsOf(home({ approvals: { rows: [view], many: 1 } })).slice(3);
    expect(only(request()).join()).toContain("bill_run_look_closer");
    expect(only(request()).join()).toContain("approval_approve");
    expect(only(typed).join()).toContain("approval_comment");
    expect(only(typed).join()).not.toContain("approval_approve");
    expect(only(reversal).join()).not.toContain("bill_run_look_closer");
  });

  it("explains itself calmly to who may not use it, and says whom to ask", async () => {
    const stranger = refuse("person_not_allowed", "billrun is for members, not for guests.", null);
    const blocks = welcomeView(stranger, [lee, kim]);
    await expectView("home.guest", { type: "home", blocks });
    await expectView("home.no-admin", { type: "home", blocks: welcomeView(stranger, []) });
  });

  it("whatever names and numbers there are, Slack can show it", () => {
    const nasty = fc.string({ unit: "binary", maxLength: 400 });
    fc.assert(
      fc.property(nasty, fc.integer({ min: 0, max: 100_000 }), (name, many) => {
        const label = { label: name, amounts: request().approval.content.amounts, lines: [name] };
        const approvals = Array.from({ length: 5 }, () => request({ content: label }));
        const runs = Array.from({ length: 5 }, () => run({ name, eligible: many, done: many }));
        const acts = Array.from({ length: 5 }, () => act({ subject: name, action: name }));
        const page = {
          ...full,
          approvals: { rows: approvals, many: 1_000 },
          goingOn: { rows: runs, many: 1_000 },
          exceptions: { rows: runs, many: 1_000 },
          acts,
        };
        const view = viewOf(page);
        expect(validateView(view)).toEqual([]);
        expect(view.blocks.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the home page's own buttons", () => {
  async function press(world: FakeWorld, actionId: string, value: string): Promise<string> {
    const action = homeActions.find((one) => one.actionId === actionId);
    if (!action || !("run" in action)) throw new Error(`no button ${actionId}`);
    const found = await world.books.findMemberBySlackId("U0DANA");
    if (!found) throw new Error("Dana is gone");
    const actor = { member: found, via: "slack", where: "home", correlationId: "1" } as const;
    const place = { slackId: "U0DANA", channel: null, message: null, view: null };
    const unasked = () => Promise.reject(new Error("nobody is asked for here"));
    const people = { find: unasked, ofGroup: unasked, forget: () => {} };
    const answer = await action.run({ world, actor, people, value, ...place });
    if (answer === null) return "";
    return isRefusal(answer) ? answer.message : answer.text;
  }

  it("preview this month makes one run, however often it is clicked as it was seen", async () => {
    const world = fakeWorld();
    const told = await press(world, "home_preview_month", "0");
    expect(told).toBe("BR-12 is being previewed. Its card comes to your direct messages with me.");
    await press(world, "home_preview_month", "0");
    expect(world.runs).toHaveLength(1);
    await press(world, "home_preview_month", "12");
    expect(world.runs).toHaveLength(2);
    expect(await press(world, "home_preview_month", "1e3x")).toContain("I can't read");
  });

  it("retry bills a run's exceptions again, with its card where the first one stands", async () => {
    const world = fakeWorld();
    world.addRun("completed-with-exceptions");
    const value = JSON.stringify({ run: 12 });
    const told = await press(world, "home_retry", value);
    expect(told).toBe("BR-13 is being previewed. Its card comes to <#C0BILLING>.");
    expect(await press(world, "home_retry", "{}")).toContain("I can't read");
    expect(await press(world, "home_retry", JSON.stringify({ run: 99 }))).toContain("no BR-99");
  });
});
