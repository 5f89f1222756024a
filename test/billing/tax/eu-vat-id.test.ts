import { describe, expect, it } from "vitest";
import { isInEu, isVatIdOf } from "../../../src/billing/tax/eu-vat-id.ts";

/** A number of each state that its authority or a large company of it publishes. */
const published: Readonly<Record<string, string>> = {
  AT: "ATU13585627",
  BE: "BE0428759497",
  BG: "BG175074752",
  CY: "CY10259033P",
  CZ: "CZ25123891",
  DE: "DE136695976",
  DK: "DK13585628",
  EE: "EE100931558",
  ES: "ESB58378431",
  FI: "FI20774740",
  FR: "FR40303265045",
  GR: "EL094259216",
  HR: "HR33392005961",
  HU: "HU12892312",
  IE: "IE6433435F",
  IT: "IT00743110157",
  LT: "LT119511515",
  LU: "LU15027442",
  LV: "LV40003521600",
  MT: "MT11679112",
  NL: "NL004495445B01",
  PL: "PL8567346215",
  PT: "PT501964843",
  RO: "RO18547290",
  SE: "SE123456789701",
  SI: "SI50223054",
  SK: "SK2022749619",
};

/** States of whose numbers only the format is checked. */
const formatOnly = new Set(["BG", "CY", "CZ", "ES", "IE", "LT", "LV", "RO"]);

describe("VAT ids of the European Union", () => {
  it("there are 27 states", () => {
    expect(Object.keys(published)).toHaveLength(27);
    for (const country of Object.keys(published)) expect(isInEu(country)).toBe(true);
    for (const other of ["GB", "CH", "NO", "US", "XI", "EL", "toString"]) {
      expect(isInEu(other)).toBe(false);
    }
  });

  it.each(Object.entries(published))("%s takes %s, for no other state", (country, vatId) => {
    expect(isVatIdOf(vatId, country)).toBe(true);
    const others = Object.keys(published).filter((other) => other !== country);
    expect(others.filter((other) => isVatIdOf(vatId, other))).toEqual([]);
    const isOfManyLengths = ["BG", "CZ", "RO"].includes(country);
    expect(isVatIdOf(vatId.slice(0, -1), country) && !isOfManyLengths).toBe(false);
    expect(isVatIdOf(`${vatId}00`, country) && !isOfManyLengths).toBe(false);
  });

  it.each(Object.entries(published).filter(([country]) => !formatOnly.has(country)))(
    "%s: of %s with another last digit nearly all are refused",
    (country, vatId) => {
      // An old Dutch number ends with its branch, and its check digit stands before the B.
      const place = country === "NL" ? 10 : country === "SE" ? 11 : vatId.length - 1;
      const others = "0123456789".replace(vatId.charAt(place), "");
      const taken = [...others].filter((digit) =>
        isVatIdOf(vatId.slice(0, place) + digit + vatId.slice(place + 1), country),
      );
      expect(taken).toEqual([]);
    },
  );

  it("doesn't mind blanks, dots, hyphens and small letters", () => {
    expect(isVatIdOf("be 0428.759.497", "BE")).toBe(true);
    expect(isVatIdOf("atu 1358-5627", "AT")).toBe(true);
  });

  it.each([
    ["0428759497", "BE"],
    ["XI123456789", "GB"],
    ["GR094259216", "GR"],
    ["DE000000000", "DE"],
    ["FR41303265045", "FR"],
    ["", "DE"],
  ])("%s is none of %s", (vatId, country) => {
    expect(isVatIdOf(vatId, country)).toBe(false);
  });

  it("takes Dutch numbers of sole traders, and French keys with letters", () => {
    expect(isVatIdOf("NL000099998B57", "NL")).toBe(true);
    expect(isVatIdOf("NL000099998B58", "NL")).toBe(false);
    expect(isVatIdOf("FRK7399859412", "FR")).toBe(true);
  });
});
