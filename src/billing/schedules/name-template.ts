import type { LocalDate } from "../calendar/local-date.ts";
import { monthNames } from "../calendar/month-names.ts";

/** What a name may be made of. */
export const templateWords = ["month", "year", "target", "invoice", "schedule"] as const;

/** The name of a run whose schedule gives none. */
export const defaultTemplate = "{month} {year}";

/** What a run's name is made from. */
export type NameParts = {
  readonly schedule: string;
  readonly targetOn: LocalDate;
  readonly invoiceOn: LocalDate;
};

/**
 * The name of a scheduled run: "{month} {year}" of a target in December gives "December 2026".
 * {target} and {invoice} are days, {schedule} is the schedule's name; other words stay as they are.
 */
export function fillNameTemplate(template: string, parts: NameParts): string {
  const words: Readonly<Record<string, string>> = {
    month: monthNames[Number(parts.targetOn.slice(5, 7)) - 1] ?? "",
    year: parts.targetOn.slice(0, 4),
    target: parts.targetOn,
    invoice: parts.invoiceOn,
    schedule: parts.schedule,
  };
  return template.replace(/\{([a-z]+)\}/g, (whole, word: string) => words[word] ?? whole);
}

/** The first word in braces that stands for nothing; null where all do. */
export function unknownWordOf(template: string): string | null {
  const known: readonly string[] = templateWords;
  for (const [, word = ""] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!known.includes(word)) return word;
  }
  return null;
}
