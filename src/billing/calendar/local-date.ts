declare const localDateBrand: unique symbol;

/**
 * A calendar day without zone or time, written "YYYY-MM-DD"; sorts as text. Made by
 * `parseLocalDate`.
 */
export type LocalDate = string & { readonly [localDateBrand]: true };

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The day that `text` names, or null where it is no day of the calendar ("2026-02-30", "26-1-1").
 */
export function parseLocalDate(text: string): LocalDate | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= last ? (text as LocalDate) : null;
}

/**
 * Like `parseLocalDate`, for text that is known to be a day (a date column, a literal); throws
 * otherwise.
 */
export function localDate(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day === null) throw new RangeError(`not a calendar day: ${text}`);
  return day;
}
