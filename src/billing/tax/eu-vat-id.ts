/**
 * VAT identification numbers of the 27 states of the European Union: how they are written, and for
 * many of them the check digits.
 *
 * Sources: European Commission, VIES, "Structure of VAT identification numbers" (formats);
 * Austrian ministry of finance, "UID-Nummern, Konstruktionsregeln der Mitgliedstaaten" (check
 * digits). Where those rules are long or have exceptions, only the format is checked.
 * XI (goods in Northern Ireland) is none of them: services there are outside of the Union.
 */
type VatFormat = {
  /** Without the prefix. */
  readonly pattern: RegExp;
  /** Whether the check digits agree; absent: the format is all that is checked. */
  readonly checks?: (number: string) => boolean;
};

const formats: Readonly<Record<string, VatFormat>> = {
  AT: { pattern: /^U\d{8}$/, checks: isAustrian },
  BE: { pattern: /^[01]\d{9}$/, checks: (n) => 97 - mod(n.slice(0, 8), 97) === last(n, 2) },
  BG: { pattern: /^\d{9,10}$/ },
  CY: { pattern: /^\d{8}[A-Z]$/ },
  CZ: { pattern: /^\d{8,10}$/ },
  DE: { pattern: /^[1-9]\d{8}$/, checks: isMod11And10 },
  DK: { pattern: /^\d{8}$/, checks: (n) => weighted(n, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: {
    pattern: /^\d{9}$/,
    checks: (n) => tens(weighted(n, [3, 7, 1, 3, 7, 1, 3, 7])) === last(n),
  },
  EL: {
    pattern: /^\d{9}$/,
    checks: (n) => (weighted(n, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(n),
  },
  ES: { pattern: /^(?=.*[A-Z])[A-Z0-9]\d{7}[A-Z0-9]$/ },
  FI: {
    pattern: /^\d{8}$/,
    checks: (n) => (11 - (weighted(n, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === last(n),
  },
  FR: { pattern: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, checks: isFrench },
  HR: { pattern: /^\d{11}$/, checks: isMod11And10 },
  HU: { pattern: /^\d{8}$/, checks: (n) => tens(weighted(n, [9, 7, 3, 1, 9, 7, 3])) === last(n) },
  IE: { pattern: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/ },
  IT: { pattern: /^\d{11}$/, checks: isLuhn },
  LT: { pattern: /^(\d{9}|\d{12})$/ },
  LU: { pattern: /^\d{8}$/, checks: (n) => mod(n.slice(0, 6), 89) === last(n, 2) },
  LV: { pattern: /^\d{11}$/ },
  MT: {
    pattern: /^\d{8}$/,
    checks: (n) => 37 - (weighted(n, [3, 4, 6, 7, 8, 9]) % 37) === last(n, 2),
  },
  NL: { pattern: /^\d{9}B\d{2}$/, checks: isDutch },
  PL: {
    pattern: /^\d{10}$/,
    checks: (n) => weighted(n, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(n),
  },
  PT: {
    pattern: /^\d{9}$/,
    checks: (n) => elevens(weighted(n, [9, 8, 7, 6, 5, 4, 3, 2])) === last(n),
  },
  RO: { pattern: /^[1-9]\d{1,9}$/ },
  SE: { pattern: /^\d{10}(0[1-9]|[1-8]\d|9[0-4])$/, checks: (n) => isLuhn(n.slice(0, 10)) },
  SI: {
    pattern: /^[1-9]\d{7}$/,
    checks: (n) => elevens(weighted(n, [8, 7, 6, 5, 4, 3, 2])) === last(n),
  },
  SK: { pattern: /^[1-9]\d{9}$/, checks: (n) => mod(n, 11) === 0 },
};

/** Whether a country (ISO 3166-1) is a state of the European Union. */
export function isInEu(country: string): boolean {
  return country !== "EL" && Object.hasOwn(formats, prefixOf(country));
}

/**
 * Whether `vatId` is a VAT identification number of that state of the Union, as far as writing
 * shows: its prefix (Greece: EL), its format, its check digits. Blanks, dots and hyphens don't
 * count. Whether the number is in force, only VIES can tell.
 */
export function isVatIdOf(vatId: string, country: string): boolean {
  if (!isInEu(country)) return false;
  const prefix = prefixOf(country);
  const written = vatId.toUpperCase().replaceAll(/[\s.-]/g, "");
  if (!written.startsWith(prefix)) return false;
  const number = written.slice(prefix.length);
  const format = formats[prefix];
  return format?.pattern.test(number) === true && (format.checks?.(number) ?? true);
}

function prefixOf(country: string): string {
  return country === "GR" ? "EL" : country;
}

function digit(number: string, index: number): number {
  return Number(number.charAt(index));
}

function last(number: string, many = 1): number {
  return Number(number.slice(-many));
}

/** The sum of the first digits, each times its weight. */
function weighted(number: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digit(number, index), 0);
}

/** The rest of a number of any length. */
function mod(number: string, by: number): number {
  let rest = 0;
  for (let index = 0; index < number.length; index++)
    rest = (rest * 10 + digit(number, index)) % by;
  return rest;
}

/** What is missing to the next ten. */
function tens(sum: number): number {
  return (10 - (sum % 10)) % 10;
}

/** What is missing to the next eleven; 0 where that isn't a digit. */
function elevens(sum: number): number {
  const check = 11 - (sum % 11);
  return check > 9 ? 0 : check;
}

/** ISO/IEC 7812-1, annex B. */
function isLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index++) {
    const doubled = digit(number, number.length - 1 - index) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 7064, MOD 11,10. */
function isMod11And10(number: string): boolean {
  let product = 10;
  for (let index = 0; index < number.length - 1; index++) {
    const sum = (digit(number, index) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === last(number);
}

function isAustrian(number: string): boolean {
  let sum = 4;
  for (let index = 1; index < 8; index++) {
    const doubled = digit(number, index) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return tens(sum) === last(number);
}

/** Newer French keys have letters, which follow no published rule. */
function isFrench(number: string): boolean {
  if (!/^\d{2}/.test(number)) return true;
  return (12 + 3 * mod(number.slice(2), 97)) % 97 === Number(number.slice(0, 2));
}

/** By digit 9 as of old, or by all characters modulo 97 as sole traders have it since 2020. */
function isDutch(number: string): boolean {
  if (weighted(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === digit(number, 8)) return true;
  return mod(`2321${number.replace("B", "11")}`, 97) === 1;
}
