import { afterAll, beforeAll, expect, it } from "vitest";
import { bookVerbs } from "../../src/cli/book-verbs.ts";
import type { Root } from "../../src/cli/root.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { openWorld } from "../../src/open-world.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "../store/small-books.ts";
import { capturedIo } from "./captured-io.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  await postNovember(small);
  const quote = { key: "Q-88", account: "acme", title: "Rollout", amount: "4800", currency: "USD" };
  const nothing = { catalog: null, accounts: [], subscriptions: [], usage: [] };
  await small.books.write((tx) => tx.importData({ ...nothing, quotes: [quote] }));
});

afterAll(() => small?.close());

const root: Root = {
  async open() {
    const { world, stop } = await openWorld(small.url, small.world.clock);
    return { world, stop, startWork: async () => ({ stop: async () => {} }) };
  },
  migrate: async () => "done",
  serve: async () => {},
  work: async () => {},
};

async function billrun(...argv: string[]) {
  const { io, written } = capturedIo({});
  const status = await runCli(argv, io, (program) => bookVerbs(program, root, io));
  return { status, ...written };
}

it("lists quotes and asks for the invoice of one", async () => {
  expect((await billrun("quote", "list")).out).toMatch(
    /Q-88 +ACME +Rollout +4,800.00 USD +– +open/,
  );
  const asked = await billrun("quote", "invoice", "Q-88", "--as", "Dana", "--po", "PO 7");
  expect(asked).toMatchObject({ status: 0, err: "" });
  expect(asked.out).toBe(
    "Quote Q-88 for ACME, 4,800.00 USD\n" +
      "Rollout: 4,800.00 USD, tax none.\n" +
      "1 line, net 30, due 1 Dec 2026, dated 1 Nov 2026.\n" +
      "Purchase order: PO 7\n" +
      "Waits for 1 approval. Nothing is posted before that.\n",
  );
  const again = await billrun("quote", "invoice", "Q-88", "--as", "Dana", "--po", "PO 7", "--json");
  expect([again.status, JSON.parse(again.out).refusal]).toEqual([1, "approval_open"]);
});

it("asks to reverse a run, and to credit an invoice", async () => {
  const reversal = await billrun("reverse", "BR-1", "wrong", "price", "--as", "Dana");
  expect(reversal.out).toContain("Reversal of BR-1, −100.00 USD in 1 credit memo\nThat takes back");
  expect(reversal.out).toContain("Reason: wrong price\n");
  const credit = ["credit", "INV-2026-000001", "--amount", "30", "--as", "Dana"];
  expect((await billrun(...credit)).out).toContain(
    "Credit of INV-2026-000001 for ACME, 30.00 USD\n1 credit memo, dated 1 Nov 2026.\n",
  );
  expect((await billrun("run", "status", "BR-1")).out).toContain(
    "A reversal waits for approval, asked by Dana (“wrong price”).",
  );
});

it.each([
  [2, ["reverse", "x"], '"x" is no run. Write BR-12.\n'],
  [2, ["reverse", "BR-1", "--date", "2026-02-30"], '"2026-02-30" is no day. Write 2026-12-31.\n'],
  [2, ["credit", "INV-2026-000001", "10", "--as", "Dana"], "For a part of it give --amount"],
  [
    1,
    ["credit", "INV-1", "--as", "Dana"],
    'There is no document "INV-1". Did you mean INV-2026-000001',
  ],
  [1, ["quote", "invoice", "Q-1", "--as", "Dana"], "There is no quote Q-1."],
  [1, ["quote", "invoice", "Q-88"], "Say in whose name: --as NAME."],
])("status %i: billrun %j is refused with what to do", async (expected, argv, said) => {
  const { status, err } = await billrun(...argv);
  expect(status).toBe(expected);
  expect(err).toContain(said);
});
