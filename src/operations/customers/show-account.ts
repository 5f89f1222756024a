import { type AccountStanding, standingOf } from "../../billing/bill-run/account-standing.ts";
import type { PayerFacts } from "../../billing/bill-run/proposal.ts";
import { localDateAt } from "../../billing/calendar/local-day.ts";
import { NotBillable } from "../../billing/catalog/not-billable.ts";
import type { Account } from "../../billing/customers/account.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import type { PostedDocument } from "../book-records.ts";
import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { AccountRunResult } from "./customers-books.ts";

/** So many of the latest documents and runs are told. */
const latest = 5;

/** A document of an account, with what is still open of it. */
export type AccountDocument = Omit<PostedDocument, "lines" | "taxes"> & {
  /** Minor units; of a credit memo what is not used yet. */
  readonly openMinor: bigint;
};

/** Everything that is told of one account. */
export type AccountView = {
  readonly account: Account;
  /** On whose documents its lines stand; itself unless it has a parent. */
  readonly payer: Account;
  /** Null where it can't be billed as it is; `trouble` says why. */
  readonly standing: AccountStanding | null;
  readonly trouble: string | null;
  /** The payer's, the latest first. */
  readonly documents: readonly AccountDocument[];
  readonly runs: readonly AccountRunResult[];
};

/**
 * Who an account is, what runs for it, what is due, its last documents and what became of it in the
 * latest runs. Refuses `role_missing`, `account_missing`, `account_unknown`.
 */
export async function showAccount(
  world: World,
  actor: Actor,
  input: { readonly key: string },
): Promise<AccountView | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const key = input.key.trim();
  if (key === "") {
    return refuse("account_missing", "Which account?", "Write /billrun account acme.");
  }
  const { books } = world;
  const facts = await books.loadPayerOf(key);
  const account = facts?.accounts.find((row) => row.key === key);
  if (!facts || !account) return refuseUnknown(world, key);
  const documents = await books.documentsOfAccount(facts.payer.key, latest);
  const [open, runs, standing] = await Promise.all([
    books.openBalances(documents.map((document) => document.id)),
    books.runsOfAccount(key, latest),
    standingNow(world, facts, account),
  ]);
  return {
    account,
    payer: facts.payer,
    ...standing,
    documents: documents.map(({ lines: _, taxes: __, ...document }) => ({
      ...document,
      openMinor: open.get(document.id) ?? 0n,
    })),
    runs,
  };
}

async function standingNow(
  world: World,
  facts: PayerFacts,
  account: Account,
): Promise<Pick<AccountView, "standing" | "trouble">> {
  const catalog = await world.books.loadCatalog();
  const today = localDateAt(world.clock.now().toISOString(), account.timeZone);
  try {
    return { standing: standingOf(facts, catalog, account.key, today), trouble: null };
  } catch (error) {
    // A run parks such an account with the same sentence.
    if (!(error instanceof NotBillable)) throw error;
    return { standing: null, trouble: error.message };
  }
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
