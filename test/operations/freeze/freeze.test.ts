import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { pauseBillRun } from "../../../src/operations/bill-runs/pause-bill-run.ts";
import { resumeBillRun } from "../../../src/operations/bill-runs/resume-bill-run.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { freezeBilling } from "../../../src/operations/freeze/freeze-billing.ts";
import { unfreezeBilling } from "../../../src/operations/freeze/unfreeze-billing.ts";
import type { Actor, World } from "../../../src/operations/world.ts";
import { approved, running, type Stage, setStage, waiting } from "../../faults/twin-stage.ts";
import { chunksOf, previewNovember } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";

let stage: Stage;
let sam: Actor;
let viewer: Actor;

beforeAll(async () => {
  stage = await setStage();
  sam = actorNamed(await addMember(stage.world, "Sam", "controller"));
  viewer = actorNamed(await addMember(stage.world, "Vera", "viewer"));
});

afterAll(() => stage?.close());

/** The world with another time. */
function at(time: string): World {
  return { ...stage.world, clock: { now: () => new Date(time) } };
}

async function lift(): Promise<void> {
  await unfreezeBilling(stage.world, stage.approver);
  expect(await unfreezeBilling(stage.world, sam)).toMatchObject({ lifted: true });
}

async function jobsOf(runId: string): Promise<number> {
  const [row] = await stage.sql<{ many: number }>(
    `SELECT count(*)::int AS many FROM graphile_worker.jobs j
      JOIN bill_run_chunk c ON j.key = 'launch-chunk:' || c.id WHERE c.run_id = $1`,
    [runId],
  );
  return row?.many ?? 0;
}

describe("while billing is frozen", () => {
  it("nothing is launched, resumed or approved, and each hears who froze it and why", async () => {
    const ready = await approved(stage);
    const asked = await waiting(stage);
    const paused = await running(stage);
    await pauseBillRun(stage.world, stage.maker, { number: paused.number });
    await freezeBilling(stage.world, stage.maker, { reason: "wrong VAT rate" });
    const no = {
      refusal: "frozen",
      message: "Dana froze all billing (wrong VAT rate).",
      remedy: expect.stringContaining("/billrun unfreeze"),
      at: "2026-11-01T12:00:00.000Z",
    };
    const { world, maker, approver } = stage;
    const { number, digest } = ready;
    expect(await launchBillRun(world, maker, { number, digest })).toMatchObject(no);
    expect(await resumeBillRun(world, maker, { number: paused.number })).toMatchObject(no);
    const vote = { number: asked.number, digest: null, decision: "approve", comment: null };
    expect(await voteOnBillRun(world, approver, { ...vote, decision: "approve" })).toMatchObject(
      no,
    );
    expect((await previewNovember(stage, stage.fresh().select)).state).toBe("previewed");
    await lift();
    expect(await launchBillRun(world, maker, { number, digest })).toMatchObject({
      state: "running",
    });
  });

  it("a launch stops at its next chunk and goes on by itself once it is lifted", async () => {
    const run = await running(stage);
    const [chunk] = await chunksOf(stage, run, "launch");
    if (!chunk) throw new Error("the run has no chunk");
    await freezeBilling(stage.world, stage.maker, { reason: null });
    expect(await workChunk(stage.world, chunk, "w")).toBe("left");
    await stage.sql("DELETE FROM graphile_worker._private_jobs");
    expect(await stage.books.strandedChunks(new Date("2026-11-01T13:00:00Z"))).toEqual([]);
    expect((await stage.books.viewRun(run.id)).frozen).toMatchObject({ byName: "Dana" });
    await lift();
    expect(await jobsOf(run.id)).toBe(1);
    expect(await workChunk(stage.world, chunk, "w")).toBe("done");
    expect((await stage.books.findRun(run.number))?.state).toBe("completed");
  });

  it("a chunk that was open when it began writes nothing", async () => {
    const run = await running(stage);
    const [chunk] = await chunksOf(stage, run, "launch");
    if (!chunk) throw new Error("the run has no chunk");
    const { books } = stage.world;
    let isFrozen = false;
    const late: World = {
      ...stage.world,
      books: {
        ...books,
        write: (work) =>
          books.write((tx) =>
            work({
              ...tx,
              async saveChunk(...saved) {
                if (!isFrozen) await freezeBilling(stage.world, stage.maker, { reason: null });
                isFrozen = true;
                return tx.saveChunk(...saved);
              },
            }),
          ),
      },
    };
    expect(await workChunk(late, chunk, "w")).toBe("left");
    expect(isFrozen).toBe(true);
    const [posted] = await stage.sql<{ many: number }>(
      "SELECT count(*)::int AS many FROM document WHERE run_id = $1",
      [run.id],
    );
    expect(posted?.many).toBe(0);
    await lift();
  });

  it("runs that people paused stay paused once it is lifted", async () => {
    const run = await running(stage);
    await pauseBillRun(stage.world, stage.maker, { number: run.number });
    await stage.sql("DELETE FROM graphile_worker._private_jobs");
    await freezeBilling(stage.world, stage.maker, { reason: null });
    await lift();
    expect((await stage.books.findRun(run.number))?.state).toBe("paused");
    expect(await jobsOf(run.id)).toBe(0);
  });
});

describe("freezing", () => {
  it("is for everybody who works with billing, and not for viewers", async () => {
    expect(await freezeBilling(stage.world, viewer, { reason: null })).toMatchObject({
      refusal: "role_missing",
    });
  });

  it("a second time says who was quicker", async () => {
    await freezeBilling(stage.world, stage.approver, { reason: null });
    expect(await freezeBilling(stage.world, stage.maker, { reason: "x" })).toMatchObject({
      refusal: "frozen_already",
      message: "Lee froze all billing.",
    });
    await lift();
  });
});

describe("lifting a freeze", () => {
  it("takes two different people with the right role, the second within an hour", async () => {
    const { world, maker, approver } = stage;
    expect(await unfreezeBilling(world, approver)).toMatchObject({ refusal: "not_frozen" });
    await freezeBilling(world, approver, { reason: null });
    expect(await unfreezeBilling(world, maker)).toMatchObject({ refusal: "role_missing" });
    expect(await unfreezeBilling(world, approver)).toMatchObject({ lifted: false });
    expect(await unfreezeBilling(world, approver)).toMatchObject({ refusal: "unfreeze_own" });
    const late = at("2026-11-01T13:00:00Z");
    expect(await unfreezeBilling(late, sam)).toMatchObject({ lifted: false });
    expect(await unfreezeBilling(at("2026-11-01T13:59:59Z"), approver)).toMatchObject({
      lifted: true,
    });
    expect(await stage.books.currentFreeze()).toBeNull();
  });

  it("is written down as asked and as lifted", async () => {
    const rows = await stage.books.listAudit({ limit: 2, word: "billing.unfreeze" });
    expect(rows.map(({ actorName, details }) => [actorName, details["step"]])).toEqual([
      ["Lee", "lifted"],
      ["Sam", "asked"],
    ]);
    await expectSoundBooks(stage.books);
  });
});
