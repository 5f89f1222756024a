import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import { type ChargeExplanation, explainCharges } from "../../billing/bill-run/explain-charges.ts";
import type { PayerFacts, RunTerms } from "../../billing/bill-run/proposal.ts";
import { lineName } from "../../billing/invoicing/document.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import type { PostedDocument } from "../book-records.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { todayOf } from "../today.ts";
import type { Actor, World } from "../world.ts";
import type { AccountExplanation } from "./account-explanation.ts";
import { findRun } from "./find-run.ts";

/** Documents of one account that are searched for those of a run. */
const recentDocuments = 500;

/**
 * Why an account was, or would be, billed what it was: every charge with its lines or with the
 * reason why nothing is billed. With a run that launched, what it posted; with another one, what it
 * would bill by what is known now; of a canceled one, that it billed nothing. Without a run: the
 * latest that bills the account, or what would be due today. Refuses `role_missing`,
 * `account_unknown`, `bill_run_unknown`.
 */
export async function explainAccount(
  world: World,
  actor: Actor,
  input: { readonly account: string; readonly runNumber: number | null },
): Promise<AccountExplanation | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const facts = await world.books.loadPayerOf(input.account);
  if (!facts) return refuseUnknown(world, input.account);
  const run =
    input.runNumber === null
      ? await latestRunOf(world, input.account)
      : await findRun(world, input.runNumber);
  if (isRefusal(run)) return run;
  const posted = run ? await postedBy(world, facts, run) : [];
  const terms = run?.terms ?? (await termsForToday(world));
  const charges = explainCharges(
    withoutLinesOf(facts, posted),
    await world.books.loadCatalog(),
    terms,
  ).filter((charge) => charge.account === input.account);
  const isCanceled = run?.state === "canceled";
  const result = run && !isCanceled ? await world.books.findResult(run.id, input.account) : null;
  const account = facts.accounts.find((row) => row.key === input.account) ?? facts.payer;
  return {
    account: account.key,
    name: account.name,
    currency: account.currency,
    runNumber: run?.number ?? null,
    isLaunched: Boolean(run?.launchedAt),
    isCanceled,
    targetOn: terms.targetOn,
    result: result?.result ?? null,
    reason: result?.reason ?? null,
    documents: posted.map(({ number, type, totalMinor }) => ({ number, type, totalMinor })),
    charges: run?.launchedAt ? charges.map((charge) => asPosted(charge, posted)) : charges,
  };
}

/** So many of the latest runs are looked through for one that bills an account. */
const runsLookedThrough = 20;

async function latestRunOf(world: World, account: string): Promise<BillRun | null> {
  for (const { run } of await world.books.listRuns(runsLookedThrough)) {
    if (run.state === "canceled" || run.state === "draft") continue;
    const row = await world.books.findResult(run.id, account);
    if (row?.result === "billed") return run;
  }
  return null;
}

async function refuseUnknown(world: World, key: string): Promise<Refusal> {
  const near = await world.books.searchAccounts(key, 3);
  const names = near.map((account) => `${account.key} (${account.name})`).join(", ");
  return refuse(
    "account_unknown",
    `There is no account ${quoteTyped(key)}.`,
    names ? `Did you mean ${names}?` : "Write its key, or part of its name to be told the key.",
  );
}

async function postedBy(
  world: World,
  facts: PayerFacts,
  run: BillRun,
): Promise<readonly PostedDocument[]> {
  if (!run.launchedAt) return [];
  const all = await world.books.documentsOfAccount(facts.payer.key, recentDocuments);
  return all.filter((document) => document.runNumber === run.number);
}

/** The facts as the run found them: without what it billed itself. */
function withoutLinesOf(facts: PayerFacts, posted: readonly PostedDocument[]): PayerFacts {
  const nameOf = (line: PayerFacts["billed"][number]) =>
    `${line.subscription} ${line.charge} ${lineName(line)}`;
  const own = new Set(posted.flatMap((document) => document.lines.map(nameOf)));
  return { ...facts, billed: facts.billed.filter((line) => !own.has(nameOf(line))) };
}

/** What was posted stands, whatever the facts would give now. */
function asPosted(charge: ChargeExplanation, posted: readonly PostedDocument[]): ChargeExplanation {
  const lines = posted
    .flatMap((document) => document.lines)
    .filter((l) => l.subscription === charge.subscription && l.charge === charge.charge);
  if (lines.length > 0) return { ...charge, lines, reason: null };
  const reason = charge.reason ?? "not billed by this run, like the rest of the account";
  return { ...charge, lines: [], reason };
}

async function termsForToday(world: World): Promise<RunTerms> {
  const today = await todayOf(world);
  return { targetOn: today, invoiceOn: today, asOf: today, select: {} };
}
