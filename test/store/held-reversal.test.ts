import { afterEach, beforeEach, expect, it } from "vitest";
import { voteOnApproval } from "../../src/operations/approvals/vote-on-approval.ts";
import { reverseBillRun } from "../../src/operations/bill-runs/reverse-bill-run.ts";
import { reverseChunk } from "../../src/operations/bill-runs/reverse-chunk.ts";
import { workChunk } from "../../src/operations/bill-runs/work-chunk.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import {
  chunksOf,
  launch,
  openSmallBooks,
  postNovember,
  previewMonth,
  type SmallBooks,
} from "./small-books.ts";

let small: SmallBooks;

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme", seats: "5" }, { key: "beta" }]));
});

afterEach(() => small?.close());

const plainly = { reason: null, datedOn: null, channel: null };
const yes = { digest: null, decision: "approve", comment: null, typedTotal: null } as const;

async function approveReversal(number: number): Promise<void> {
  const { world, maker, approver } = small;
  expect(await reverseBillRun(world, maker, { number, ...plainly })).not.toHaveProperty("refusal");
  const about = { kind: "reversal", subject: `BR-${number}`, ...yes } as const;
  expect(await voteOnApproval(world, approver, about)).not.toHaveProperty("refusal");
}

/** Does what the queue would: every chunk of the latest reversal. */
async function takeBack(number: number): Promise<void> {
  const draft = await small.books.latestDraft("reversal", `BR-${number}`);
  const run = await small.books.findRun(number);
  if (!draft || !run) throw new Error("nothing is to be taken back");
  for (const { chunkId } of await chunksOf(small, run, "launch")) {
    await reverseChunk(small.world, { draftId: draft.id, chunkId });
  }
}

async function viewOf(number: number) {
  const run = await small.books.findRun(number);
  if (!run) throw new Error(`no BR-${number}`);
  return small.books.viewRun(run.id);
}

it("an account that was billed on since the approval is held, and taken back later", async () => {
  await postNovember(small);
  await approveReversal(1);
  // Between the last approval and its work, another run repairs what one account was billed.
  await small.books.write((tx) =>
    tx.importData(smallCompany([{ key: "acme", seats: "7" }, { key: "beta" }])),
  );
  const days = { targetOn: "2026-11-30", invoiceOn: "2026-11-02" };
  const second = await launch(small, await previewMonth(small, days));
  for (const chunk of await chunksOf(small, second, "launch")) {
    await workChunk(small.world, chunk, "w1");
  }
  await takeBack(1);

  const first = await viewOf(1);
  expect(first.run.state).toBe("completed");
  expect(first.reversal).toMatchObject({
    draft: { state: "posted" },
    held: [{ payer: "acme", reason: "BR-2 corrected or added to what was billed" }],
    posted: { totals: [{ creditMemos: 1, creditedMinor: 10_000n }] },
  });
  await expectSoundBooks(small.books);

  await approveReversal(2);
  await takeBack(2);
  await approveReversal(1);
  await takeBack(1);
  expect((await viewOf(1)).run.state).toBe("reversed");
  const [open] = await small.sql<{ sum: string }>(
    "SELECT sum(amount_minor)::text AS sum FROM posting WHERE ledger_account = 'receivable'",
  );
  expect(open?.sum).toBe("0");
  await expectSoundBooks(small.books);
});

it("two workers that take the same chunk back at once do it once", async () => {
  await postNovember(small);
  await approveReversal(1);
  await Promise.all(Array.from({ length: 5 }, () => takeBack(1)));
  const [memos] = await small.sql<{ many: number }>(
    "SELECT count(*)::int AS many FROM document WHERE type = 'credit-memo'",
  );
  expect(memos?.many).toBe(2);
  expect((await viewOf(1)).run.state).toBe("reversed");
  await expectSoundBooks(small.books);
});
