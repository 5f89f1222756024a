import { expect, it } from "vitest";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { movableClock } from "../../src/sandbox/movable-clock.ts";
import { aMonthAfter, hints, type OpenRequest, worldPanel } from "../../src/sandbox/panel.ts";
import { sampleCompany } from "../../src/sandbox/sample-company.ts";
import { welcomeBlocks } from "../../src/sandbox/welcome.ts";

function sampleOn(today: string): BillingData {
  const parsed = parseBillingFile(sampleCompany(today));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

/** Presses "Acme adds 2 seats" so many times on a day, and gives what was imported last. */
async function press(today: string, times: number) {
  let taken: BillingData | null = null;
  const panel = worldPanel({
    clock: movableClock(today),
    data: sampleOn(today),
    take: async (data) => {
      taken = data;
    },
    nextToExpire: async () => null,
  });
  const details: (string | undefined)[] = [];
  for (let time = 0; time < times; time++) {
    const item = panel().find(({ label }) => label === "Acme adds 2 seats");
    details.push(item?.detail);
    await item?.run();
  }
  const { subscriptions } = taken ?? sampleOn(today);
  const bought = subscriptions.find(({ key }) => key === "acme-enterprise");
  return { details, changes: bought?.changes };
}

/** The panel of a company where this request is open, and its clock. */
function clockPanel(request: OpenRequest | null) {
  const clock = movableClock("2026-11-22");
  const panel = worldPanel({
    clock,
    data: sampleOn("2026-11-22"),
    take: async () => {},
    nextToExpire: async () => request,
  });
  const press = async (label: string, given?: string) =>
    panel()
      .find((item) => item.label === label)
      ?.run(given);
  return { clock, press };
}

it("the clock goes to a day that is chosen, and nowhere where none is", async () => {
  const { clock, press } = clockPanel(null);
  expect(await press("Go to a day", "2027-01-31")).toBe("It is 2027-01-31 now.");
  expect(clock.now().toISOString().slice(0, 10)).toBe("2027-01-31");
  expect(await press("Go to a day", "2027-02-31")).toBe("Choose a day.");
  expect(clock.now().toISOString().slice(0, 10)).toBe("2027-01-31");
});

it("the request that expires first is let expire", async () => {
  const { clock, press } = clockPanel({ subject: "BR-1", expiresAt: "2026-11-25T09:30:00.000Z" });
  expect(await press("Let a request expire")).toBe("It is 2026-11-25 now: BR-1 has expired.");
  expect(clock.now().getTime()).toBeGreaterThan(Date.parse("2026-11-25T09:30:00.000Z"));
  expect(await clockPanel(null).press("Let a request expire")).toContain("No request is open");
});

const planned = { on: "2026-11-12", knownOn: "2026-10-25" };

it("a customer buys more from today on, and again", async () => {
  expect(await press("2026-11-22", 2)).toEqual({
    details: ["150 now", "152 now"],
    changes: [
      { ...planned, quantity: { seats: "150" } },
      { on: "2026-11-22", quantity: { seats: "154" } },
    ],
  });
});

it("what a customer plans to have grows as well", async () => {
  expect(await press("2026-11-05", 1)).toEqual({
    details: ["120 now"],
    changes: [
      { on: "2026-11-05", quantity: { seats: "122" } },
      { ...planned, quantity: { seats: "152" } },
    ],
  });
  expect(await press("2026-11-12", 1)).toEqual({
    details: ["150 now"],
    changes: [{ ...planned, quantity: { seats: "152" } }],
  });
});

it.each([
  ["2026-11-22", "2026-12-22"],
  ["2026-12-31", "2027-01-31"],
  ["2028-01-31", "2028-02-29"],
])("a month after %s is %s", (day, later) => {
  expect(aMonthAfter(day)).toBe(later);
});

it("the welcome and the hints name an account that is there", () => {
  const data = sampleOn("2026-11-22");
  const known = new Set(data.accounts.map(({ key }) => key));
  const said = JSON.stringify([welcomeBlocks(data), hints(data)]);
  const named = [...said.matchAll(/explain ([\w-]+)/g)].map(([, account]) => account);
  expect(named).toHaveLength(2);
  for (const account of named) expect(known).toContain(account);
});

it("the welcome names quotes only where there are some", () => {
  const data = sampleOn("2026-11-22");
  expect(JSON.stringify(welcomeBlocks(data))).toContain("/billrun quotes");
  expect(JSON.stringify(welcomeBlocks({ ...data, quotes: [] }))).not.toContain("/billrun quotes");
});
