import type { Selection } from "../../billing/bill-run/proposal.ts";
import { nearest } from "../../billing/billing-file/nearest.ts";
import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** So many accounts are looked up one by one; a retry names more, but takes them from the books. */
const mostNamedAccounts = 50;

const nothingToChoose = { segments: [], tags: [], currencies: [], plans: [] };

/**
 * Refuses `selection_unknown` where a condition names something that does not exist, since a typing
 * error would otherwise make a run that bills nobody.
 */
export async function checkSelection(world: World, select: Selection): Promise<Refusal | null> {
  const { segments, tags, currencies, plans: asked } = select;
  // A form that is sent waits for this: who names nothing waits for no count of all accounts.
  const isNamed = [segments, tags, currencies, asked].some((names) => names && names.length > 0);
  const choices = isNamed ? await world.books.selectionChoices() : nothingToChoose;
  const plans = choices.plans.map((plan) => plan.key);
  return (
    unknownIn("segment", select.segments, choices.segments) ??
    unknownIn("tag", select.tags, choices.tags) ??
    unknownIn("currency", select.currencies, choices.currencies) ??
    unknownIn("plan", select.plans, plans) ??
    unknownDay(select.billCycleDays) ??
    (await unknownAccount(world, select.accounts))
  );
}

function unknownIn(
  what: string,
  asked: readonly string[] | undefined,
  known: readonly string[],
): Refusal | null {
  const unknown = asked?.find((value) => !known.includes(value));
  if (unknown === undefined) return null;
  const near = nearest(unknown, known);
  const list = known.slice(0, 12).join(", ") || "none";
  const remedy = near === null ? `There is: ${list}.` : `Did you mean ${near}?`;
  return refuse("selection_unknown", `There is no ${what} ${quoteTyped(unknown)}.`, remedy);
}

function unknownDay(days: readonly number[] | undefined): Refusal | null {
  const wrong = days?.find((day) => !Number.isInteger(day) || day < 1 || day > 31);
  if (wrong === undefined) return null;
  return refuse("selection_unknown", `${wrong} is no bill cycle day.`, "Days are 1 to 31.");
}

async function unknownAccount(
  world: World,
  accounts: readonly string[] | undefined,
): Promise<Refusal | null> {
  for (const key of (accounts ?? []).slice(0, mostNamedAccounts)) {
    const found = await world.books.searchAccounts(key, 5);
    if (found.some((account) => account.key === key)) continue;
    const near = found.map((account) => account.key).join(", ");
    const remedy = near ? `Did you mean ${near}?` : "Check the account key.";
    return refuse("selection_unknown", `There is no account ${quoteTyped(key)}.`, remedy);
  }
  return null;
}
