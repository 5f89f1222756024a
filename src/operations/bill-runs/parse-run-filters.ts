import type { RunOptions, Selection } from "../../billing/bill-run/proposal.ts";
import { nearest } from "../../billing/billing-file/nearest.ts";
import { type LocalDate, localDate, parseLocalDate } from "../../billing/calendar/local-date.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { optionWords, parseRunOption } from "./parse-run-options.ts";

/** A run as a person writes it: days, whom, and how. */
export type RunRequest = {
  readonly name: string | null;
  readonly targetOn: LocalDate;
  readonly invoiceOn: LocalDate;
  readonly select: Selection;
  readonly options?: RunOptions;
  readonly kind?: "ad-hoc" | "catch-up";
};

/** Everything due up to the end of this month, dated today, for everybody. */
export function defaultRunRequest(today: LocalDate): RunRequest {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const targetOn = localDate(`${today.slice(0, 8)}${String(last).padStart(2, "0")}`);
  return { name: null, targetOn, invoiceOn: today, select: {} };
}

const listFields = {
  account: "accounts",
  segment: "segments",
  tag: "tags",
  currency: "currencies",
  plan: "plans",
} as const;

/** The words that a filter may begin with, as they are typed. */
export const filterWords = [
  ...Object.keys(listFields),
  ...["bcd", "type", "target", "date", "name", "kind", "minimum"],
  ...Object.keys(optionWords),
];

/** Words that may stand there more than once: their values add up. */
const gathering: ReadonlySet<string> = new Set([...Object.keys(listFields), "bcd", "type"]);

const chargeTypes = ["recurring", "one-time", "usage"] as const;

type Draft = { -readonly [K in keyof RunRequest]: RunRequest[K] };

/**
 * Reads `segment:x tag:y,z bcd:1 currency:USD account:a,b plan:p type:usage target:2026-11-30
 * date:2026-12-01 name:"…"`, and how documents are made: `documents:subscription
 * credits:keep-back zero:issue minimum:10.00USD kind:catch-up`. Values of one word are joined by
 * commas; words of different kinds must all hold. What can only be one thing, as a day, is written
 * once. Refuses `filter_unknown`, `filter_invalid`.
 */
export function parseRunFilters(text: string, today: LocalDate): RunRequest | Refusal {
  const draft: Draft = { ...defaultRunRequest(today) };
  const said = new Map<string, string>();
  for (const word of splitWords(text)) {
    const colon = word.indexOf(":");
    const name = word.slice(0, colon).toLowerCase();
    const value = word.slice(colon + 1);
    if (colon > 0 && filterWords.includes(name) && /^,*$/.test(value)) {
      // A list of nothing would narrow nothing, and bill everybody.
      const message = `${quoteTyped(word)} names nothing.`;
      return refuse("filter_invalid", message, `Write ${exampleOf(name)}, or leave it out.`);
    }
    if (colon < 1 || value === "") {
      return refuse("filter_unknown", `I don't understand ${quoteTyped(word)}.`, filterHelp);
    }
    const no = refuseSecond(name, said.get(name), value) ?? applyFilter(draft, name, value);
    if (no) return no;
    said.set(name, value);
  }
  return draft;
}

/** Of two days, names or ways to bill nobody could tell which is meant. */
function refuseSecond(name: string, first: string | undefined, value: string): Refusal | null {
  if (first === undefined || first === value || gathering.has(name)) return null;
  const message = `"${name}:" stands there twice: ${first.slice(0, 40)} and ${value.slice(0, 40)}.`;
  return refuse("filter_invalid", message, "Write it once.");
}

const filterHelp =
  "Filters are written like segment:enterprise tag:emea bcd:1 currency:USD account:a,b plan:p " +
  "type:usage target:2026-11-30 date:2026-12-01 documents:subscription credits:keep-back " +
  "zero:issue minimum:10.00USD kind:catch-up.";

/** One filter as the help writes it: "segment:enterprise". */
function exampleOf(name: string): string {
  const word = filterHelp.split(" ").find((one) => one.startsWith(`${name}:`));
  return word?.replace(/\.$/, "") ?? `${name}:November`;
}

/** Splits at blanks, but not inside "double quotes" (also the curly ones that phones make). */
function splitWords(text: string): readonly string[] {
  const words = text.replace(/[“”]/g, '"').match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replace(/"/g, ""));
}

function applyFilter(draft: Draft, name: string, value: string): Refusal | null {
  if (name === "target" || name === "date") return applyDay(draft, name, value);
  if (name === "name") {
    draft.name = value;
    return null;
  }
  if (name === "kind") return applyKind(draft, value);
  const option = parseRunOption(name, value);
  if (isRefusal(option)) return option;
  if (option) {
    draft.options = { ...draft.options, ...option };
    return null;
  }
  const values = value.split(",").filter((part) => part !== "");
  if (name === "bcd") return applyCycleDays(draft, values);
  if (name === "type") return applyChargeTypes(draft, values);
  if (!Object.hasOwn(listFields, name)) {
    const near = nearest(name, filterWords);
    const remedy =
      near === null ? filterHelp : `Did you mean ${near}:${value.length > 64 ? "…" : value}?`;
    return refuse("filter_unknown", `There is no filter ${quoteTyped(name)}.`, remedy);
  }
  const field = listFields[name as keyof typeof listFields];
  const listed = name === "currency" ? values.map((code) => code.toUpperCase()) : values;
  draft.select = { ...draft.select, [field]: [...(draft.select[field] ?? []), ...listed] };
  return null;
}

function applyKind(draft: Draft, value: string): Refusal | null {
  const kind = value.toLowerCase();
  if (kind !== "catch-up" && kind !== "ad-hoc") {
    return refuse(
      "filter_invalid",
      `${quoteTyped(value)} is no kind of run.`,
      "Write kind:catch-up.",
    );
  }
  draft.kind = kind;
  return null;
}

function applyDay(draft: Draft, name: "target" | "date", value: string): Refusal | null {
  const day = parseLocalDate(value);
  if (!day)
    return refuse("filter_invalid", `${quoteTyped(value)} is no day.`, "Write it as 2026-11-30.");
  if (name === "target") draft.targetOn = day;
  else draft.invoiceOn = day;
  return null;
}

function applyCycleDays(draft: Draft, values: readonly string[]): Refusal | null {
  const days = values.map(Number);
  if (days.some((day) => !Number.isInteger(day) || day < 1 || day > 31)) {
    return refuse("filter_invalid", "Bill cycle days are 1 to 31.", "Write bcd:1 or bcd:1,15.");
  }
  draft.select = {
    ...draft.select,
    billCycleDays: [...(draft.select.billCycleDays ?? []), ...days],
  };
  return null;
}

function applyChargeTypes(draft: Draft, values: readonly string[]): Refusal | null {
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => !chargeTypes.some((type) => type === value))) {
    const remedy = `Charges are ${chargeTypes.join(", ")}.`;
    return refuse(
      "filter_invalid",
      `I don't know the charge type ${quoteTyped(values.join(","))}.`,
      remedy,
    );
  }
  const earlier: readonly string[] = draft.select.chargeTypes ?? [];
  const types = chargeTypes.filter((type) => wanted.includes(type) || earlier.includes(type));
  draft.select = { ...draft.select, chargeTypes: types };
  return null;
}
