import { afterAll, beforeAll, expect, it } from "vitest";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

const flat = (amount: string) => ({ model: "flat", amount });
const fee = (key: string, amount: string) => ({
  key,
  type: "recurring",
  period: "month",
  timing: "advance",
  price: flat(amount),
});

/** A company of one customer on `basic`, who will be on `pro` from 2027 on. */
function data(plans: object, changes: object[] = []) {
  const parsed = parseBillingFile({
    version: 1,
    plans: Object.entries(plans).map(([key, charges]) => ({ key, charges })),
    accounts: [{ key: "acme", name: "Acme", billCycleDay: 1 }],
    subscriptions: [
      {
        key: "s1",
        account: "acme",
        plan: "basic",
        startOn: "2026-11-01",
        changes: [...changes, { on: "2027-01-01", plan: "pro" }],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

const unused = { unused: [fee("fee", "9.00")] };
const pro = { pro: [fee("fee", "50.00"), fee("later", "1.00")] };
const imported = (plans: object, changes: object[] = []) =>
  importBillingData(small.world, small.maker, { source: "file", data: data(plans, changes) });

beforeAll(async () => {
  small = await openSmallBooks(data({ basic: [fee("fee", "30.00")], ...pro, ...unused }));
  await postNovember(small);
});

afterAll(() => small?.close());

it("an import that reprices what was billed is refused, and imports nothing", async () => {
  expect(await imported({ basic: [fee("fee", "35.00")], ...pro, ...unused })).toEqual({
    refusal: "plan_price_billed",
    message:
      "What was billed for charge fee of plan basic would cost something else. " +
      "Nothing was imported.",
    remedy: "Make a plan with a new key, or give subscriptions negotiated prices from a day on.",
  });
  const { plans } = await small.books.loadCatalog();
  expect(plans.get("basic")?.charges[0]?.price).toEqual(flat("30.00"));
});

it("also for a plan that a billed subscription will reach", async () => {
  const dearer = { pro: [fee("fee", "55.00"), fee("later", "1.00")] };
  expect(await imported({ basic: [fee("fee", "30.00")], ...dearer, ...unused })).toMatchObject({
    refusal: "plan_price_billed",
    message: expect.stringContaining("charge fee of plan pro"),
  });
});

it("what was never billed may change, and so may a subscription's own price", async () => {
  const plans = {
    basic: [fee("fee", "30.00"), fee("more", "1.00")],
    pro: [fee("fee", "50.00"), fee("later", "2.00")],
    unused: [fee("fee", "10.00")],
    "basic-2027": [fee("fee", "35.00")],
  };
  const changes = [{ on: "2026-12-01", prices: { fee: flat("33.00") } }];
  expect(await imported(plans, changes)).toMatchObject({
    plans: { added: 1, changed: 3, unchanged: 0 },
    subscriptions: { changed: 1 },
  });
});
