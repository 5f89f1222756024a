import { afterAll, beforeAll, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { saveSchedule } from "../../src/operations/schedules/save-schedule.ts";
import type { World } from "../../src/operations/world.ts";
import { movableClock } from "../../src/sandbox/movable-clock.ts";
import { startWork } from "../../src/start-work.ts";
import { monthly } from "../operations/schedules/monthly-plan.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";

let database: FreshDatabase;
let world: World;
let stopBooks: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  const clock = movableClock("2026-11-22");
  const opened = await openWorld(database.url, clock);
  world = opened.world;
  stopBooks = opened.stop;
  const dana = actorNamed(await addMember(world, "Dana", "preparer"));
  expect(await saveSchedule(world, dana, monthly({ channel: null }))).toHaveProperty("id");
  clock.moveTo("2026-12-01");
});

afterAll(async () => {
  await stopBooks();
  await database.drop();
});

const log = openLog("silent").jobLog;

it("a command that works beside others makes no scheduled runs, and a worker does", async () => {
  const command = await startWork(world, database.url, log, 1, "own");
  await command.stop();
  expect(await world.books.findRun(1)).toBeNull();
  // The first ring comes at once, and stopping waits for it.
  const worker = await startWork(world, database.url, log, 1);
  await worker.stop();
  expect(await world.books.findRun(1)).toMatchObject({ kind: "scheduled" });
});
