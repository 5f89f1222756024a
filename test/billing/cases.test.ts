import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { simulate } from "../../src/billing/billing-file/simulate.ts";
import { compareErrors, compareResult } from "../support/compare-result.ts";

/** A worked example: a billing file and what must come of it. */
type BillingCase = {
  readonly id: string;
  readonly title: string;
  readonly disputed?: boolean;
  readonly file: unknown;
  readonly expect: {
    readonly runs?: unknown;
    readonly errors?: Readonly<Record<string, unknown>>[];
  };
};

const folder = new URL("../cases/", import.meta.url);

for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith(".json")) continue;
  const cases = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as readonly BillingCase[];
  describe(`worked cases: ${name.replace(".json", "")}`, () => {
    for (const { id, title, disputed, file, expect: expected } of cases) {
      it.skipIf(disputed)(`${id}: ${title}`, () => {
        const parsed = parseBillingFile(file);
        if (expected.errors) {
          expect(parsed.ok).toBe(false);
          if (!parsed.ok) expect(compareErrors(expected.errors, parsed.errors)).toBeNull();
          return;
        }
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
        const result = simulate(parsed.data);
        expect(
          compareResult({ runs: expected.runs }, JSON.parse(JSON.stringify(result))),
        ).toBeNull();
      });
    }
  });
}
