/** A valid file that uses every field of the format at least once. A fresh copy each time. */
export function fullFile() {
  return structuredClone({
    version: 1,
    settings: {
      currency: "USD",
      timeZone: "America/New_York",
      proration: "actual",
      cancelDayBilled: false,
      taxRounding: "document",
      negativeCharges: "net",
      zeroInvoices: "skip",
      seller: { country: "DE", vatId: "DE136695976" },
      minimumInvoice: { USD: "5.00" },
      catchUpPeriods: 24,
    },
    taxRates: [
      { key: "vat", name: "VAT", percent: "19", inclusive: false, country: "DE", region: "BE" },
      { key: "gst", percent: "5" },
    ],
    coupons: [
      {
        key: "ten",
        name: "Ten off",
        duration: { periods: 3 },
        plans: ["team"],
        charges: ["seats"],
        percent: "10",
      },
      { key: "five", duration: "once", amount: "5.00", currency: "EUR" },
    ],
    plans: [
      {
        key: "team",
        name: "Team",
        trialDays: 14,
        charges: [
          {
            key: "seats",
            name: "Seats",
            type: "recurring",
            period: "quarter",
            pricePeriod: "month",
            timing: "advance",
            taxRates: ["vat"],
            proration: "30/360",
            price: { model: "per-unit", unitPrice: "10.00", included: "2" },
            priceByCurrency: { EUR: { model: "flat", amount: "9.00" } },
          },
          {
            key: "setup",
            type: "one-time",
            price: { model: "flat", amount: "-20.00" },
            priceByCurrency: { EUR: { model: "flat", amount: "18.00" } },
          },
          {
            key: "calls",
            type: "usage",
            period: { months: 1 },
            aggregate: "sum",
            minimum: "10.00",
            price: {
              model: "graduated",
              tiers: [
                { upTo: "100", unitPrice: "0.10", flatFee: "1.00" },
                { upTo: "1000", unitPrice: "0.05" },
                { upTo: null, unitPrice: "0.01" },
              ],
            },
            priceByCurrency: {
              EUR: {
                model: "percentage",
                percent: "2.9",
                fixedFee: "0.30",
                freeAmount: "100",
                freeEvents: 5,
              },
            },
          },
        ],
      },
      {
        key: "pro",
        charges: [
          {
            key: "seats",
            type: "recurring",
            period: { weeks: 2 },
            timing: "arrears",
            price: { model: "package", size: "5", amount: "40.00", included: "5" },
            priceByCurrency: {
              EUR: {
                model: "graduated-percentage",
                tiers: [
                  { upTo: "10", percent: "1", flatFee: "2.00" },
                  { upTo: null, percent: "2" },
                ],
              },
            },
          },
        ],
      },
    ],
    accounts: [
      {
        key: "acme",
        name: "Acme",
        email: "ap@acme.example",
        currency: "EUR",
        timeZone: "Europe/Berlin",
        billCycleDay: 31,
        billCycleMonth: 7,
        billCycleWeekday: "monday",
        segment: "enterprise",
        tags: ["key-account"],
        address: {
          line1: "Hauptstraße 1",
          line2: "Hof",
          city: "Berlin",
          region: "BE",
          postalCode: "10115",
          country: "DE",
        },
        taxRates: ["vat"],
        taxExempt: false,
        vatId: "DE123456789",
        paymentTermsDays: 14,
        documentsPer: "subscription",
        autoPay: true,
        poNumber: "PO-1",
        locale: "de-DE",
      },
      { key: "beta", name: "Beta", parent: "acme", currency: "EUR", billCycleDay: "anniversary" },
    ],
    subscriptions: [
      {
        key: "s1",
        account: "acme",
        plan: "team",
        startOn: "2026-01-01",
        endOn: "2027-01-01",
        quantity: { seats: "5" },
        prices: { seats: { model: "flat", amount: "45.00" } },
        coupons: ["ten", "five"],
        quote: "q1",
        billingStartsOn: "2026-01-15",
        billedThroughOn: "2026-01-31",
        changes: [
          { on: "2026-02-01", knownOn: "2026-02-03", quantity: { seats: "6" } },
          { on: "2026-03-01", plan: "pro" },
          { on: "2026-04-01", prices: { seats: { model: "flat", amount: "50.00" } } },
          { on: "2026-05-01", pause: true },
          { on: "2026-06-01", resume: true },
          { on: "2026-07-01", cancel: "now", credit: false },
        ],
      },
      { key: "s2", account: "beta", plan: "pro", startOn: "2026-01-01", quantity: "3" },
    ],
    usage: [
      {
        key: "u1",
        subscription: "s1",
        charge: "calls",
        at: "2026-01-31T23:59:59+01:00",
        quantity: "12.5",
        knownOn: "2026-02-01",
      },
    ],
    quotes: [
      {
        key: "q1",
        account: "acme",
        title: "Year one",
        amount: "1200.00",
        currency: "EUR",
        validUntilOn: "2026-01-31",
      },
    ],
    runs: [
      {
        kind: "ad-hoc",
        targetOn: "2026-01-31",
        invoiceOn: "2026-02-01",
        asOf: "2026-02-02",
        select: {
          accounts: ["acme"],
          segments: ["enterprise"],
          tags: ["key-account"],
          currencies: ["EUR"],
          billCycleDays: [31],
          plans: ["team"],
          chargeTypes: ["recurring"],
        },
      },
    ],
  });
}

/** Every value of a JSON tree with its JSON pointer, containers included; the root is "". */
export function* places(json: unknown, pointer = ""): Generator<[string, unknown]> {
  yield [pointer, json];
  if (typeof json !== "object" || json === null) return;
  for (const [step, value] of Object.entries(json)) {
    yield* places(value, `${pointer}/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

/** Sets (or, with undefined, takes out) the value at a pointer of a JSON tree. */
export function put(json: unknown, pointer: string, value: unknown): void {
  const steps = pointer.slice(1).split("/");
  const last = steps.pop() ?? "";
  let at = json as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true });
}
