import { Decimal } from "decimal.js";
import { type LocalDate, parseLocalDate } from "../calendar/local-date.ts";
import type { DecimalText } from "../catalog/catalog.ts";
import { currencyCodes, minorDigits } from "../money/currency.ts";
import { isCountry } from "./countries.ts";
import type { Place, Report } from "./file-error.ts";
import { didYouMean } from "./nearest.ts";
import { describe, type Reader, wrongType } from "./readers.ts";

const keyPattern = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** A key where it is defined. */
export const key: Reader<string> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, "a key in quotes", at, report);
  if (!keyPattern.test(value)) {
    const message =
      `${describe(value)} is no key: write 1 to 64 letters, digits, ".", "_", ":" or "-", ` +
      "the first one a letter or digit.";
    report(at, "invalid_key", message);
  }
  // Given back all the same: it is known by this name wherever it is used.
  return value;
};

/** A key where it is used; whether it exists is checked when everything is read. */
export const reference: Reader<string> = (value, at, report) =>
  typeof value === "string" ? value : wrongType(value, "a key in quotes", at, report);

const decimalPattern = /^-?(0|[1-9]\d*)(\.\d+)?$/;
// 10^15 major units are 10^18 minor units of a Kuwaiti dinar, still inside PostgreSQL's bigint.
const mostWholeDigits = 15;
const mostDecimals = 18;

type DecimalBounds = {
  readonly negative?: boolean;
  readonly aboveZero?: boolean;
  readonly most?: string;
};

/** A decimal written as text: "14.63". Not negative unless `bounds` allow it. */
export function decimal(bounds: DecimalBounds = {}): Reader<DecimalText> {
  return (value, at, report) => {
    if (typeof value === "number") {
      return wrongType(value, `text, in quotes: "${value}"`, at, report);
    }
    if (typeof value !== "string") return wrongType(value, 'a decimal like "14.63"', at, report);
    const problem = decimalProblem(value, bounds);
    if (problem === null) return value;
    report(at, problem.code, problem.message);
    return undefined;
  };
}

function decimalProblem(
  text: string,
  bounds: DecimalBounds,
): { code: string; message: string } | null {
  const match = decimalPattern.exec(text);
  if (match === null) {
    const message =
      `${describe(text)} is no decimal: write digits and one point, like "14.63", without ` +
      "exponent, plus sign, spaces, separators or leading zeros.";
    return { code: "invalid_decimal", message };
  }
  const isZero = !/[1-9]/.test(text);
  if (text.startsWith("-") && (isZero || !bounds.negative)) {
    const message = isZero ? 'Write zero without a sign: "0".' : `${text} is below zero.`;
    const remedy = isZero || bounds.negative ? "" : " Only the amount of a flat price may be.";
    return { code: "negative_decimal", message: message + remedy };
  }
  const [whole = "", decimals = ""] = [match[1], match[2]];
  if (whole.length > mostWholeDigits || decimals.length > mostDecimals + 1) {
    const message = `At most ${mostWholeDigits} digits before the point and ${mostDecimals} after.`;
    return { code: "decimal_out_of_range", message };
  }
  if (bounds.aboveZero && isZero) {
    return { code: "decimal_out_of_range", message: "This must be above zero." };
  }
  if (bounds.most !== undefined && compareDecimals(text, bounds.most) > 0) {
    return { code: "decimal_out_of_range", message: `${text} is above ${bounds.most}.` };
  }
  return null;
}

/** Below, at or above zero as `a` is below, equal to or above `b`; both are valid decimals. */
export function compareDecimals(a: DecimalText, b: DecimalText): number {
  return new Decimal(a).comparedTo(b);
}

/** A calendar day, "2026-01-31". */
export const day: Reader<LocalDate> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, 'a day like "2026-01-31"', at, report);
  const date = parseLocalDate(value);
  if (date === null) {
    const message = `${describe(value)} is no day of the calendar: write it like "2026-01-31".`;
    report(at, "invalid_day", message);
    return undefined;
  }
  // A year like 0206 is a slip of the hand, and would bill eighteen centuries.
  if (date < "1900-01-01") {
    report(at, "invalid_day", `${value} is before 1900-01-01: check the year.`);
    return undefined;
  }
  return date;
};

const time = /([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?/;
const offset = /Z|[+-](0\d|1[0-4]):[0-5]\d/;
const instantPattern = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})T${time.source}(${offset.source})$`);

/** A moment with its offset, "2026-01-31T23:59:59+01:00" (ISO 8601). */
export const instant: Reader<string> = (value, at, report) => {
  const example = '"2026-01-31T23:59:59Z" or "2026-01-31T23:59:59+01:00"';
  if (typeof value !== "string") return wrongType(value, `a moment like ${example}`, at, report);
  const match = instantPattern.exec(value);
  if (match !== null && day(match[1], at, () => undefined) !== undefined) return value;
  const message = `${describe(value)} is no moment with an offset: write it like ${example}.`;
  report(at, "invalid_instant", message);
  return undefined;
};

/** An ISO 4217 code that this book knows the minor unit of. */
export const currency: Reader<string> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, 'a code like "USD"', at, report);
  return checkCurrency(value, at, report) ? value : undefined;
};

/** Reports a code that is no currency, in a value or as the name of a table's entry. */
export function checkCurrency(code: string, at: Place, report: Report): boolean {
  if (minorDigits(code) !== undefined) return true;
  const near = currencyCodes().find((known) => known === code.trim().toUpperCase());
  const hint = near === undefined ? "" : didYouMean(code, [near]);
  report(at, "unknown_currency", `${describe(code)} is no ISO 4217 currency in use.${hint}`);
  return false;
}

// Asking Intl costs; what it said is kept for as many names as there can be zones or mistakes.
const mostRemembered = 1_000;
const zoneProblems = new Map<string, string | null>();

/** An IANA time zone that this runtime knows. */
export const timeZone: Reader<string> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, 'a zone like "Europe/Berlin"', at, report);
  let problem = zoneProblems.get(value);
  if (problem === undefined) {
    problem = isZone(value) ? null : zoneProblem(value);
    if (zoneProblems.size < mostRemembered) zoneProblems.set(value, problem);
  }
  if (problem === null) return value;
  report(at, "unknown_time_zone", problem);
  return undefined;
};

function zoneProblem(name: string): string {
  // Hundreds of names are compared; a file full of different mistakes goes without hints.
  const names = zoneProblems.size < mostRemembered ? Intl.supportedValuesOf("timeZone") : [];
  const hint = didYouMean(name, names) || ' Like "Europe/Berlin".';
  return `${describe(name)} is no IANA time zone.${hint}`;
}

function isZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    const resolved = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    // The runtime takes "EUROPE/BERLIN" too; other software doesn't.
    return resolved === name || resolved.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

/** An ISO 3166-1 alpha-2 country. */
export const country: Reader<string> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, 'a code like "DE"', at, report);
  if (isCountry(value)) return value;
  const upper = value.toUpperCase();
  const hint = isCountry(upper) ? ` Did you mean "${upper}"?` : ' Like "DE".';
  report(
    at,
    "unknown_country",
    `${describe(value)} is no ISO 3166-1 country of two letters.${hint}`,
  );
  return undefined;
};

/** A BCP 47 language tag, "en-US". */
export const locale: Reader<string> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, 'a locale like "en-US"', at, report);
  try {
    Intl.getCanonicalLocales(value);
    if (value !== "") return value;
  } catch {
    // Falls through to the report: the runtime's word for it is no help to a person.
  }
  report(at, "invalid_locale", `${describe(value)} is no locale: write it like "en-US".`);
  return undefined;
};

// Control characters end lines in mail headers and can't be stored; the overrides make text read
// backwards on screens; half a surrogate pair is no character.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Text for people, on one line, not empty. */
export const text: Reader<string> = (value, at, report) => {
  if (typeof value !== "string") return wrongType(value, "text in quotes", at, report);
  if (value.trim() === "" || value.length > 500) {
    report(at, "invalid_text", "Write 1 to 500 characters, or leave the field out if it may be.");
    return undefined;
  }
  if (unprintable.test(value)) {
    const message = "Take out the control characters (line breaks, tabs, direction marks).";
    report(at, "invalid_text", message);
    return undefined;
  }
  return value;
};

/** One e-mail address. Whether it can be reached only a mail shows. */
export const email: Reader<string> = (value, at, report) => {
  const address = text(value, at, report);
  if (address === undefined) return undefined;
  // RFC 5321 allows 254 characters; anything with two "@", blanks or brackets is a list or a name.
  if (address.length <= 254 && /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(address)) return address;
  const message = `${describe(value)} is no e-mail address: write one, like "ap@example.com".`;
  report(at, "invalid_email", message);
  return undefined;
};
