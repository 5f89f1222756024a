/**
 * ISO 4217 currencies by the digits of their minor unit.
 *
 * The table is written out because what runtimes know (CLDR) differs from the standard: it gives
 * Iraqi dinars, forints and rupiahs no minor unit in daily use, and an invoice must add up at the
 * bank. Source: ISO 4217 list one (active currencies and funds), amendments up to 2026.
 */
const codesByDigits: ReadonlyArray<readonly [number, string]> = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP " +
      "BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR " +
      "FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR " +
      "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR " +
      "MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK " +
      "SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN " +
      "UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const digitsByCode: ReadonlyMap<string, number> = new Map(
  codesByDigits.flatMap(([digits, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, digits]),
  ),
);

/**
 * How many digits the minor unit of a currency has: USD 2, JPY 0, KWD 3; undefined where `code` is
 * no currency with a minor unit. Codes are upper case.
 */
export function minorDigits(code: string): number | undefined {
  return digitsByCode.get(code);
}

/** Like `minorDigits`, for a code that was checked where it came in; throws for any other. */
export function knownMinorDigits(code: string): number {
  const digits = digitsByCode.get(code);
  if (digits === undefined) throw new RangeError(`not an ISO 4217 currency: ${code}`);
  return digits;
}

/** Every code of the table, ordered. */
export function currencyCodes(): readonly string[] {
  return [...digitsByCode.keys()].sort();
}
