import { afterAll, beforeAll, expect, it } from "vitest";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { type OpenBooks, openBooks } from "../../src/store/open-books.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";

let database: FreshDatabase;
let books: OpenBooks;

beforeAll(async () => {
  database = await freshDatabase();
  books = await openBooks(database.url);
});

afterAll(async () => {
  await books?.close();
  await database?.drop();
});

const seats = {
  key: "seats",
  type: "recurring",
  period: "quarter",
  pricePeriod: "month",
  timing: "advance",
  taxRates: ["vat"],
  price: {
    model: "graduated",
    tiers: [
      { upTo: "5", unitPrice: "9.50" },
      { upTo: null, flatFee: "1" },
    ],
  },
  priceByCurrency: { EUR: { model: "flat", amount: "7.00" } },
};

/** Something in every field that a billing file knows. */
const file = {
  version: 1,
  settings: {
    currency: "USD",
    timeZone: "America/New_York",
    proration: "30/360",
    seller: { country: "DE", vatId: "DE136695976" },
    minimumInvoice: { USD: "5.00", EUR: "4.00" },
    catchUpPeriods: 24,
  },
  taxRates: [
    { key: "vat", name: "VAT", percent: "9.975", inclusive: true, country: "DE", region: "BE" },
    { key: "plain", percent: "20.00", inclusive: false },
  ],
  coupons: [
    { key: "half", percent: "50", duration: { periods: 3 }, plans: ["pro"], charges: ["seats"] },
    { key: "ten", name: "Ten off", amount: "10.00", currency: "USD", duration: "once" },
  ],
  plans: [
    {
      key: "pro",
      name: "Pro",
      trialDays: 14,
      charges: [
        seats,
        {
          key: "calls",
          type: "usage",
          period: "month",
          aggregate: "max",
          minimum: "5.00",
          price: { model: "percentage", percent: "1.5", fixedFee: "0.10", freeEvents: 2 },
        },
        { key: "setup", type: "one-time", price: { model: "flat", amount: "-3.00" } },
      ],
    },
  ],
  accounts: [
    { key: "grandchild", name: "G", parent: "child" },
    { key: "child", name: "C", parent: "top" },
    {
      key: "top",
      name: 'Łukasz "The <b>" O\'Neil, {a}',
      email: "a@example.com",
      billCycleDay: 31,
      billCycleMonth: 2,
      segment: "enterprise",
      tags: ["a,b", 'c"d', "{e}"],
      address: {
        line1: "1 Road",
        city: "Berlin",
        region: "BE",
        postalCode: "10115",
        country: "DE",
      },
      taxRates: ["plain"],
      vatId: "DE1",
      paymentTermsDays: 14,
      documentsPer: "subscription",
      autoPay: true,
      poNumber: "PO",
      locale: "de-DE",
    },
    { key: "weekly", name: "W", billCycleWeekday: "friday", taxExempt: true, taxRates: [] },
  ],
  subscriptions: [
    {
      key: "s1",
      account: "top",
      plan: "pro",
      startOn: "2026-01-31",
      endOn: "2027-01-31",
      quantity: { seats: "3", setup: "1" },
      prices: { seats: { model: "flat", amount: "12.34" } },
      coupons: ["ten", "half"],
      quote: "Q1",
      billingStartsOn: "2026-02-01",
      billedThroughOn: "2026-02-28",
      changes: [
        { on: "2026-05-05", knownOn: "2026-06-01", quantity: "7.50" },
        { on: "2026-07-01", cancel: "end-of-period", credit: false },
      ],
    },
    { key: "s2", account: "grandchild", plan: "pro", startOn: "2026-03-01" },
  ],
  usage: [
    {
      key: "u1",
      subscription: "s1",
      charge: "calls",
      at: "2026-03-01T00:30:00.25+02:00",
      quantity: "1.50",
    },
    {
      key: "u2",
      subscription: "s1",
      charge: "calls",
      at: "2026-03-02T10:00:00Z",
      quantity: "2",
      knownOn: "2026-04-01",
    },
  ],
  quotes: [
    { key: "Q1", account: "top", title: "Offer", amount: "99.00", validUntilOn: "2026-12-31" },
  ],
};

function dataOf(changed: object = {}): BillingData {
  const parsed = parseBillingFile({ ...file, ...changed });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

it("what is imported is read back as it was", async () => {
  const data = dataOf();
  await books.write((tx) => tx.importData(data));
  expect(await books.loadCatalog()).toEqual(data.catalog);
  const facts = await books.loadPayerOf("grandchild");
  const byKey = new Map(data.accounts.map((account) => [account.key, account]));
  expect(facts).toEqual({
    payer: byKey.get("top"),
    accounts: ["child", "grandchild", "top"].map((key) => byKey.get(key)),
    subscriptions: data.subscriptions,
    usage: [{ ...data.usage[0], at: "2026-02-28T22:30:00.25Z" }, data.usage[1]],
    billed: [],
    knownThroughOn: null,
  });
  expect((await books.loadPayerOf("weekly"))?.payer).toEqual(byKey.get("weekly"));
  expect(await books.loadPayerOf("nobody")).toBeNull();
});

it("the same content again changes nothing", async () => {
  const counts = await books.write((tx) => tx.importData(dataOf()));
  expect(counts["accounts"]).toEqual({ added: 0, changed: 0, unchanged: 4 });
  expect(counts["subscriptions"]).toEqual({ added: 0, changed: 0, unchanged: 2 });
  for (const { added, changed } of Object.values(counts)) expect([added, changed]).toEqual([0, 0]);
});

it("the same keys with other content are changed, and nobody disappears", async () => {
  const [s1, s2] = file.subscriptions;
  const subscriptions = [
    { ...s1, changes: [s1?.changes?.[1]] },
    { ...s2, key: "s3", account: "weekly" },
  ];
  const accounts = [
    { ...file.accounts[1], parent: undefined },
    ...file.accounts.filter((account) => account.key !== "child"),
  ].map((account) => JSON.parse(JSON.stringify(account)) as object);
  const data = dataOf({ accounts, subscriptions });
  const counts = await books.write((tx) => tx.importData(data));
  expect(counts["accounts"]).toEqual({ added: 0, changed: 1, unchanged: 3 });
  expect(counts["subscriptions"]).toEqual({ added: 1, changed: 1, unchanged: 0 });
  const facts = await books.loadPayerOf("grandchild");
  expect(facts?.payer.key).toBe("child");
  expect(facts?.accounts.map((account) => account.key)).toEqual(["child", "grandchild"]);
  const top = await books.loadPayerOf("top");
  expect(top?.subscriptions[0]?.changes).toEqual([
    { on: "2026-07-01", cancel: "end-of-period", credit: false },
  ]);
});

it("a part that fails takes the whole import back", async () => {
  const data = dataOf();
  const orphan = { ...data.usage[0]!, key: "u9", subscription: "nobody" };
  const broken = { ...data, accounts: [{ ...data.accounts[0]!, key: "new" }], usage: [orphan] };
  await expect(books.write((tx) => tx.importData(broken))).rejects.toThrow();
  expect(await books.loadPayerOf("new")).toBeNull();
});

it("runs are narrowed to what there is, and accounts are found by their names", async () => {
  expect(await books.selectionChoices()).toEqual({
    segments: ["enterprise"],
    tags: ["a,b", 'c"d', "{e}"],
    currencies: ["USD"],
    plans: [{ key: "pro", name: "Pro" }],
  });
  expect(await books.searchAccounts("łukasz", 5)).toMatchObject([{ key: "top" }]);
  expect(await books.searchAccounts("CHIL", 1)).toEqual([{ key: "child", name: "C" }]);
  expect(await books.searchAccounts("%", 5)).toEqual([]);
});

it("seven thousand accounts are imported at once", async () => {
  const data = dataOf();
  const many = Array.from({ length: 7_000 }, (_, n) => `m${n}`);
  const accounts = many.map((key) => ({ ...data.accounts.at(-1)!, key }));
  const subscriptions = many.map((key) => ({ ...data.subscriptions[1]!, key, account: key }));
  const counts = await books.write((tx) => tx.importData({ ...data, accounts, subscriptions }));
  expect(counts["accounts"]).toEqual({ added: 7_000, changed: 0, unchanged: 0 });
});
