import { afterAll, beforeAll, expect, it } from "vitest";
import { bookVerbs } from "../../src/cli/book-verbs.ts";
import type { Root } from "../../src/cli/root.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { openLog } from "../../src/open-log.ts";
import { openWorld } from "../../src/open-world.ts";
import { startWork } from "../../src/start-work.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";
import { capturedIo } from "./captured-io.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

const root: Root = {
  async open() {
    const { world, stop } = await openWorld(database.url);
    const log = openLog("silent").jobLog;
    return { world, stop, startWork: () => startWork(world, database.url, log) };
  },
  migrate: async () => "done",
  serve: async () => {},
  work: async () => {},
};

async function billrun(line: string, files: Record<string, string> = {}) {
  const { io, written } = capturedIo(files);
  const argv = line.match(/"[^"]*"|\S+/g) ?? [];
  const status = await runCli(
    argv.map((word) => word.replaceAll('"', "")),
    io,
    (program) => bookVerbs(program, root, io),
  );
  return { status, ...written };
}

const file = JSON.stringify({
  version: 1,
  plans: [
    {
      key: "team",
      charges: [
        {
          key: "fee",
          type: "recurring",
          period: "month",
          timing: "advance",
          price: { model: "flat", amount: "40.00" },
        },
        {
          key: "calls",
          type: "usage",
          period: "month",
          price: { model: "per-unit", unitPrice: "2" },
        },
      ],
    },
  ],
  accounts: [{ key: "acme", name: "Acme", billCycleDay: 1 }],
  subscriptions: [{ key: "s1", account: "acme", plan: "team", startOn: "2026-10-01" }],
});

it("a bad file is refused with every error, and nothing of it is imported", async () => {
  const bad = file.replace('"plan":"team"', '"plan":"tim"').replace('"40.00"', '"40,00"');
  const answer = await billrun("import bad.json", { "bad.json": bad });
  expect(answer.status).toBe(2);
  expect(JSON.parse(answer.err).map((row: { pointer: string }) => row.pointer)).toEqual([
    "/plans/0/charges/0/price/amount",
    "/subscriptions/0/plan",
  ]);
  const doctor = await billrun("doctor --json");
  expect(JSON.parse(doctor.out).rows).toMatchObject({ account: 0, subscription: 0 });
});

it("a file is imported once, and the same again changes nothing", async () => {
  const first = await billrun("import good.json", { "good.json": file });
  expect(first).toMatchObject({ status: 0, err: "" });
  expect(first.out).toContain("accounts: 1 added, 0 changed, 0 unchanged");
  const second = await billrun("import good.json", { "good.json": file });
  expect(second.out).toContain("accounts: 0 added, 0 changed, 1 unchanged");
});

it("tables of usage are imported, and a row for nobody is refused", async () => {
  const header = "key,subscription,charge,at,quantity\n";
  const good = `${header}u1,s1,calls,2026-10-05T10:00:00Z,3\n`;
  expect(await billrun("import --usage u.csv", { "u.csv": good })).toMatchObject({ status: 0 });
  const lost = `${header}u2,nobody,calls,2026-10-05T10:00:00Z,3\n`;
  expect(await billrun("import --usage u.csv", { "u.csv": lost })).toMatchObject({
    status: 1,
    err: expect.stringContaining("There is no subscription nobody."),
  });
  expect((await billrun("import")).status).toBe(2);
});

it("a table of accounts leaves what it has no column for, and empties what is empty", async () => {
  const all =
    "key,name,billCycleDay,segment,email,vatId,address.city,address.country\n" +
    "globex,Globex,1,partners,ap@globex.example,DE123456789,Berlin,DE\n";
  await billrun("import --accounts all.csv", { "all.csv": all });
  const some = "key,name,email,address.city,address.country\nglobex,Globex SE,,Bonn,DE\n";
  const answer = await billrun("import --accounts some.csv", { "some.csv": some });
  expect(answer.out).toContain("accounts: 0 added, 1 changed, 0 unchanged");
  const { world, stop } = await openWorld(database.url);
  const [globex] = await world.books.findAccounts(["globex"]);
  await stop();
  expect(globex).toMatchObject({
    name: "Globex SE",
    billCycleDay: 1,
    segment: "partners",
    vatId: "DE123456789",
    address: { city: "Bonn", country: "DE" },
  });
  expect(globex).not.toHaveProperty("email");
});

it("a run is made, approved by another, launched and explained", async () => {
  expect((await billrun('member add "Dana Weber" --roles preparer')).out).toContain("preparer");
  await billrun('member add "Lee Okafor" --roles approver --email lee@example.com');
  const made = await billrun(
    'run create target:2026-11-30 date:2026-11-01 --as "Dana Weber" --name November',
  );
  expect(made.out).toContain("BR-1 · November · previewed");
  expect(made.out).toContain("86.00 USD in 1 invoice\n");
  expect(made.out).toContain("Target 30 Nov 2026 · invoices dated 1 Nov 2026 · all accounts\n");
  expect(made.out).not.toContain(" 0 ");

  const asked = await billrun('run request-approval BR-1 --as "Dana Weber"');
  expect(asked.out).toContain("Waiting for 1 approval\n");
  expect(await billrun('run approve BR-1 --as "Dana Weber"')).toMatchObject({
    status: 1,
    err: "You made BR-1, so somebody else approves it. Lee Okafor can.\n",
  });
  expect((await billrun("run approve BR-1 --as lee@example.com fine by me")).status).toBe(0);
  const launched = await billrun('run launch 1 --as "Dana Weber"');
  expect(launched.out).toContain("BR-1 · November · completed");
  expect(launched.out).toContain("INV-2026-000001");

  expect(launched.out).toMatch(/Approved by Lee Okafor, \d+ \w+ \d{4} \d\d:\d\d UTC: “fine by me”/);
  expect((await billrun('run list --as "Dana Weber"')).out).toMatch(
    /^Run {3}Name.*\nBR-1 {2}November {2}completed +30 Nov 2026 +86\.00 USD\n$/,
  );

  const why = await billrun('explain acme BR-1 --as "Dana Weber"');
  expect(why.out).toContain("calls, 1–31 Oct 2026: 3 × 2.00 = 6.00 USD");
  expect(await billrun("doctor")).toMatchObject({
    status: 0,
    out: expect.stringContaining("Every promise holds."),
  });
});

it("a catch-up run is approved like any other, though it bills nobody", async () => {
  const made = await billrun(
    'run create target:2027-01-31 date:2026-12-01 --catch-up --as "Dana Weber" --name Moved',
  );
  expect(made.out).toContain(
    "BR-2 · Moved · previewed\nCatch-up: what is due counts as billed, without any invoice.\n",
  );
  expect(made.out).not.toContain("invoice ");
  const asked = await billrun('run request-approval BR-2 --as "Dana Weber"');
  expect(asked.out).toContain("Waiting for 1 approval\n");
  await billrun("run approve BR-2 --as lee@example.com");
  await billrun('run launch BR-2 --as "Dana Weber"');
  const why = await billrun('explain acme BR-2 --as "Dana Weber"');
  expect(why.out).toContain("nothing due (what is due counts as billed, without a document)");
  expect(why.out).toContain("fee: billed through 31 Jan 2027, next due on 1 Feb 2027");
  expect((await billrun("doctor")).status).toBe(0);
});

it("a run's accounts are printed as a file, and its changes as a table", async () => {
  const csv = await billrun("run csv BR-1");
  expect(csv.out).toMatch(/^account,name,segment,payer,currency,last,now,.*\r\nacme,/);
  expect(csv.out).toContain(",86.00,");
  expect(csv.out).toContain("INV-2026-000001");
  const exceptions = await billrun("run csv br-1 --exceptions");
  expect(exceptions.out.trimEnd().split("\r\n")).toHaveLength(1);
  expect((await billrun("run changes BR-1")).out).toBe("No bill differs from the one before.\n");
  expect(await billrun("run csv BR-99")).toMatchObject({
    status: 1,
    err: expect.stringContaining("There is no BR-99."),
  });
  expect((await billrun("run changes twelve")).err).toContain('"twelve" is no run.');
});

it("looking takes no name, and leaves the work to those who do it", async () => {
  expect((await billrun("run list")).out).toContain("BR-1");
  const made = await billrun('run create target:2026-12-31 --no-wait --as "Dana Weber"');
  expect(made.out).toContain("BR-3");
  expect((await billrun("run status BR-3")).out).toContain("previewing");
  const json = await billrun("run status BR-1 --json");
  expect(JSON.parse(json.out)).toMatchObject({ run: { number: 1, state: "completed" } });
  expect((await billrun("explain acme")).out).toContain("INV-2026-000001");
});

it("a canceled run billed nobody, wherever it is looked at", async () => {
  await billrun('run create target:2027-03-31 date:2027-03-01 --as "Dana Weber" --name Off');
  expect((await billrun("explain acme BR-4")).out).toContain("BR-4, target 31 Mar 2027: billed");
  const canceled = await billrun('run cancel BR-4 --as "Dana Weber"');
  expect(canceled.out).toContain("BR-4 · Off · canceled\n");
  expect(canceled.out).not.toMatch(/\bbilled\b|USD/);
  expect((await billrun("run list")).out).toMatch(/^BR-4 .*canceled .* –$/m);
  const why = await billrun("explain acme BR-4");
  expect(why.out).toContain("BR-4, target 31 Mar 2027: canceled, it billed nothing\n");
});

it("explains a document, and reads a run before or behind an account", async () => {
  const document = await billrun("explain INV-2026-000001");
  expect(document.out).toContain("INV-2026-000001 · Acme (acme) · 86.00 USD");
  const behind = await billrun("explain acme BR-1");
  expect(behind.out).toContain("fee, 1–30 Nov 2026: ");
  expect((await billrun("explain BR-1 acme")).out).toBe(behind.out);
  expect((await billrun("explain acme 1")).out).toBe(behind.out);
});

it.each([
  [2, "run create foo"],
  [2, "run create target:2026-13-01"],
  [2, "run create target:2046-11-30"],
  [2, "run status twelve"],
  [2, "run list extra"],
  [2, "explain acme twelve"],
  [2, "explain BR-1"],
  [2, "report aging tomorrow"],
  [2, "schedule new m --on 32"],
  [2, "schedule new m --at 25:00"],
  [2, "credit INV-2026-000001 --amount 1e3"],
  [2, "member add X --roles boss"],
  [1, "run create segment:nobodys"],
  [1, "run status BR-99"],
  [1, "run launch BR-1"],
  [1, "explain nobody"],
  [1, "explain acme BR-99"],
  [1, "report overdue nobody"],
  [1, "schedule show nothing"],
  [1, "credit INV-2026-000099"],
])("status %i: billrun %s", async (status, line) => {
  const { status: got, err } = await billrun(
    `${line}${/create|launch|new|credit/.test(line) ? ' --as "Dana Weber"' : ""}`,
  );
  expect({ got, said: err.length > 20 }).toEqual({ got: status, said: true });
});

it("who is nobody, and what is no run, is told so", async () => {
  expect(await billrun("run list --as Nobody")).toMatchObject({
    status: 1,
    err: expect.stringContaining('There is no member "Nobody".'),
  });
  const near = await billrun("run list --as dana");
  expect(near.err).toContain('Did you mean --as "Dana Weber"?');
  expect((await billrun("run launch twelve")).err).toContain('"twelve" is no run.');
  expect((await billrun("member add X --roles boss")).err).toContain('There is no role "boss".');
});
