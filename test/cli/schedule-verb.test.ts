import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookVerbs } from "../../src/cli/book-verbs.ts";
import type { Root } from "../../src/cli/root.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { parseDayRule, parseRhythm } from "../../src/cli/schedule-options.ts";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import { startWork } from "../../src/start-work.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { postNovember } from "../store/small-books.ts";
import { actorNamed, addMember } from "../support/members.ts";
import { type FreshDatabase, freshDatabase, onServer } from "../support/postgres.ts";
import { capturedIo } from "./captured-io.ts";

let database: FreshDatabase;
const clock = { now: () => new Date("2026-11-22T10:00:00Z") };

const root: Root = {
  async open() {
    const { world, stop } = await openWorld(database.url, clock);
    const log = openLog("silent").jobLog;
    return { world, stop, startWork: () => startWork(world, database.url, log) };
  },
  migrate: async () => "done",
  serve: async () => {},
  work: async () => {},
};

beforeAll(async () => {
  database = await freshDatabase();
  const { world, stop } = await root.open();
  const dana = actorNamed(await addMember(world, "Dana", "preparer"));
  const lee = actorNamed(await addMember(world, "Lee", "approver"));
  const data = smallCompany([{ key: "acme", segment: "a" }, { key: "beta" }]);
  await importBillingData(world, dana, { source: "test", data });
  const sql = <T>(text: string, params: unknown[] = []) =>
    onServer(database.url, async (client) => (await client.query(text, params)).rows as T[]);
  const books = { ...world.books, close: stop };
  await postNovember(
    { url: database.url, books, world, maker: dana, approver: lee, sql, close: stop },
    { accounts: ["acme"] },
  );
  await stop();
});

afterAll(() => database.drop());

async function billrun(line: string) {
  const { io, written } = capturedIo({});
  const argv = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  const status = await runCli(argv, io, (program) => bookVerbs(program, root, io));
  return { status, ...written };
}

describe("billrun schedule", () => {
  it("makes one, lists it with its next dates, and shows it", async () => {
    const made = await billrun(
      "schedule new monthly segment:a --on last --zone Europe/Berlin --launch --as Dana",
    );
    expect(made).toMatchObject({ status: 0, err: "" });
    expect(made.out).toBe("monthly: every month on the last day at 09:00 Europe/Berlin\n");
    const list = await billrun("schedule list");
    expect(list.out).toContain("30 Nov 2026, 31 Dec 2026, 31 Jan 2027");
    const shown = await billrun("schedule show monthly");
    expect(shown.out).toContain("invoices dated the first of the next month");
    expect(shown.out).toContain("Bills segment a");
    expect(shown.out).toContain("launched with the last vote · owned by Dana");
    const json = JSON.parse((await billrun("schedule show monthly --json")).out);
    expect(json.schedule.plan).toMatchObject({ start: "launch", select: { segments: ["a"] } });
  });

  it("changes it, and refuses what can't be with a code for scripts", async () => {
    const weekly = "--every 2-weeks --on friday --at 07:30 --zone UTC --as Dana";
    expect(await billrun(`schedule new monthly ${weekly}`)).toMatchObject({ status: 1 });
    const changed = await billrun(`schedule new monthly --change ${weekly}`);
    expect(changed.out).toBe("monthly: every 2 weeks on Friday at 07:30 UTC\n");
    const wrong = await billrun("schedule new other --at 7 --json --as Dana");
    expect(JSON.parse(wrong.out)).toMatchObject({ refusal: "schedule_invalid" });
    const near = await billrun("schedule show monhtly");
    expect(near).toMatchObject({
      status: 1,
      err: expect.stringContaining("Did you mean monthly?"),
    });
  });

  it("pauses, resumes, runs and removes it", async () => {
    expect((await billrun("schedule pause monthly --as Dana")).out).toBe("monthly is paused.\n");
    expect((await billrun("schedule pause monthly --as Dana")).err).toContain("paused already");
    expect((await billrun("schedule resume monthly --as Dana")).out).toBe("monthly is resumed.\n");
    const run = await billrun("schedule run monthly --as Dana");
    expect(run.status).toBe(0);
    expect(run.out).toMatch(/^BR-2 · November 2026 · waiting for approval\n/);
    expect(run.out).toContain("100.00 USD in 1 invoice");
    expect((await billrun("schedule remove monthly --as Dana")).out).toBe("monthly is removed.\n");
    expect((await billrun("schedule list")).out).toContain("There is no schedule yet.");
  });
});

describe("looking up", () => {
  it("an account tells what runs, what is due and what was billed", async () => {
    const acme = await billrun("account acme");
    expect(acme.out).toContain("ACME (acme) · USD");
    expect(acme.out).toContain("Next due: 1 Dec 2026");
    expect(acme.out).toContain("INV-2026-000001  100.00 USD, 1 Nov 2026, open 100.00 USD");
    expect((await billrun("account beta")).out).toContain("Due now: 100.00 USD");
    expect((await billrun("account acmee")).err).toContain("Did you mean acme (ACME)?");
  });

  it("an invoice tells its lines and why, by its number or nearly so", async () => {
    const invoice = await billrun("invoice inv-2026-1");
    expect(invoice.out).toContain("INV-2026-000001 · ACME (acme) · 100.00 USD");
    expect(invoice.out).toContain("Seats, 1–30 Nov 2026:");
    expect(invoice.out).toContain("Posted by BR-1");
    const json = JSON.parse((await billrun("invoice INV-2026-000001 --json")).out);
    expect(json).toMatchObject({ openMinor: "10000", document: { totalMinor: "10000" } });
    expect((await billrun("invoice 1")).err).toContain("Did you mean INV-2026-000001?");
  });
});

describe("options of a schedule", () => {
  it.each([
    ["day", null, { every: "day", interval: 1 }],
    ["3-days", null, { every: "day", interval: 3 }],
    ["week", "Sunday", { every: "week", interval: 1, weekday: "sunday" }],
    ["2-months", "15", { every: "month", interval: 2, day: 15 }],
    ["month", null, { every: "month", interval: 1, day: "last" }],
  ])("--every %s --on %s", (every, on, rhythm) => {
    expect(parseRhythm(every, on)).toEqual(rhythm);
  });

  it.each([
    ["fortnight", null],
    ["week", "someday"],
    ["month", "x"],
  ])("--every %s --on %s is refused", (every, on) => {
    expect(parseRhythm(every, on)).toMatchObject({ refusal: "schedule_invalid" });
  });

  it("days of a run are an anchor and days after it", () => {
    expect(parseDayRule("month-end+1")).toEqual({ anchor: "month-end", days: 1 });
    expect(parseDayRule("slot-30")).toEqual({ anchor: "slot", days: -30 });
    expect(parseDayRule("tomorrow")).toMatchObject({ refusal: "schedule_invalid" });
  });
});
