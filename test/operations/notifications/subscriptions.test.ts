import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BillRun } from "../../../src/billing/bill-run/bill-run.ts";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { importBillingData } from "../../../src/operations/customers/import-billing-data.ts";
import { creditInvoice } from "../../../src/operations/invoices/credit-invoice.ts";
import type { SubscriptionChange } from "../../../src/operations/notifications/parse-notify.ts";
import { releaseMessages } from "../../../src/operations/notifications/release-messages.ts";
import { subscribeChannel } from "../../../src/operations/notifications/subscribe-channel.ts";
import { unsubscribeChannel } from "../../../src/operations/notifications/unsubscribe-channel.ts";
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

/** Whatever waits for its hour, if it has come. */
async function ring() {
  await releaseMessages(told.world);
  await told.work();
}

describe("a channel that asked for it", () => {
  it("hears of a run that ended, by its amounts", async () => {
    await told.hear("C2", ["run-ended"]);
    await postNovember(told);
    await told.work();
    expect(told.read("C2")).toEqual([
      expect.stringMatching(/^BR-1 · .* completed: 200\.00 USD in 2 invoices\.$/),
    ]);
  });

  it("gets the card of a run that waits for approval, and its end in that thread", async () => {
    await told.hear("C2", ["run-needs-approval", "run-approved", "run-ended"]);
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
    await told.hear("C2", ["run-ended"], change);
    await told.hear("C3", ["run-ended"], { minimum: "200", currencies: ["USD"] });
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
    await told.hear("C2", ["run-ended"], { segments: ["enterprise"] });
    await told.hear("C3", ["run-ended"], { segments: ["smb"] });
    await postNovember(told, { accounts: ["globex"] });
    await told.work();
    expect(told.read("C2")).toEqual([]);
    expect(told.read("C3")).toHaveLength(1);
  });

  it("gets the card of a credit that has its segment and amount", async () => {
    const { catalog, ...data } = smallCompany([{ key: "acme", segment: "enterprise" }]);
    await told.books.write((tx) => tx.importData({ catalog: null, ...data }));
    await postNovember(told, { accounts: ["acme"] });
    await told.hear("C2", ["approval-needed"], { segments: ["enterprise"], minimum: "100" });
    await told.sql("UPDATE account SET segment = 'smb' WHERE key = 'globex'");
    await told.hear("C3", ["approval-needed"], { segments: ["smb"] });
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
    await told.hear("C1", ["run-ended"]);
    await postNovember(told);
    await told.work();
    // The card, and the end in its thread.
    expect(told.read("C1").filter((text) => text.includes("completed:"))).toHaveLength(2);
  });

  it("hears of exceptions at once, even in its quiet hours", async () => {
    await told.hear("C2", ["run-ended", "run-exceptions"], { quiet: { from: 11, to: 13 } });
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
    await told.hear("C2", ["run-launched", "run-ended"], { quiet: { from: 11, to: 8 } });
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

  it("comes in the morning as its card where something still waits for approval", async () => {
    await told.hear("C2", ["run-needs-approval"], { quiet: { from: 11, to: 8 } });
    const runs = [];
    for (const accounts of [["acme"], ["globex"]]) {
      const { number, digest } = await previewNovember(told, { accounts });
      await requestApproval(told.world, told.maker, { number, digest });
      runs.push({ number, digest });
    }
    await told.work();
    expect(told.read("C2")).toEqual([]);
    const [first] = runs;
    if (!first) throw new Error("there is no run");
    const vote = { ...first, decision: "approve", comment: null } as const;
    await voteOnBillRun(told.world, told.approver, vote);
    told.moveTo("2026-11-03T08:00:00Z");
    await ring();
    expect(told.slack.person("U0DANA").messages("C2")).toMatchObject([
      { shown: expect.stringMatching(/BR-2[\s\S]*\[ Approve \]/) },
    ]);
  });

  it("is not told any more once its channel asked to hear of nothing", async () => {
    await told.hear("C2", ["run-launched"], { digest: "daily" });
    await postNovember(told);
    await told.work();
    await unsubscribeChannel(told.world, admin, { channel: "C2" });
    told.moveTo("2026-11-04T12:00:00Z");
    await ring();
    expect(told.read("C2")).toEqual([]);
  });

  it("is told together where there is too much of it, once, whatever answer is lost", async () => {
    await told.hear("C2", ["run-launched"]);
    for (let n = 1; n <= 9; n++) await launched(n);
    told.slack.chaos.dropAnswers = 1;
    await told.work();
    await ring();
    expect(told.read("C2")).toEqual([expect.stringContaining("9 things happened")]);
  });

  it("after five by themselves, the rest of ten minutes comes together", async () => {
    await told.hear("C2", ["run-launched"]);
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

it("only controllers and admins have a channel told of the trail", async () => {
  const input = { channel: "C2", change: { events: ["audit-head"] } } as const;
  const no = await subscribeChannel(told.world, told.maker, input);
  expect(no).toMatchObject({ refusal: "role_missing" });
  await told.hear("C2", ["audit-head", "run-ended"]);
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
