import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BillRun } from "../../../src/billing/bill-run/bill-run.ts";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { importBillingData } from "../../../src/operations/customers/import-billing-data.ts";
import { freezeBilling } from "../../../src/operations/freeze/freeze-billing.ts";
import { creditInvoice } from "../../../src/operations/invoices/credit-invoice.ts";
import type { NoticeEvent } from "../../../src/operations/notifications/notice-events.ts";
import type { SubscriptionChange } from "../../../src/operations/notifications/parse-notify.ts";
import { postDailyNotices } from "../../../src/operations/notifications/post-daily-notices.ts";
import { releaseMessages } from "../../../src/operations/notifications/release-messages.ts";
import { subscribeChannel } from "../../../src/operations/notifications/subscribe-channel.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { chunksOf, launch, postNovember, previewNovember } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";
import { openToldCompany, type ToldCompany } from "./told-company.ts";

let told: ToldCompany;
let admin: Actor;

beforeEach(async () => {
  told = await openToldCompany(["acme", "globex"]);
  admin = actorNamed(await addMember(told.world, "Ada", "admin"));
});
afterEach(async () => {
  await expectSoundBooks(told.books);
  await told.close();
});

async function hear(
  channel: string,
  events: readonly NoticeEvent[],
  more: SubscriptionChange = {},
) {
  const change = { events, ...more };
  expect(await subscribeChannel(told.world, admin, { channel, change })).toHaveProperty("events");
}

/** Whatever waits for its hour, if it has come. */
async function ring() {
  await releaseMessages(told.world);
  await told.work();
}

describe("a channel that asked for it", () => {
  it("hears of a run that ended, by its amounts", async () => {
    await hear("C2", ["run-ended"]);
    await postNovember(told);
    await told.work();
    expect(told.read("C2")).toEqual([
      expect.stringMatching(/^BR-1 · .* completed: 200\.00 USD in 2 invoices\.$/),
    ]);
  });

  it("gets the card of a run that waits for approval, and its end in that thread", async () => {
    await hear("C2", ["run-needs-approval", "run-approved", "run-ended"]);
    const { number, digest } = await previewNovember(told);
    await requestApproval(told.world, told.maker, { number, digest });
    await told.work();
    expect(told.read("C2")).toEqual([expect.stringContaining("waiting for approval")]);
    const vote = { number, digest, decision: "approve", comment: null } as const;
    await voteOnBillRun(told.world, told.approver, vote);
    const run = await launchBillRun(told.world, told.maker, { number, digest });
    if ("refusal" in run) throw new Error(run.message);
    await workLaunch(run);
    await told.work();
    const [card, ...thread] = told.read("C2");
    expect(card).toContain("completed");
    expect(thread).toEqual([
      expect.stringContaining("> BR-1 · November 2026 is approved"),
      expect.stringContaining("completed: 200.00 USD"),
    ]);
  });

  it.each<[string, SubscriptionChange]>([
    ["amounts from above the run's", { minimum: "200.01" }],
    ["another currency", { currencies: ["EUR"] }],
  ])("does not hear of a run where it asked for %s", async (_, change) => {
    await hear("C2", ["run-ended"], change);
    await hear("C3", ["run-ended"], { minimum: "200", currencies: ["USD"] });
    await postNovember(told);
    await told.work();
    expect(told.read("C2")).toEqual([]);
    expect(told.read("C3")).toHaveLength(1);
  });

  it("hears only of runs that bill its segment", async () => {
    const accounts = [
      { key: "acme", segment: "enterprise" },
      { key: "globex", segment: "smb" },
    ];
    const { catalog, ...data } = smallCompany(accounts);
    await told.books.write((tx) => tx.importData({ catalog: null, ...data }));
    await hear("C2", ["run-ended"], { segments: ["enterprise"] });
    await hear("C3", ["run-ended"], { segments: ["smb"] });
    await postNovember(told, { accounts: ["globex"] });
    await told.work();
    expect(told.read("C2")).toEqual([]);
    expect(told.read("C3")).toHaveLength(1);
  });

  it("gets the card of a credit that has its segment and amount", async () => {
    const { catalog, ...data } = smallCompany([{ key: "acme", segment: "enterprise" }]);
    await told.books.write((tx) => tx.importData({ catalog: null, ...data }));
    await postNovember(told, { accounts: ["acme"] });
    await hear("C2", ["approval-needed"], { segments: ["enterprise"], minimum: "100" });
    await told.sql("UPDATE account SET segment = 'smb' WHERE key = 'globex'");
    await hear("C3", ["approval-needed"], { segments: ["smb"] });
    const [{ number = "" } = {}] = await told.sql<{ number: string }>(
      "SELECT number FROM document",
    );
    const credit = { number, amount: null, reason: "Goodwill", datedOn: null, channel: null };
    expect(await creditInvoice(told.world, told.maker, credit)).toHaveProperty("digest");
    await told.work();
    expect(told.read("C2")).toEqual([expect.stringContaining(number)]);
    expect(told.read("C3")).toEqual([]);
  });

  it("hears nothing twice of its own runs", async () => {
    await hear("C1", ["run-ended"]);
    await postNovember(told);
    await told.work();
    // The card, and the end in its thread.
    expect(told.read("C1").filter((text) => text.includes("completed:"))).toHaveLength(2);
  });

  it("hears of exceptions at once, even in its quiet hours", async () => {
    await hear("C2", ["run-ended", "run-exceptions"], { quiet: { from: 11, to: 13 } });
    const run = await launch(told, await previewNovember(told));
    const { catalog, ...data } = smallCompany([{ key: "acme", seats: "7" }]);
    await importBillingData(told.world, told.maker, {
      source: "test",
      data: { catalog: null, ...data },
    });
    await workLaunch(run);
    await told.work();
    expect(told.read("C2")).toEqual([expect.stringContaining("1 exception (1 held)")]);
  });
});

async function workLaunch(run: BillRun) {
  for (const chunk of await chunksOf(told, run, "launch")) await workChunk(told.world, chunk, "w");
}

describe("what can wait", () => {
  it("waits for the morning, and comes as one message", async () => {
    await hear("C2", ["run-launched", "run-ended"], { quiet: { from: 11, to: 8 } });
    await postNovember(told, { accounts: ["acme"] });
    await postNovember(told, { accounts: ["globex"] });
    await ring();
    expect(told.read("C2")).toEqual([]);
    told.moveTo("2026-11-03T07:59:00Z");
    await ring();
    expect(told.read("C2")).toEqual([]);
    told.moveTo("2026-11-03T08:00:00Z");
    await ring();
    expect(told.read("C2")).toEqual([expect.stringContaining("4 things happened")]);
    await ring();
    expect(told.read("C2")).toHaveLength(1);
  });

  it("is told together where there is too much of it, once, whatever answer is lost", async () => {
    await hear("C2", ["run-launched"]);
    for (let n = 1; n <= 9; n++) await launched(n);
    told.slack.chaos.dropAnswers = 1;
    await told.work();
    await ring();
    expect(told.read("C2")).toEqual([expect.stringContaining("9 things happened")]);
  });

  it("after five by themselves, the rest of ten minutes comes together", async () => {
    await hear("C2", ["run-launched"]);
    for (let n = 1; n <= 9; n++) {
      await launched(n);
      await told.work();
    }
    expect(told.read("C2")).toHaveLength(5);
    told.moveTo("2026-11-02T12:10:00Z");
    await ring();
    expect(told.read("C2")).toEqual([
      ...Array.from({ length: 5 }, () => expect.stringContaining("was launched")),
      expect.stringContaining("4 things happened"),
    ]);
  });
});

/** A run of its own that was launched, as far as channels hear. */
async function launched(n: number) {
  const { id } = await previewNovember(told);
  const at = told.world.clock.now().toISOString();
  const subject = `run:${id}` as const;
  const data = { by: "Dana" };
  await told.books.write((tx) =>
    tx.queueHappening({ key: `launched ${n}`, event: "run-launched", subject, at, data }),
  );
}

describe("once a day", () => {
  it("the head of the audit trail is told, once, from eight in the morning on", async () => {
    await hear("C2", ["audit-head"]);
    told.moveTo("2026-11-03T07:59:00Z");
    expect(await postDailyNotices(told.world)).toBe(0);
    told.moveTo("2026-11-03T08:00:00Z");
    const both = await Promise.all([postDailyNotices(told.world), postDailyNotices(told.world)]);
    expect(both).toContain(1);
    await told.work();
    const [row] = await told.sql<{ seq: string; hash: string }>(
      "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1",
    );
    expect(told.read("C2")).toEqual([
      `Audit trail on 3 Nov 2026: row ${row?.seq}, hash ${row?.hash}.`,
    ]);
    expect(await postDailyNotices(told.world)).toBe(0);
  });

  it("invoices that became overdue are told on the day, and not again", async () => {
    await hear("C2", ["overdue-invoices"]);
    await hear("C3", ["overdue-invoices"], { minimum: "100.01" });
    await postNovember(told);
    await told.work();
    const [{ due } = { due: "" }] = await told.sql<{ due: string }>(
      "SELECT min(due_on)::text AS due FROM document",
    );
    const day = (later: number) =>
      new Date(Date.parse(`${due}T09:00:00Z`) + later * 86_400_000).toISOString();
    for (const later of [0, 1, 2]) {
      told.moveTo(day(later));
      await postDailyNotices(told.world);
      await told.work();
    }
    expect(told.read("C2")).toEqual(["2 invoices became overdue: 200.00 USD open."]);
    expect(told.read("C3")).toEqual([]);
  });

  it("what doctor found is told, and nothing where all is well", async () => {
    await hear("C2", ["doctor-findings"]);
    told.moveTo("2026-11-03T09:00:00Z");
    await postDailyNotices(told.world);
    await told.work();
    expect(told.read("C2")).toEqual([]);
    await freezeBilling(told.world, told.maker, { reason: "wrong prices" });
    told.moveTo("2026-11-04T09:00:00Z");
    await postDailyNotices(told.world);
    await told.work();
    expect(told.read("C2")).toEqual([
      expect.stringMatching(/^Doctor found \d+ things? to put right: Freeze/),
    ]);
  });
});

it("only controllers and admins have a channel told of the trail", async () => {
  const input = { channel: "C2", change: { events: ["audit-head"] } } as const;
  const no = await subscribeChannel(told.world, told.maker, input);
  expect(no).toMatchObject({ refusal: "role_missing" });
  await hear("C2", ["audit-head", "run-ended"]);
  // What others set up can be narrowed by nobody who might not have set it up.
  const quiet = { channel: "C2", change: { digest: "daily" } } as const;
  expect(await subscribeChannel(told.world, told.maker, quiet)).toMatchObject({
    refusal: "role_missing",
  });
  const more = { channel: "C2", change: { events: ["audit-head", "run-launched"] } } as const;
  expect(await subscribeChannel(told.world, told.maker, more)).toMatchObject({
    events: ["audit-head", "run-launched"],
  });
});
