import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld } from "../../../src/open-world.ts";
import { cancelBillRun } from "../../../src/operations/bill-runs/cancel-bill-run.ts";
import { createBillRun } from "../../../src/operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { listBillRuns } from "../../../src/operations/bill-runs/list-bill-runs.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { retryBillRun } from "../../../src/operations/bill-runs/retry-bill-run.ts";
import { importBillingData } from "../../../src/operations/customers/import-billing-data.ts";
import type { Actor, World } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { type FreshDatabase, freshDatabase } from "../../support/postgres.ts";

let database: FreshDatabase;
let world: World;
let dana: Actor;
let vic: Actor;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  ({ world, stop } = await openWorld(database.url));
  dana = actorNamed(await addMember(world, "Dana", "preparer"));
  vic = actorNamed(await addMember(world, "Vic", "viewer"));
  const data = smallCompany([{ key: "acme", segment: "enterprise" }, { key: "beta" }]);
  await importBillingData(world, dana, { source: "test", data });
});

afterAll(async () => {
  await stop();
  await database.drop();
});

const request = {
  name: null,
  targetOn: "2026-11-30",
  invoiceOn: "2026-11-01",
  select: {},
  channel: null,
  requestKey: null,
  preview: false,
};

it("a run is named after its month and its segment", async () => {
  expect(await createBillRun(world, dana, request)).toMatchObject({
    name: "November 2026",
    state: "draft",
  });
  const enterprise = { ...request, select: { segments: ["enterprise"] } };
  expect(await createBillRun(world, dana, enterprise)).toMatchObject({
    name: "November 2026, enterprise",
  });
});

it("the same request twice makes one run", async () => {
  const keyed = { ...request, requestKey: "form-1", preview: true };
  const [one, two] = await Promise.all([
    createBillRun(world, dana, keyed),
    createBillRun(world, dana, keyed),
  ]);
  expect(one).toHaveProperty("number");
  expect(two).toMatchObject({ number: "number" in one ? one.number : 0 });
});

it.each([
  [{ targetOn: "30.11.2026" }, "day_invalid", '"30.11.2026" is no day.'],
  [{ invoiceOn: "2028-11-01" }, "days_far_apart", "more than a year apart"],
  [{ select: { segments: ["enterprize"] } }, "selection_unknown", "enterprize"],
  [{ select: { accounts: ["acne"] } }, "selection_unknown", "acne"],
  [{ select: { billCycleDays: [40] } }, "selection_unknown", "40"],
])("%o is refused with %s", async (change, refusal, said) => {
  const answer = await createBillRun(world, dana, { ...request, ...change });
  expect(answer).toMatchObject({ refusal, message: expect.stringContaining(said) });
});

it("a viewer looks and does nothing else", async () => {
  const { number } = (await createBillRun(world, dana, request)) as { number: number };
  expect(await listBillRuns(world, vic, { limit: 5 })).toHaveLength(4);
  const no = { refusal: "role_missing" };
  expect(await createBillRun(world, vic, request)).toMatchObject(no);
  expect(await cancelBillRun(world, vic, { number })).toMatchObject(no);
  expect(await launchBillRun(world, vic, { number, digest: null })).toMatchObject(no);
});

it("what can't be done in a state is refused with what can", async () => {
  const { number } = (await createBillRun(world, dana, request)) as { number: number };
  const draft = { refusal: "bill_run_state", remedy: "Preview it first." };
  expect(await requestApproval(world, dana, { number, digest: null })).toMatchObject(draft);
  const retry = { number, channel: null, requestKey: null };
  expect(await retryBillRun(world, dana, retry)).toMatchObject(draft);
  expect(await cancelBillRun(world, dana, { number })).toMatchObject({ state: "canceled" });
  expect(await cancelBillRun(world, dana, { number })).toMatchObject({
    refusal: "bill_run_state",
    message: `BR-${number} is canceled already.`,
  });
  expect(await cancelBillRun(world, dana, { number: 999 })).toMatchObject({
    refusal: "bill_run_unknown",
  });
});
