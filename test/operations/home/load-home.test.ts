import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { retryBillRun } from "../../../src/operations/bill-runs/retry-bill-run.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { showAccount } from "../../../src/operations/customers/show-account.ts";
import { type Home, loadHome } from "../../../src/operations/home/load-home.ts";
import { loadWelcome } from "../../../src/operations/home/load-welcome.ts";
import { showInvoice } from "../../../src/operations/invoices/show-invoice.ts";
import { isRefusal } from "../../../src/operations/refusal.ts";
import { pauseSchedule } from "../../../src/operations/schedules/pause-schedule.ts";
import { saveSchedule } from "../../../src/operations/schedules/save-schedule.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import {
  chunksOf,
  launch,
  openSmallBooks,
  previewNovember,
  type SmallBooks,
} from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { monthly } from "../schedules/monthly-plan.ts";

let small: SmallBooks;

beforeAll(async () => {
  const keys = ["acme", "beta", "gamma"].map((key) => ({ key }));
  small = await openSmallBooks(smallCompany(keys));
});

afterAll(() => small?.close());

async function homeOf(actor: Actor): Promise<Home> {
  const home = await loadHome(small.world, actor);
  if (isRefusal(home)) throw new Error(home.message);
  return home;
}

describe("somebody's home page", () => {
  it("is empty at first, but for what may be done", async () => {
    const home = await homeOf(small.maker);
    expect(home).toMatchObject({
      approvals: { rows: [], many: 0 },
      goingOn: { many: 0 },
      exceptions: { many: 0 },
      coming: [],
      latestRun: 0,
      freeze: null,
    });
  });

  it("has the requests that this person can vote on, until the vote", async () => {
    const run = await previewNovember(small, { accounts: ["acme"] });
    await requestApproval(small.world, small.maker, { number: run.number, digest: null });
    expect((await homeOf(small.maker)).approvals.many).toBe(0);
    const { approvals } = await homeOf(small.approver);
    expect(approvals.rows.map(({ approval }) => approval.subject)).toEqual(["BR-1"]);
    const vote = { number: 1, digest: null, decision: "approve", comment: null } as const;
    await voteOnBillRun(small.world, small.approver, vote);
    const after = await homeOf(small.approver);
    expect(after.approvals.many).toBe(0);
    expect(after.acts).toMatchObject([{ action: "bill-run.approve", subject: "BR-1" }]);
    const no = await voteOnBillRun(small.world, small.maker, { ...vote, number: 9 });
    if (!isRefusal(no)) throw new Error("there is no BR-9 to approve");
    const [last] = (await homeOf(small.maker)).acts;
    expect(last?.details["said"]).toBe(no.message);
    const torn = { ...monthly(), key: "a\u0000\ud83d" };
    const name = await saveSchedule(small.world, small.maker, torn);
    expect(isRefusal(name) && name.refusal).toBe("schedule_invalid");
  });

  it("has runs that go on, and those whose exceptions wait for their maker", async () => {
    const run = await launch(small, await previewNovember(small, { accounts: ["beta", "gamma"] }));
    expect((await homeOf(small.approver)).goingOn).toMatchObject({
      many: 1,
      rows: [{ number: 2, state: "running", eligible: 3, done: 0 }],
    });
    const { catalog: _, ...data } = smallCompany([{ key: "beta", seats: "7" }]);
    await small.books.write((tx) => tx.importData({ catalog: null, ...data }));
    for (const chunk of await chunksOf(small, run, "launch")) {
      await workChunk(small.world, chunk, "w");
    }
    const home = await homeOf(small.maker);
    expect(home.goingOn.many).toBe(0);
    expect(home.exceptions).toMatchObject({ many: 1, rows: [{ number: 2, exceptions: 1 }] });
    expect((await homeOf(small.approver)).exceptions.many).toBe(0);
    await retryBillRun(small.world, small.maker, { number: 2, channel: null, requestKey: null });
    expect((await homeOf(small.maker)).exceptions.many).toBe(0);
  });

  it("has the next three rings of all schedules that are not paused", async () => {
    const daily = { rhythm: { every: "day", interval: 2 } } as const;
    await saveSchedule(small.world, small.maker, monthly());
    await saveSchedule(small.world, small.maker, monthly({ key: "daily", plan: daily }));
    await saveSchedule(small.world, small.maker, monthly({ key: "idle", plan: daily }));
    await pauseSchedule(small.world, small.maker, { key: "idle" });
    const { coming } = await homeOf(small.maker);
    expect(coming.map(({ schedule, slot }) => `${schedule} ${slot.on}`)).toEqual([
      "daily 2026-11-03",
      "daily 2026-11-05",
      "daily 2026-11-07",
    ]);
  });

  it("is refused to who has no role, with the admins to ask", async () => {
    const nobody = actorNamed(await addMember(small.world, "Nob"));
    expect(await loadHome(small.world, nobody)).toMatchObject({ refusal: "role_missing" });
    expect(await loadWelcome(small.world)).toEqual([]);
    await addMember(small.world, "Ada", "admin");
    expect(await loadWelcome(small.world)).toMatchObject([{ name: "Ada", slackId: "U0ADA" }]);
  });
});

describe("looking up", () => {
  it("an account says what is due, open and came of its runs", async () => {
    const beta = await showAccount(small.world, small.maker, { key: "beta" });
    expect(beta).toMatchObject({
      standing: { dueNowMinor: 70_000n, sold: [{ quantity: "7", state: "active" }] },
      documents: [],
      runs: [{ number: 3 }, { number: 2, result: "held" }, { number: 1, result: "excluded" }],
    });
    const gamma = await showAccount(small.world, small.maker, { key: "gamma" });
    expect(gamma).toMatchObject({
      standing: { dueNowMinor: null },
      documents: [{ number: "INV-2026-000001", openMinor: 10_000n }],
    });
    expect(await showAccount(small.world, small.maker, { key: "gama" })).toMatchObject({
      refusal: "account_unknown",
      remedy: "Did you mean gamma (GAMMA)?",
    });
    expect(await showAccount(small.world, small.maker, { key: " " })).toMatchObject({
      refusal: "account_missing",
    });
  });

  it("a document is found by a short number, and has the content that was approved", async () => {
    const found = await showInvoice(small.world, small.maker, { number: "inv-2026-1" });
    expect(found).toMatchObject({
      document: { number: "INV-2026-000001", account: "gamma", runNumber: 2 },
      chargeNames: { seats: "Seats" },
      digest: expect.stringMatching(/^sha256:/),
      reversedBy: null,
    });
    expect(await showInvoice(small.world, small.maker, { number: "CM-2026-9" })).toMatchObject({
      refusal: "document_unknown",
      remedy: "Did you mean INV-2026-000001?",
    });
    expect(await showInvoice(small.world, small.maker, { number: "" })).toMatchObject({
      refusal: "invoice_missing",
    });
  });
});
