import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBillingText } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { parseJson } from "../../../src/billing/billing-file/parse-json.ts";
import { scanJson } from "../../../src/billing/billing-file/scan-json.ts";
import { fullFile } from "./full-file.ts";

describe("text that is not JSON", () => {
  it.each([
    ["", "line 1, column 1, where the text ends too early"],
    ['{\n "version": 1,\n "plans": [,]\n}', 'line 3, column 12, where "," stands'],
    ['{"version": 1,}', 'line 1, column 15, where "}" stands'],
    ["{'version': 1}", 'line 1, column 2, where "\'" stands'],
    ['{"version" 1}', 'line 1, column 12, where "1" stands'],
    ['{"version": 01}', 'line 1, column 14, where "1" stands'],
    ['{"version": 1} {', 'line 1, column 16, where "{" stands'],
    ['{"name": "two\nlines"}', 'line 1, column 10, where "\\"" stands'],
  ])("%j breaks at %s", (text, place) => {
    const parsed = parseBillingText(text);
    expect(parsed.ok ? [] : parsed.errors).toMatchObject([
      { pointer: "", code: "malformed_json", message: expect.stringContaining(place) },
    ]);
  });

  it("breaks exactly where JSON.parse refuses, whatever the text", () => {
    const letters = fc.constantFrom(...'{}[]:,"\\u00e1-+.eE tfn \n', "true", '"a"', "1", "null");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
        expect(scanJson(text).brokenAt === null).toBe(canBeParsed(text));
      }),
      { numRuns: 3_000 },
    );
    fc.assert(fc.property(fc.json(), (text) => scanJson(text).brokenAt === null));
  });

  it("nested a million deep is refused like any other", () => {
    const deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    expect(parseBillingText(deep)).toMatchObject({ ok: false, errors: [{ code: "wrong_type" }] });
  });
});

function canBeParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("members that stand twice in one object", () => {
  it("are told with their pointers, however they are written", () => {
    const text = String.raw`{"a": {"b/~": 1, "b/~": 2}, "c": [0, {"d": 1, "\u0064": 2, "d": 3}]}`;
    expect(parseJson(text).errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/a/b~1~0 duplicate_member",
      "/c/1/d duplicate_member",
      "/c/1/d duplicate_member",
    ]);
  });

  it("don't hide the other errors", () => {
    const text = JSON.stringify(fullFile())
      .replace('"name":"Acme"', '"name":"Acme","name":"Acme Inc."')
      .replace('"version":1', '"version":3');
    const parsed = parseBillingText(text);
    expect(parsed.ok ? [] : parsed.errors.map(({ pointer }) => pointer)).toEqual([
      "/accounts/0/name",
      "/version",
    ]);
  });
});

it("a byte order mark in front is fine", () => {
  expect(parseBillingText(`\u{feff}${JSON.stringify(fullFile())}`).ok).toBe(true);
});
