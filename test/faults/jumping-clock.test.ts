import { expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { startWork } from "../../src/start-work.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import { countDone, expectAllBilled, launch, openNovember, preview } from "./november.ts";

it("a clock that jumps forward and back in the middle of a launch changes nothing", async () => {
  const november = await openNovember({ accounts: 3_000 });
  const { world, url, clock } = november;
  const work = await startWork(world, url, openLog("silent").jobLog);
  try {
    const run = await preview(november);
    await launch(november, run);
    for (const days of [40, -80, 40]) {
      const before = await countDone(november, run);
      clock.moveBy(days);
      await waitUntil("another chunk", async () => {
        const now = await countDone(november, run);
        return now > before || now === 3_000 ? true : null;
      });
    }
    await runReaches(world, run.number, "completed");
    await expectAllBilled(november, 3_000);
  } finally {
    await work.stop();
    await november.close();
  }
});

it("a worker that dies after the clock was set back is found out all the same", async () => {
  const november = await openNovember({ accounts: 10 });
  const { world, clock, sql } = november;
  try {
    await world.books.write((tx) => tx.beat(["w1"], clock.now()));
    clock.moveBy(-40);
    const now = clock.now().getTime();
    const silent = await world.books.silentWorkers(new Date(now - 30_000), new Date(now + 30_000));
    expect(silent).toEqual(["w1"]);
    expect(await sql("SELECT 1 FROM worker_beat")).toHaveLength(1);
  } finally {
    await november.close();
  }
});
