import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { freezeBilling } from "../../src/operations/freeze/freeze-billing.ts";
import { unfreezeBilling } from "../../src/operations/freeze/unfreeze-billing.ts";
import { startWork } from "../../src/start-work.ts";
import { launch, openSmallBooks, previewNovember, type SmallBooks } from "../store/small-books.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { runReaches } from "../support/wait-until.ts";
import { smallCompany } from "./small-company.ts";

/** More than one chunk takes. */
const accounts = 520;

let small: SmallBooks;
let stopWork: () => Promise<void> = async () => {};

beforeEach(async () => {
  const keys = Array.from({ length: accounts }, (_, n) => ({
    key: `a${String(n).padStart(4, "0")}`,
  }));
  small = await openSmallBooks(smallCompany(keys));
});

afterEach(async () => {
  await stopWork();
  await expectSoundBooks(small.books);
  await small.close();
});

async function work(): Promise<void> {
  const working = await startWork(small.world, small.url, openLog("silent").jobLog);
  stopWork = () => working.stop();
}

async function documents(): Promise<number> {
  const [row] = await small.sql<{ many: number }>("SELECT count(*)::int AS many FROM document");
  return row?.many ?? 0;
}

it("a launch stops where it is, and ends by itself after the freeze", async () => {
  const sam = actorNamed(await addMember(small.world, "Sam", "controller"));
  const { world, maker, approver } = small;
  const run = await launch(small, await previewNovember(small));
  await work();
  // In the middle, if the workers are not through yet; the sums are the same in any case.
  while ((await documents()) === 0) await sleep(5);
  await freezeBilling(world, maker, { reason: "wrong prices" });
  const posted = await documents();
  await sleep(1_500);
  expect(await documents()).toBe(posted);
  await unfreezeBilling(world, approver);
  await unfreezeBilling(world, sam);
  const { id } = await runReaches(world, run.number, "completed");
  const { counts } = await small.books.viewRun(id);
  expect(counts).toMatchObject({ eligible: accounts, billed: accounts });
  expect(await documents()).toBe(accounts);
});
