import { afterAll, beforeAll, expect, it } from "vitest";
import { bookVerbs } from "../../src/cli/book-verbs.ts";
import type { Root } from "../../src/cli/root.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { requestApproval } from "../../src/operations/bill-runs/request-approval.ts";
import {
  type ApprovalStage,
  openApprovalStage,
  orThrow,
} from "../operations/approvals/approval-stage.ts";
import { previewNovember } from "../store/small-books.ts";
import { capturedIo } from "./captured-io.ts";

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await openApprovalStage(3);
});
afterAll(() => stage.close());

const root: Root = {
  open: async () => ({
    world: stage.world,
    stop: async () => {},
    startWork: async () => ({ stop: async () => {} }),
  }),
  migrate: async () => "done",
  serve: async () => {},
  work: async () => {},
};

async function billrun(line: string, files: Record<string, string> = {}) {
  const { io, written } = capturedIo(files);
  const status = await runCli(line.split(" "), io, (program) => bookVerbs(program, root, io));
  return { status, ...written };
}

async function waiting(account: string): Promise<number> {
  const { number } = await previewNovember(stage, { accounts: [account] });
  orThrow(await requestApproval(stage.world, stage.maker, { number, digest: null }));
  return number;
}

it("what waits is listed, and voted on by its name", async () => {
  expect((await billrun("approvals --as Lee")).out).toBe("Nothing waits for approval.\n");
  const number = await waiting("a0");
  const list = (await billrun("approvals --as Lee")).out;
  expect(list).toMatch(/yours +run +BR-1 .* 1 approval +0 +Cora, Lee, Priya, Sam +5 Nov 2026/);
  expect((await billrun("approvals --as Dana")).out).not.toContain("yours");
  const json = JSON.parse((await billrun("approvals --as Lee --json")).out);
  expect(json.mine[0].approval).toMatchObject({ kind: "run", subject: `BR-${number}` });
  const own = await billrun(`approve br-${number} --as Dana`);
  expect([own.status, own.err]).toEqual([
    1,
    "You made BR-1, so somebody else approves it. Cora, Lee, Priya and Sam can.\n",
  ]);
  const approved = await billrun(`approve BR-${number} looks right --as Lee`);
  expect([approved.status, approved.out]).toEqual([0, "BR-1 is approved.\n"]);
  const view = orThrow({ ...(await stage.books.latestApprovalOf("run", "BR-1")) });
  expect(view.votes?.[0]).toMatchObject({ comment: "looks right", memberName: "Lee" });
  expect((await billrun("approve Q-9 --as Lee")).err).toBe(
    'Nothing called "Q-9" waits for approval. See what does with billrun approvals.\n',
  );
});

it("what waits is sent back with the reason", async () => {
  const number = await waiting("a1");
  const rejected = await billrun(`reject run BR-${number} too early --as Sam --json`);
  expect(JSON.parse(rejected.out)).toMatchObject({ tally: { outcome: "rejected" } });
  expect((await stage.books.findRun(number))?.state).toBe("previewed");
});

it("a policy is shown, proposed from a file, and approved", async () => {
  expect((await billrun("policy show --as Lee")).out).toBe(
    "The policy that comes with billrun.\nAnything of any amount: 1 person.\n" +
      "Anything above 1,000,000.00 USD: 2 people.\nA request expires after 72 hours.\n",
  );
  const policy = JSON.parse((await billrun("policy show --as Lee --json")).out);
  const wanted = { ...policy, typedAbove: { minor: "0", byCurrency: {} } };
  const files = { "wanted.json": JSON.stringify(wanted), "bad.json": "{" };
  expect((await billrun("policy propose bad.json --as Ada", files)).status).toBe(2);
  expect((await billrun("policy propose none.json --as Ada", files)).status).toBe(2);
  const proposed = await billrun("policy propose wanted.json --as Ada", files);
  expect(proposed.out).toBe("The change waits for approval.\n");
  expect((await billrun("policy show --as Ada")).out).toContain("waits for approval");
  expect((await billrun("approve policy --as Lee")).out).toContain("is approved.");
  expect((await billrun("policy show --as Lee")).out).toContain("approvers type the total");
});

it("a total above the limit is typed", async () => {
  const number = await waiting("a2");
  const without = await billrun(`approve BR-${number} --as Lee`);
  expect(without.err).toContain("above the limit from which approvers type its total");
  expect((await billrun(`approve BR-${number} --total 1 --as Lee`)).status).toBe(1);
  const approval = await stage.books.latestApprovalOf("run", `BR-${number}`);
  const total = (Number(approval?.typed?.minor) / 100).toFixed(2);
  expect((await billrun(`approve BR-${number} --total ${total} --as Lee`)).status).toBe(0);
});

it("somebody who is away lets another member vote, and comes back", async () => {
  const away = await billrun("delegate to Sam --until 2026-11-10 --as Cora");
  expect(away.out).toBe(
    "Sam votes for you from 2 Nov 2026 12:00 UTC until 11 Nov 2026 00:00 UTC.\n",
  );
  expect((await billrun("delegate to Nobody --until 2026-11-10 --as Cora")).err).toContain(
    'There is no member "Nobody".',
  );
  expect((await billrun("delegate off --as Cora")).out).toBe("You vote yourself again.\n");
  expect((await billrun("delegate off --as Cora")).err).toBe("Nobody votes in your place.\n");
});
