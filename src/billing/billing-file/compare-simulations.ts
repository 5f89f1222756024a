import type { LocalDate } from "../calendar/local-date.ts";
import { formatMinor, parseAmount } from "../money/format-amount.ts";
import type { SimulatedAccount, SimulatedRun, SimulationResult } from "./simulation-result.ts";

type PrintedDocument = SimulatedRun["documents"][number];
type PrintedLine = PrintedDocument["lines"][number];

/**
 * What an account is billed in two simulations, where that differs. Amounts in major units, tax
 * included.
 */
export type AccountDifference = {
  readonly account: string;
  /** Null where the account is in only one of the files. */
  readonly before: SimulatedAccount["result"] | null;
  readonly after: SimulatedAccount["result"] | null;
  readonly documents: readonly DocumentDifference[];
};

/** What one document, or the lack of it, does to what an account owes. */
export type DocumentDifference = {
  readonly type: PrintedDocument["type"];
  readonly currency: string;
  /** Total of the document in either file; null where it has none. */
  readonly before: string | null;
  readonly after: string | null;
  /** What the customer owes more (or less, below zero): of a credit memo the other way round. */
  readonly difference: string;
  readonly onlyBefore: readonly PrintedLine[];
  readonly onlyAfter: readonly PrintedLine[];
};

/** Invoices less credit memos, tax included. */
export type TotalDifference = {
  readonly before: string;
  readonly after: string;
  readonly difference: string;
};

/** Where one run bills differently in the two files. */
export type RunDifference = {
  /** Null where only the other file has such a run. */
  readonly before: LocalDate | null;
  readonly after: LocalDate | null;
  /** Only accounts that differ, ordered by key. */
  readonly accounts: readonly AccountDifference[];
  readonly totals: Readonly<Record<string, TotalDifference>>;
};

/** What two billing files bill differently, run by run in the order of the files. */
export type SimulationDifference = {
  readonly version: 1;
  readonly same: boolean;
  readonly runs: readonly RunDifference[];
};

/** Compares two simulations: what a changed catalog, or changed rules, would bill differently. */
export function compareSimulations(
  before: SimulationResult,
  after: SimulationResult,
): SimulationDifference {
  const count = Math.max(before.runs.length, after.runs.length);
  const runs = Array.from({ length: count }, (_, index) =>
    compareRuns(before.runs[index], after.runs[index]),
  );
  const same = runs.every(
    (run) => run.accounts.length === 0 && run.before !== null && run.after !== null,
  );
  return { version: 1, same, runs };
}

function compareRuns(
  before: SimulatedRun | undefined,
  after: SimulatedRun | undefined,
): RunDifference {
  const rows = [byAccount(before?.accounts), byAccount(after?.accounts)] as const;
  const documents = [byAccount(before?.documents), byAccount(after?.documents)] as const;
  const keys = new Set([...rows[0].keys(), ...rows[1].keys()]);
  const accounts: AccountDifference[] = [];
  for (const account of [...keys].sort()) {
    const results = {
      before: rows[0].get(account)?.[0]?.result ?? null,
      after: rows[1].get(account)?.[0]?.result ?? null,
    };
    const differing = compareDocuments(
      documents[0].get(account) ?? [],
      documents[1].get(account) ?? [],
    );
    if (results.before === results.after && differing.length === 0) continue;
    accounts.push({ account, ...results, documents: differing });
  }
  return {
    before: before?.targetOn ?? null,
    after: after?.targetOn ?? null,
    accounts,
    totals: compareTotals(before?.documents ?? [], after?.documents ?? []),
  };
}

function byAccount<T extends { readonly account: string }>(
  entries: readonly T[] = [],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    groups.set(entry.account, [...(groups.get(entry.account) ?? []), entry]);
  }
  return groups;
}

/**
 * Pairs an account's documents by type and currency, and by subscription where it has one for each;
 * those that are alike are left out.
 */
function compareDocuments(
  before: readonly PrintedDocument[],
  after: readonly PrintedDocument[],
): DocumentDifference[] {
  const isForEach = Math.max(sameTypes(before), sameTypes(after)) > 1;
  const kind = ({ type, currency, lines }: PrintedDocument) =>
    `${type} ${currency} ${isForEach ? lines[0]?.subscription : ""}`;
  const kinds = [...new Set([...before, ...after].map(kind))];
  return kinds.flatMap((wanted): DocumentDifference[] => {
    const a = before.find((document) => kind(document) === wanted);
    const b = after.find((document) => kind(document) === wanted);
    const either = a ?? b;
    if (either === undefined) return [];
    const { type, currency } = either;
    const onlyBefore = linesWithout(a?.lines ?? [], b?.lines ?? []);
    const onlyAfter = linesWithout(b?.lines ?? [], a?.lines ?? []);
    if (a?.total === b?.total && onlyBefore.length + onlyAfter.length === 0) return [];
    const difference = formatMinor((b ? owed(b) : 0n) - (a ? owed(a) : 0n), currency);
    const totals = { before: a?.total ?? null, after: b?.total ?? null };
    return [{ type, currency, ...totals, difference, onlyBefore, onlyAfter }];
  });
}

/** How many documents of one type an account has at most. */
function sameTypes(documents: readonly PrintedDocument[]): number {
  const invoices = documents.filter(({ type }) => type === "invoice").length;
  return Math.max(invoices, documents.length - invoices);
}

/** The lines that `others` has no equal of; of two equal lines each needs one. */
function linesWithout(
  lines: readonly PrintedLine[],
  others: readonly PrintedLine[],
): PrintedLine[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(nameOf(line), (left.get(nameOf(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(nameOf(line)) ?? 0;
    left.set(nameOf(line), count - 1);
    return count <= 0;
  });
}

/** All that a line charges. Not why: another sentence for the same money is no difference. */
function nameOf(line: PrintedLine): string {
  const { subscription, charge, kind, from, to, quantity, fraction } = line;
  const { amount, discount, tax } = line;
  const parts = [subscription, charge, kind, from, to, quantity, fraction, amount, discount, tax];
  return JSON.stringify(parts);
}

/** What a document adds to what is owed, in minor units. */
function owed(document: PrintedDocument): bigint {
  const total = parseAmount(document.total, document.currency) ?? 0n;
  return document.type === "invoice" ? total : -total;
}

function compareTotals(
  before: readonly PrintedDocument[],
  after: readonly PrintedDocument[],
): Record<string, TotalDifference> {
  const currencies = new Set([...before, ...after].map((document) => document.currency));
  const totals: Record<string, TotalDifference> = {};
  for (const currency of [...currencies].sort()) {
    const [a, b] = [sumOf(before, currency), sumOf(after, currency)];
    totals[currency] = {
      before: formatMinor(a, currency),
      after: formatMinor(b, currency),
      difference: formatMinor(b - a, currency),
    };
  }
  return totals;
}

function sumOf(documents: readonly PrintedDocument[], currency: string): bigint {
  let sum = 0n;
  for (const document of documents) if (document.currency === currency) sum += owed(document);
  return sum;
}
