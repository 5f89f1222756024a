import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "../../src/operations/refusal.ts";
import type { World } from "../../src/operations/world.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { type Stage, setStage } from "./twin-stage.ts";
import type { Twin } from "./twins/twin.ts";
import { partsOfOperations, twins } from "./twins/twins.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  const found = await stage.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public'
        AND table_name NOT IN ('audit_entry', '_prisma_migrations', 'number_series')`,
  );
  tables = found.map(({ name }) => name).sort();
});

afterAll(() => stage?.close());

/** Everything that an operation may add to; each act's audit row is counted by itself. */
let tables: readonly string[] = [];

type Counts = Readonly<Record<string, number>>;

async function count(): Promise<Counts> {
  const each = [...tables, "audit_entry"].map(
    (name) => `(SELECT count(*)::int FROM ${name}) ${name}`,
  );
  const [row] = await stage.sql<Counts>(`SELECT ${each.join(", ")}`);
  return row ?? {};
}

/** What `work` added, table by table, and how many audit rows it wrote. */
async function added(work: () => Promise<unknown>): Promise<{ rows: Counts; audits: number }> {
  const before = await count();
  await work();
  const after = await count();
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  const rows = Object.fromEntries(tables.map((name) => [name, grown(name)]));
  return { rows, audits: grown("audit_entry") };
}

/** A world whose first commit is never answered. */
function losingOneAnswer(world: World): World {
  let lost = false;
  return {
    ...world,
    books: {
      ...world.books,
      async write(work) {
        const answer = await world.books.write(work);
        if (lost) return answer;
        lost = true;
        throw new Error("the connection was lost");
      },
    },
  };
}

/** That the later answer is the no that is expected, or the same yes. */
function expectSecond(twin: Twin, first: unknown, second: unknown): void {
  if (Array.isArray(twin.second)) {
    expect(twin.second).toContain(isRefusal(second) ? second.refusal : second);
  } else if (twin.second === "same") {
    expect(second).toEqual(first);
  } else {
    expect(second).toEqual(twin.second);
  }
}

it("every operation is run twice", () => {
  const folder = join(import.meta.dirname, "../../src/operations");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  // What lies in the folder itself is what operations are made of.
  const operations = files.filter((name) => name.includes("/") && name.endsWith(".ts"));
  const known = [...Object.keys(twins), ...partsOfOperations].map((name) => `${name}.ts`);
  expect(known.sort()).toEqual(operations.sort());
});

describe.each(Object.entries(twins))("%s", (_, twin) => {
  let once: Awaited<ReturnType<typeof added>>;

  it("changes nothing when it is done a second time", async () => {
    const act = await twin.prepare(stage);
    let first: unknown;
    once = await added(async () => {
      first = await act(stage.world);
    });
    expect(isRefusal(first) ? first.refusal : null).toBeNull();
    const again = await added(async () => expectSecond(twin, first, await act(stage.world)));
    expect(again.rows).toEqual(Object.fromEntries(tables.map((name) => [name, 0])));
    expect(again.audits).toBe(twin.auditsOfSecond);
  });

  it.skipIf(twin.oneAtATime)("is done once when it is asked for twice at once", async () => {
    const act = await twin.prepare(stage);
    let answers: unknown[] = [];
    const both = await added(async () => {
      answers = await Promise.all([act(stage.world), act(stage.world)]);
    });
    expect(both.rows).toEqual(once.rows);
    expect(both.audits).toBe(once.audits + twin.auditsOfSecond);
    if (!Array.isArray(twin.second)) return;
    const refused = answers.filter(isRefusal);
    expect(refused).toHaveLength(1);
    expect(twin.second).toContain(refused[0]?.refusal);
  });

  it.skipIf(twin.readsOnly)(
    "is done once when its answer is lost and it is tried again",
    async () => {
      const act = await twin.prepare(stage);
      const losing = losingOneAnswer(stage.world);
      const both = await added(async () => {
        await expect(act(losing)).rejects.toThrow("the connection was lost");
        await act(losing);
      });
      expect(both.rows).toEqual(once.rows);
    },
  );
});

it("leaves sound books behind", async () => {
  await expectSoundBooks(stage.world.books);
});
