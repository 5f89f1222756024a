import { afterAll, beforeAll, expect, it } from "vitest";
import { type BillRunMove, moveOf } from "../../src/billing/bill-run/lifecycle.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import { voteOnBillRun } from "../../src/operations/bill-runs/vote-on-bill-run.ts";
import { openBooks } from "../../src/store/open-books.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { chunksOf, openSmallBooks, previewNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;
const at = new Date("2026-11-01T12:00:00Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta" }]));
});

afterAll(() => small?.close());

const write: SmallBooks["books"]["write"] = (work) => small.books.write(work);

it("a delivery is claimed once, and forgotten when others come some minutes later", async () => {
  const claim = (key: string, when: Date) => write((tx) => tx.claimRequest(key, when));
  const claims = await Promise.all([1, 2, 3].map(() => claim("k", at)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  for (let n = 0; n < 101; n++) await claim(`soon ${n}`, later(300));
  expect(await claim("k", later(300))).toBe(false);
  for (let n = 0; n < 101; n++) await claim(`late ${n}`, later(601));
  const kept = await small.sql("SELECT FROM request_replay WHERE key = 'k'");
  expect(kept).toEqual([]);
});

it("two Slack ids of one person are one member", async () => {
  const base = { name: "Sam", email: "sam@example.com", roles: ["viewer"], active: true } as const;
  const sam = await write((tx) => tx.upsertMember({ ...base, slackIds: ["U1"] }));
  const again = await write((tx) =>
    tx.upsertMember({ ...base, roles: ["approver"], slackIds: ["U1", "U2"] }),
  );
  expect(again).toEqual({ id: sam.id, ...base, roles: ["approver"] });
  expect(await small.books.findMemberBySlackId("U2")).toEqual(again);
  const byMail = await write((tx) => tx.upsertMember({ ...base, slackIds: [] }));
  expect(byMail.id).toBe(sam.id);
  expect((await small.books.listMembers()).map(({ name }) => name)).toEqual(["Dana", "Lee", "Sam"]);
  expect(await small.books.findMemberBySlackId("U404")).toBeNull();
});

it("a milestone is told once, and stays pending until it is delivered", async () => {
  const run = await previewNovember(small);
  const milestone = { runId: run.id, at: at.toISOString(), kind: "paused", by: "Dana" } as const;
  await write((tx) => tx.queueMilestone(milestone));
  await write((tx) => tx.queueMilestone(milestone));
  const due = async () =>
    (await small.books.dueMessages("C1", at, 99)).filter(
      ({ kind, data }) => kind === "milestone" && data.kind === "paused",
    );
  const [pending, ...more] = await due();
  expect(more).toEqual([]);
  expect(pending).toMatchObject({
    ...{ data: milestone, thread: `run:${run.id}`, channel: "C1", inDoubt: false, isHeld: false },
  });
  const id = pending!.id;
  await write((tx) => tx.markMessageTried(id));
  expect(await due()).toEqual([{ ...pending, inDoubt: true, tries: 1 }]);
  await write((tx) => tx.markMessageDelivered(id, { channel: "C1", ts: "1.2" }, at));
  expect(await due()).toEqual([]);
});

it("what waits for a channel is one job, whoever asks for it", async () => {
  const jobs = await small.sql<{ task: string }>(
    "SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key = 'deliver:C1'",
  );
  expect(jobs).toEqual([{ task: "deliver-messages" }]);
});

it("many requests to edit a card become one job, and the card's place is kept", async () => {
  const run = (await small.books.findRun(1))!;
  const subject = `run:${run.id}` as const;
  for (let n = 0; n < 5; n++) await write((tx) => tx.queueCard(subject, ["C2"]));
  const jobs = await small.sql<{ key: string }>(
    "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'show-card' ORDER BY key",
  );
  expect(jobs.map(({ key }) => key)).toEqual([`card:${subject}:C1`, `card:${subject}:C2`]);
  expect(await small.books.cardChannel(run.id)).toBe("C1");
  expect(await small.books.findCopy(subject, "C1")).toMatchObject({ place: null, posts: 0 });
  for (const ts of ["1.1", "1.2"]) {
    const shown = { place: { channel: "C1", ts }, contentHash: ts };
    await write((tx) => tx.saveCopy(subject, "C1", shown, at));
  }
  const copy = await small.books.findCopy(subject, "C1");
  expect(copy).toMatchObject({ place: { channel: "C1", ts: "1.2" }, posts: 2 });
});

it("work that fails leaves neither rows nor jobs nor a trace in the trail", async () => {
  const before = await small.books.countRows();
  const failing = write(async (tx) => {
    await tx.upsertMember({ name: "X", email: null, roles: [], active: true, slackIds: [] });
    await tx.appendAudit({
      actor: { memberId: null, name: "x", via: "cli", where: "here" },
      action: "x",
      subject: "x",
      digest: null,
      outcome: "done",
      correlationId: "x",
      details: {},
      at,
    });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await small.books.countRows()).toEqual(before);
});

it("a run moves only from where it stands, and only with the digest that was seen", async () => {
  const run = (await small.books.findRun(1))!;
  const patch = { at, ifDigest: "sha256:other" };
  expect(await write((tx) => tx.moveRun(run.id, "request-approval", patch))).toBeNull();
  expect(await write((tx) => tx.moveRun(run.id, "finish", { at }))).toBeNull();
  expect(await write((tx) => tx.launchRun(run.id, run.digest!, run.createdBy, at))).toBeNull();
  expect((await small.books.findRun(1))?.state).toBe("previewed");
});

it("an approval that expired launches nothing", async () => {
  const run = (await small.books.findRun(1))!;
  const { world, maker, approver } = small;
  const seen = { number: run.number, digest: run.digest };
  await requestApproval(world, maker, seen);
  await voteOnBillRun(world, approver, { ...seen, decision: "approve", comment: null });
  const launchAt = (when: Date) =>
    write((tx) => tx.launchRun(run.id, run.digest!, run.createdBy, when));
  expect(await launchAt(later(72 * 3600 + 1))).toBeNull();
  expect(await launchAt(later(60))).toMatchObject({ state: "running", launchedBy: run.createdBy });
});

it("chunks are stranded once their lease ends and no job is left for them", async () => {
  const run = (await small.books.findRun(1))!;
  expect(await write((tx) => tx.openLaunchChunks(run.id))).toBe(1);
  expect(await small.books.strandedChunks(later(900))).toEqual([]);
  await small.sql("SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs");
  const [chunk] = await chunksOf(small, run, "launch");
  expect(await write((tx) => tx.leaseChunk(chunk!, "w", at, 30))).toMatchObject({ fence: 2 });
  expect(await small.books.strandedChunks(later(29))).toEqual([]);
  expect(await small.books.strandedChunks(later(31))).toEqual([chunk]);
  await write((tx) => tx.requeueChunks([chunk!]));
  expect(await small.books.strandedChunks(later(31))).toEqual([]);
  await write((tx) => tx.moveRun(run.id, "pause", { at }));
  expect(await write((tx) => tx.leaseChunk(chunk!, "w", at, 30))).toBeNull();
});

it("workers that fall silent are found and forgotten", async () => {
  await write((tx) => tx.beat(["w1", "w2"], at));
  await write((tx) => tx.beat(["w2"], later(40)));
  expect(await small.books.silentWorkers(later(30), later(70))).toEqual(["w1"]);
  await write((tx) => tx.forgetWorkers(["w1"]));
  expect(await small.books.silentWorkers(later(30), later(70))).toEqual([]);
});

const moves: readonly BillRunMove[] = [
  "preview",
  "finish-preview",
  "request-approval",
  "approve",
  "reject",
  "launch",
  "pause",
  "resume",
  "finish",
  "finish-with-exceptions",
  "cancel",
  "reverse",
];

it("the lifecycle that guards the table is the one in the book", async () => {
  const [row] = await small.sql<{ code: string }>(
    "SELECT prosrc AS code FROM pg_proc WHERE proname = 'check_bill_run'",
  );
  const table = /NOT IN \(([^;]*?)\) THEN/.exec(row!.code)?.[1] ?? "";
  const pairs = [...table.matchAll(/\('([a-z-]+)', '([a-z-]+)'\)/g)];
  const inDatabase = pairs.map(([, from, to]) => `${from} → ${to}`).sort();
  const inBook = moves.flatMap((move) => {
    const { from, to } = moveOf(move);
    return from.map((state) => `${state} → ${to}`);
  });
  expect(inDatabase).toEqual(inBook.sort());
});

it("a database that answers before a commit is on disk is refused", async () => {
  const name = new URL(small.url).pathname.slice(1);
  await small.sql(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  await expect(openBooks(small.url)).rejects.toThrow(/synchronous_commit off.*switch it on/);
  await small.sql(`ALTER DATABASE ${name} RESET synchronous_commit`);
});
