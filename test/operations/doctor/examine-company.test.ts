import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPolicy } from "../../../src/billing/approvals/policy.ts";
import { examineCompany } from "../../../src/operations/doctor/examine-company.ts";
import type { Check } from "../../../src/operations/ports.ts";
import { isRefusal } from "../../../src/operations/refusal.ts";
import type { World } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, previewNovember, type SmallBooks } from "../../store/small-books.ts";
import { addMember } from "../../support/members.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  await addMember(small.world, "Ada", "admin");
  await previewNovember(small);
  await small.sql("DELETE FROM graphile_worker._private_jobs");
  await small.sql("DELETE FROM outbox_message");
});

afterAll(() => small?.close());

async function examine(world: Partial<World> = {}): Promise<readonly Check[]> {
  const found = await examineCompany({ ...small.world, ...world }, small.maker);
  if (isRefusal(found)) throw new Error(found.message);
  expect(found.isSound).toBe(found.checks.every((check) => check.isFine));
  return found.checks;
}

async function wrong(world: Partial<World> = {}): Promise<readonly Check[]> {
  return (await examine(world)).filter((check) => !check.isFine);
}

function withBooks(patch: Partial<World["books"]>): Partial<World> {
  return { books: { ...small.world.books, ...patch } };
}

describe("a doctor", () => {
  it("finds nothing wrong where nothing is, and says what was looked at", async () => {
    const checks = await examine();
    expect(checks.filter((check) => !check.isFine)).toEqual([]);
    const names = [
      "Promises",
      "Database",
      "Clock and database",
      "Queue",
      "Workers",
      "Runs",
      "Messages",
    ];
    for (const name of names) expect(checks.map(({ what }) => what)).toContain(name);
  });

  it("tells of a policy that nobody can meet, which is wrong where people set it", async () => {
    const two = [{ aboveMinor: 0n, votes: 2, including: [] }];
    const standing = { policy: { ...defaultPolicy, tiers: two }, activeFrom: null };
    const holds = (version: number | null) => {
      return withBooks({ standingPolicy: async () => ({ ...standing, version }) });
    };
    const text =
      "The approval policy says “Anything of any amount: 2 people.” " +
      "That takes 2 people beside whoever asks, and there is only 1.";
    expect((await wrong(holds(1))).map((check) => check.text)).toEqual([text]);
    expect(await wrong(holds(null))).toEqual([]);
    const notes = (await examine(holds(null))).filter((check) => check.what === "Approvals");
    expect(notes).toMatchObject([{ text, isFine: true }]);
  });

  it("tells what Slack says, what is wrong first, and asks about channels in use", async () => {
    let asked: readonly string[] = [];
    const revoked = { what: "Slack token", isFine: false, text: "Revoked.", remedy: "Install it." };
    const outside = {
      check: async (channels: readonly string[]) => {
        asked = channels;
        return [revoked];
      },
    };
    expect((await examine({ outside }))[0]).toEqual(revoked);
    expect(asked).toEqual(["C1"]);
  });

  it("tells each promise that is broken", async () => {
    await small.sql("UPDATE member SET roles = '{preparer,approver}' WHERE name = 'Dana'");
    const [found] = await wrong();
    await small.sql("UPDATE member SET roles = '{preparer}' WHERE name = 'Dana'");
    expect(found).toMatchObject({
      what: "Promise O8",
      text: "has roles that nobody gave: Dana.",
      remedy: expect.stringContaining("/billrun freeze"),
    });
  });

  it("tells a job that fails again and again, and one that was given up", async () => {
    await small.sql("SELECT graphile_worker.add_job('show-card', max_attempts := 25)");
    const fail = (tries: number) =>
      small.sql(`UPDATE graphile_worker._private_jobs
                    SET attempts = ${tries}, last_error = 'invalid_auth' || chr(10) || 'stack',
                        run_at = now() + interval '1 hour'`);
    await fail(3);
    expect(await wrong()).toEqual([]);
    await fail(7);
    expect(await wrong()).toMatchObject([
      { what: "Queue", text: "A job show-card failed 7 times: invalid_auth." },
    ]);
    await fail(25);
    expect((await wrong())[0]?.text).toContain("was given up after 25 tries");
    await small.sql("DELETE FROM graphile_worker._private_jobs");
  });

  it("tells that jobs wait for a worker, and of the workers that there are", async () => {
    const due = "run_at := now() - interval '1 minute'";
    await small.sql(`SELECT graphile_worker.add_job('show-card', ${due})`);
    expect(await wrong()).toMatchObject([
      { what: "Workers", remedy: expect.stringContaining("npm run worker") },
    ]);
    await small.books.write((tx) => tx.beat(["w1"], small.world.clock.now()));
    expect((await examine()).find(({ what }) => what === "Workers")?.text).toBe(
      "1 worker at work.",
    );
    await small.books.write((tx) => tx.forgetWorkers(["w1"]));
    await small.sql("DELETE FROM graphile_worker._private_jobs");
  });

  it("tells that the clocks differ, and by how much", async () => {
    const [found] = await wrong(withBooks({ clockAheadMs: async () => -90_000 }));
    expect(found).toMatchObject({
      what: "Clock and database",
      text: "This machine's clock is 90 s behind the database's.",
      remedy: expect.stringContaining("NTP"),
    });
    expect(Math.abs(await small.books.clockAheadMs())).toBeLessThan(2_000);
  });

  it("tells what the database would lose", async () => {
    const problem = "PostgreSQL runs with fsync off, so a crash could lose invoices: switch it on.";
    expect(await wrong(withBooks({ databaseProblem: async () => problem }))).toMatchObject([
      {
        text: "PostgreSQL runs with fsync off, so a crash could lose invoices.",
        remedy: "Switch it on.",
      },
    ]);
  });

  it("tells messages that don't arrive", async () => {
    const late = {
      channel: "C1",
      queuedAt: "2026-11-01T10:00:00.000Z",
      ...{ gaveUp: false, comesAgain: false },
      trouble: "not_in_channel",
    };
    const again = { ...late, channel: "C2", gaveUp: true, comesAgain: true };
    const lateMessages = async () => [late, late, { ...late, gaveUp: true }, late, again];
    const found = await wrong(withBooks({ lateMessages }));
    expect(found.map(({ text }) => text)).toEqual([
      "A message for C1 waits for more than ten minutes: not_in_channel.",
      "A message for C1 was given up: not_in_channel.",
      "A message for C2 was given up: not_in_channel.",
    ]);
    expect(found[1]?.remedy).toContain("then /billrun notify resend");
    expect(found[2]?.remedy).toContain("within the hour");
    const inHours = new Date("2036-11-01T12:00:00Z");
    expect(await small.books.lateMessages(inHours, 5)).toEqual([]);
  });

  it("tells that nobody could approve", async () => {
    const members = (await small.books.listMembers()).filter(({ name }) => name !== "Lee");
    const [found] = await wrong(withBooks({ listMembers: async () => members }));
    expect(found?.text).toBe("Nobody could approve what somebody else prepares.");
  });
});

it("is for those who work with the books", async () => {
  expect(await examineCompany(small.world, small.approver)).toMatchObject({
    refusal: "role_missing",
  });
});
