import { afterEach, expect, it } from "vitest";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import {
  chunksOf,
  launch,
  openSmallBooks,
  previewNovember,
  type SmallBooks,
} from "../store/small-books.ts";
import { expectSoundBooks } from "../support/oracles.ts";

let small: SmallBooks;

afterEach(() => small?.close());

it("a payer that always fails is parked with its reason, and the rest is billed", async () => {
  const keys = ["acme", "beta", "gamma", "poison", "zeta"];
  small = await openSmallBooks(smallCompany(keys.map((key) => ({ key }))));
  await small.sql(`CREATE FUNCTION spit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.account = 'poison' THEN RAISE 'this one never'; END IF; RETURN NEW; END $$`);
  await small.sql(
    "CREATE TRIGGER spit BEFORE INSERT ON document FOR EACH ROW EXECUTE FUNCTION spit()",
  );
  const run = await launch(small, await previewNovember(small));

  // As the queue does it: a job that fails is tried again, and counts its tries.
  const tries = new Map<string, number>();
  for (let left = await undone(run.id); left.length > 0; left = await undone(run.id)) {
    for (const { chunkId } of left) {
      const attempt = (tries.get(chunkId) ?? 0) + 1;
      tries.set(chunkId, attempt);
      const chunk = { runId: run.id, chunkId, phase: "launch" } as const;
      await workChunk(small.world, chunk, "w", attempt).catch((error: Error) =>
        expect(error.message).toContain("this one never"),
      );
    }
  }
  expect([...tries.values()].sort()).toEqual([1, 1, 1, 1, 4, 4]);
  const view = await small.books.viewRun(run.id);
  expect(view.run.state).toBe("completed-with-exceptions");
  expect(view.counts).toMatchObject({ eligible: 5, billed: 4, parked: 1, held: 0 });
  expect(view.exceptions).toMatchObject([
    { account: "poison", result: "parked", reason: expect.stringContaining("failed 3 times") },
  ]);
  expect(await chunksOf(small, run, "launch")).toHaveLength(5);
  await expectSoundBooks(small.books);
});

function undone(runId: string): Promise<{ chunkId: string }[]> {
  return small.sql(
    `SELECT id AS "chunkId" FROM bill_run_chunk WHERE run_id = $1 AND launch_done_at IS NULL
      ORDER BY position`,
    [runId],
  );
}

it("of two runs launched at once, each account is billed by one", async () => {
  const keys = Array.from({ length: 40 }, (_, n) => ({ key: `a${String(n).padStart(2, "0")}` }));
  small = await openSmallBooks(smallCompany(keys));
  const runs = [await previewNovember(small), await previewNovember(small)];
  const launched = await Promise.all(runs.map((run) => launch(small, run)));
  const chunks = await Promise.all(launched.map((run) => chunksOf(small, run, "launch")));
  await Promise.all(chunks.flat().map((chunk, n) => workChunk(small.world, chunk, `w${n}`)));

  const views = await Promise.all(launched.map((run) => small.books.viewRun(run.id)));
  const counts = views.map(({ counts: { billed, held, parked } }) => [billed, held, parked]);
  expect(counts.sort()).toEqual([
    [0, 40, 0],
    [40, 0, 0],
  ]);
  expect(views.map(({ run }) => run.state).sort()).toEqual([
    "completed",
    "completed-with-exceptions",
  ]);
  expect((await small.books.countRows())["document"]).toBe(40);
  await expectSoundBooks(small.books);
});
