import { afterEach, beforeEach, expect, it } from "vitest";
import { defaultPolicy } from "../../src/billing/approvals/policy.ts";
import { writePolicy } from "../../src/billing/approvals/policy-content.ts";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { proposePolicy } from "../../src/operations/approvals/propose-policy.ts";
import { voteOnApproval } from "../../src/operations/approvals/vote-on-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import { followSchedule } from "../../src/operations/schedules/follow-schedule.ts";
import { pauseSchedule } from "../../src/operations/schedules/pause-schedule.ts";
import { ringSchedules } from "../../src/operations/schedules/ring-schedules.ts";
import { saveSchedule } from "../../src/operations/schedules/save-schedule.ts";
import type { Actor, World } from "../../src/operations/world.ts";
import { type MovableClock, movableClock } from "../../src/sandbox/movable-clock.ts";
import { startWork } from "../../src/start-work.ts";
import { monthly } from "../operations/schedules/monthly-plan.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { type FreshDatabase, freshDatabase, onServer } from "../support/postgres.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import { smallCompany } from "./small-company.ts";

let database: FreshDatabase;
let clock: MovableClock;
let world: World;
let dana: Actor;
let lee: Actor;
let stopAll: () => Promise<void>;

beforeEach(async () => {
  database = await freshDatabase();
  clock = movableClock("2026-11-22");
  const opened = await openWorld(database.url, clock);
  world = opened.world;
  dana = actorNamed(await addMember(world, "Dana", "preparer"));
  lee = actorNamed(await addMember(world, "Lee", "approver"));
  const data = smallCompany([{ key: "acme" }, { key: "beta" }]);
  await importBillingData(world, dana, { source: "test", data });
  const work = await startWork(world, database.url, openLog("silent").jobLog);
  stopAll = async () => {
    await work.stop();
    await opened.stop();
    await database.drop();
  };
});

afterEach(() => stopAll());

/** The bell rings every ten seconds by itself; tests need not wait for it. */
async function moveTo(day: string): Promise<void> {
  clock.moveTo(day);
  await ringSchedules(world);
}

const approval = { number: 1, digest: null, decision: "approve", comment: null } as const;

const notes = () =>
  onServer(database.url, async (client) => {
    const sql = "SELECT data->>'text' AS text FROM outbox_message WHERE kind = 'note'";
    return (await client.query<{ text: string }>(sql)).rows.map((row) => row.text);
  });

it("a schedule that rings is previewed, asks, and launches with the last vote", async () => {
  const plan = { start: "launch" } as const;
  expect(await saveSchedule(world, dana, monthly({ plan }))).toHaveProperty("id");
  clock.moveTo("2026-12-01");
  // The bell rings by itself; nobody has to do anything until the vote.
  await runReaches(world, 1, "awaiting-approval");
  expect(await voteOnBillRun(world, dana, approval)).toMatchObject({ refusal: "self_approval" });
  expect(await voteOnBillRun(world, lee, approval)).toHaveProperty("run");
  const ended = await runReaches(world, 1, "completed");
  expect(ended).toMatchObject({ launchedBy: dana.member.id, kind: "scheduled" });
  const [invoice] = await world.books.documentsOfAccount("acme", 1);
  expect(invoice).toMatchObject({ invoiceOn: "2026-12-01", totalMinor: 10_000n });
  expect(await world.books.checkInvariants()).toEqual([]);
});

it("a month that was billed by hand is closed without an approval", async () => {
  await saveSchedule(world, dana, monthly());
  await moveTo("2026-12-01");
  await runReaches(world, 1, "awaiting-approval");
  await voteOnBillRun(world, lee, approval);
  await runReaches(world, 1, "approved");
  expect((await world.books.findRun(1))?.launchedAt).toBeNull();
  // Another schedule for the same accounts, for a day up to which nothing is due.
  const early = monthly({ key: "early", plan: { target: { anchor: "month-start", days: -40 } } });
  await saveSchedule(world, dana, early);
  await moveTo("2027-01-01");
  const closed = await waitUntil("a run without content", async () => {
    const runs = await world.books.listRuns(9);
    return runs.find(({ run }) => run.state === "canceled")?.run ?? null;
  });
  expect(await notes()).toContain(
    `BR-${closed.number}: nothing is due, so the schedule early closed it.`,
  );
  expect((await world.books.viewRun(closed.id)).approval).toBeNull();
});

it("an owner who lost the role launches nothing, and the thread says what to do", async () => {
  await saveSchedule(world, dana, monthly({ plan: { start: "launch" } }));
  await moveTo("2026-12-01");
  await runReaches(world, 1, "awaiting-approval");
  await addMember(world, "Dana", "viewer");
  await voteOnBillRun(world, lee, approval);
  await waitUntil("the trouble to be told", async () => {
    return (await notes()).find((text) => text.includes("did not launch it")) ?? null;
  });
  expect(await world.books.findRun(1)).toMatchObject({ state: "approved", launchedAt: null });
});

it("a rejected run is not put up again by itself", async () => {
  await saveSchedule(world, dana, monthly({ plan: { start: "launch" } }));
  await moveTo("2026-12-01");
  const { id } = await runReaches(world, 1, "awaiting-approval");
  await voteOnBillRun(world, lee, { ...approval, decision: "reject", comment: "no" });
  await followSchedule(world, id);
  expect(await world.books.findRun(1)).toMatchObject({ state: "previewed" });
});

it("a schedule that was paused meanwhile leaves the launch to people", async () => {
  await saveSchedule(world, dana, monthly({ plan: { start: "launch" } }));
  await moveTo("2026-12-01");
  const { id } = await runReaches(world, 1, "awaiting-approval");
  await pauseSchedule(world, dana, { key: "monthly" });
  await voteOnBillRun(world, lee, approval);
  await followSchedule(world, id);
  expect(await world.books.findRun(1)).toMatchObject({ state: "approved", launchedAt: null });
});

it("where the policy asks nobody for scheduled runs, they launch by themselves", async () => {
  const ada = actorNamed(await addMember(world, "Ada", "admin"));
  const sam = actorNamed(await addMember(world, "Sam", "approver"));
  const anybody = { aboveMinor: 0n, votes: 1, including: [] };
  const others = ["run", "quote-invoice", "reversal", "credit", "policy-change"] as const;
  const scheduled = ["scheduled-run"] as const;
  const tiers = [
    { ...anybody, kinds: others },
    { ...anybody, kinds: scheduled, votes: 0 },
  ];
  const content = writePolicy({ ...defaultPolicy, tiers });
  expect(await proposePolicy(world, ada, { content, channel: null })).toHaveProperty("id");
  const vote = { kind: "policy-change", subject: "policy", decision: "approve" } as const;
  const asked = { ...vote, digest: null, comment: null, typedTotal: null };
  // Two agree, since it drops what takes two.
  for (const by of [lee, sam]) {
    expect(await voteOnApproval(world, by, asked)).toHaveProperty("tally");
  }

  await saveSchedule(world, dana, monthly({ plan: { start: "launch" } }));
  // Whoever makes a schedule would bill alone by it: somebody else agrees to its first run.
  await moveTo("2026-12-01");
  await runReaches(world, 1, "awaiting-approval");
  expect(await voteOnBillRun(world, lee, approval)).toHaveProperty("tally");
  await runReaches(world, 1, "completed");
  await moveTo("2027-01-01");
  const ended = await runReaches(world, 2, "completed");
  expect(ended.launchedBy).toBe(dana.member.id);
  expect(await world.books.checkInvariants()).toEqual([]);
});
