import fc from "fast-check";
import { dayNumber, localDateOf } from "../../../src/billing/calendar/day-number.ts";
import { localDate } from "../../../src/billing/calendar/local-date.ts";

const firstDay = dayNumber(localDate("2023-12-20"));

/**
 * Days of two winters and the leap year between them, so that Februaries and clamped ends come up.
 */
export function anyDay(span = 140): fc.Arbitrary<string> {
  const edges = [
    "2024-01-31",
    "2024-02-01",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-03-31",
  ];
  const any = fc
    .integer({ min: 0, max: span })
    .map((days) => localDateOf(firstDay + days) as string);
  return fc.oneof(
    { weight: 3, arbitrary: any },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
  );
}

const anyAmount = fc.integer({ min: 0, max: 12_345 }).map((cents) => (cents / 100).toFixed(2));
const anyQuantity = fc.constantFrom("0", "1", "2", "3", "7", "11", "2.5");
const anyPeriod = fc.constantFrom(
  "week",
  "month",
  "month",
  "quarter",
  "year",
  { days: 10 },
  { weeks: 2 },
);

export function anyPrice(): fc.Arbitrary<object> {
  const tiers = fc.tuple(anyAmount, anyAmount, anyAmount).map(([a, b, fee]) => [
    { upTo: "2", unitPrice: a, flatFee: fee },
    { upTo: null, unitPrice: b },
  ]);
  return fc.oneof(
    anyAmount.map((amount) => ({ model: "flat", amount })),
    anyAmount.map((unitPrice) => ({ model: "per-unit", unitPrice })),
    anyAmount.map((unitPrice) => ({ model: "per-unit", unitPrice, included: "2" })),
    tiers.map((list) => ({ model: "graduated", tiers: list })),
    tiers.map((list) => ({ model: "volume", tiers: list })),
    anyAmount.map((amount) => ({ model: "package", size: "3", amount })),
    anyAmount.map((fixedFee) => ({
      model: "percentage",
      percent: "12.5",
      fixedFee,
      freeEvents: 1,
    })),
  );
}

const anyCharge = (key: string): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record(
      {
        key: fc.constant(key),
        type: fc.constant("recurring"),
        period: anyPeriod,
        timing: fc.constantFrom("advance", "arrears"),
        price: anyPrice(),
        proration: fc.constantFrom("actual", "actual/360", "30/360", "none"),
      },
      { requiredKeys: ["key", "type", "period", "timing", "price"] },
    ),
    fc.record(
      {
        key: fc.constant(key),
        type: fc.constant("usage"),
        period: anyPeriod,
        aggregate: fc.constantFrom("sum", "max", "last", "count"),
        minimum: anyAmount,
        price: anyPrice(),
      },
      { requiredKeys: ["key", "type", "period", "price"] },
    ),
    fc.record({ key: fc.constant(key), type: fc.constant("one-time"), price: anyPrice() }),
  );

const anyPlan = (key: string) =>
  fc.record(
    {
      key: fc.constant(key),
      trialDays: fc.integer({ min: 0, max: 20 }),
      charges: fc.tuple(anyCharge("fee"), anyCharge("seats"), anyCharge("calls")).map((all) => all),
    },
    { requiredKeys: ["key", "charges"] },
  );

const anyChange = fc
  .tuple(
    anyDay(),
    fc.option(anyDay(), { nil: undefined }),
    fc.oneof(
      { weight: 3, arbitrary: anyQuantity.map((quantity) => ({ quantity })) },
      { weight: 2, arbitrary: anyQuantity.map((seats) => ({ quantity: { seats } })) },
      { weight: 2, arbitrary: fc.constantFrom("a", "b").map((plan) => ({ plan })) },
      { weight: 2, arbitrary: anyPrice().map((fee) => ({ prices: { fee } })) },
      { weight: 1, arbitrary: fc.constant({ pause: true }) },
      { weight: 2, arbitrary: fc.constant({ resume: true }) },
      {
        weight: 1,
        arbitrary: fc.record({
          cancel: fc.constantFrom("now", "end-of-period"),
          credit: fc.boolean(),
        }),
      },
    ),
  )
  .map(([on, knownOn, change]) => ({ on, ...(knownOn ? { knownOn } : {}), ...change }));

const anySubscription = (key: string) =>
  fc.record(
    {
      key: fc.constant(key),
      account: fc.constantFrom("acme", "beta"),
      plan: fc.constantFrom("a", "b"),
      startOn: anyDay(60),
      quantity: fc.oneof(
        anyQuantity,
        anyQuantity.map((seats) => ({ seats })),
      ),
      coupons: fc.shuffledSubarray(["p", "f", "once", "scoped"]),
      billedThroughOn: anyDay(80),
      changes: fc.array(anyChange, { maxLength: 4 }),
    },
    { requiredKeys: ["key", "account", "plan", "startOn", "coupons", "changes"] },
  );

/** Usage of both subscriptions. */
export const anyUsage = fc
  .array(
    fc.tuple(
      fc.constantFrom("s1", "s2"),
      anyDay(),
      fc.option(anyDay(), { nil: undefined }),
      anyQuantity,
    ),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(([subscription, day, knownOn, quantity], index) => ({
      key: `u${index}`,
      subscription,
      charge: "calls",
      at: `${day}T23:30:00Z`,
      quantity,
      ...(knownOn ? { knownOn } : {}),
    })),
  );

const anySettings = fc.record(
  {
    proration: fc.constantFrom("actual", "actual", "actual/360", "30/360", "none"),
    cancelDayBilled: fc.boolean(),
    taxRounding: fc.constantFrom("document", "line"),
    negativeCharges: fc.constantFrom("net", "separate"),
    zeroInvoices: fc.constantFrom("skip", "issue"),
    currency: fc.constantFrom("USD", "JPY", "KWD"),
    seller: fc.constant({ country: "DE" }),
    minimumInvoice: fc.constant({ USD: "40", JPY: "40" }),
  },
  {
    requiredKeys: [
      "proration",
      "cancelDayBilled",
      "taxRounding",
      "negativeCharges",
      "zeroInvoices",
      "currency",
    ],
  },
);

/** A few runs in order, some of which see changes of later days. */
export const anyRuns = fc
  .array(fc.tuple(anyDay(), fc.option(anyDay(), { nil: undefined })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((days) =>
    days
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([targetOn, asOf]) => ({ targetOn, ...(asOf ? { asOf } : {}) })),
  );

/** Of a few runs, one in eight only counts as billed. */
const anyKinds = fc.array(fc.constantFrom(...Array(7).fill("ad-hoc"), "catch-up"), {
  minLength: 6,
  maxLength: 6,
});

/** A small company with everything the billing file can say, and a few runs over it. */
export function anyCompany() {
  return fc
    .record({
      settings: anySettings,
      plans: fc.tuple(anyPlan("a"), anyPlan("b")),
      billCycleDay: fc.constantFrom("anniversary", 1, 15, 28, 30, 31),
      rates: fc.subarray(["vat", "gst", "inside"]),
      timeZone: fc.constantFrom("UTC", "America/New_York", "Asia/Tokyo"),
      subscriptions: fc.tuple(anySubscription("s1"), anySubscription("s2")),
      usage: anyUsage,
      runs: fc
        .tuple(anyRuns, anyKinds)
        .map(([runs, kinds]) => runs.map((run, index) => ({ ...run, kind: kinds[index] }))),
      documentsPer: fc.constantFrom("account", "subscription"),
    })
    .map(({ settings, plans, timeZone, subscriptions, usage, runs, rates, ...account }) => ({
      version: 1,
      settings: { ...settings, timeZone },
      taxRates: [
        { key: "vat", percent: "19" },
        { key: "gst", percent: "9.975" },
        { key: "inside", percent: "7", inclusive: true },
      ],
      coupons: [
        { key: "p", duration: "forever", percent: "12.5" },
        { key: "f", duration: { periods: 2 }, amount: "5" },
        { key: "once", duration: "once", percent: "50" },
        { key: "scoped", duration: "forever", amount: "3", plans: ["b"] },
      ],
      plans,
      accounts: [
        {
          key: "acme",
          name: "Acme",
          ...account,
          taxRates: rates,
          address: { country: "AT" },
          vatId: "ATU13585627",
        },
        { key: "beta", name: "Beta", parent: "acme", billCycleWeekday: "monday" },
      ],
      subscriptions,
      usage: usage.filter(({ subscription }) => {
        const plan = subscriptions.find((one) => one.key === subscription)?.plan;
        return plans.some(
          ({ key, charges }) =>
            key === plan &&
            charges.some(
              (c) => "type" in c && c.type === "usage" && "key" in c && c.key === "calls",
            ),
        );
      }),
      runs,
    }));
}
