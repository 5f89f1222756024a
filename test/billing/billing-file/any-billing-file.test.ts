import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBillingFile } from "../../../src/billing/billing-file/parse-billing-file.ts";
import { fullFile, places, put } from "./full-file.ts";
import { wrongWith } from "./wrong-with.ts";

describe("any file", () => {
  it("with every field of the format is valid", () => {
    expect(wrongWith({})).toEqual([]);
  });

  const everywhere = [...places(fullFile())].filter(([pointer]) => pointer !== "");

  it.each(everywhere.map(([pointer]) => pointer))("with a wrong type at %s", (pointer) => {
    // No field of the format takes a list that holds a list.
    const wrong = wrongWith({ [pointer]: [[]] });
    expect(wrong).toHaveLength(1);
    expect(wrong[0]?.split(" ")[0]?.replace(/\/0$/, "")).toBe(pointer.replace(/\/0$/, ""));
  });

  const needed = [
    /^\/(version|plans|accounts|subscriptions)$/,
    /\/(key|model|upTo|duration|timing)$/,
    /^\/plans\/\d\/charges$/,
    /\/charges\/\d\/(type|price)$/,
    /\/charges\/(0|2)\/period$/,
    /^\/taxRates\/\d\/percent$/,
    /^\/plans\/0\/charges\/0\/price\/unitPrice$/,
    /^\/plans\/1\/charges\/0\/price\/(size|amount)$/,
    /\/price\/tiers$/,
    /^\/accounts\/\d\/(name|address\/country)$/,
    /^\/subscriptions\/\d\/(account|plan|startOn)$/,
    /\/changes\/\d\/on$/,
    /^\/usage\/\d\/(subscription|charge|at|quantity)$/,
    /^\/quotes\/\d\/(account|title|amount)$/,
    /^\/runs\/\d\/targetOn$/,
  ];
  const neededPointers = everywhere
    .map(([pointer]) => pointer)
    .filter((pointer) => needed.some((pattern) => pattern.test(pointer)));

  it.each(neededPointers)("without %s", (pointer) => {
    expect(wrongWith({ [pointer]: undefined })).toEqual([`${pointer} missing_field`]);
  });

  const tables = /\/(quantity|prices|priceByCurrency|minimumInvoice)$/;
  const objects = everywhere.filter(
    ([pointer, value]) =>
      typeof value === "object" && !Array.isArray(value) && value !== null && !tables.test(pointer),
  );

  it.each(objects.map(([pointer]) => pointer))("with unknown fields in %s", (pointer) => {
    fc.assert(
      fc.property(fc.constantFrom("__proto__", "constructor", "x/y~z", "Key"), (name) => {
        const at = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
        const parent = fullFile();
        const target = [...places(parent)].find(([place]) => place === pointer)?.[1];
        Object.defineProperty(target, name, { value: "x", enumerable: true });
        const parsed = parseBillingFile(parent);
        const errors = parsed.ok ? [] : parsed.errors;
        expect(errors.map((error) => error.pointer)).toEqual([at]);
      }),
      { numRuns: 8 },
    );
  });

  it("never throws, whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parseBillingFile(json)).toHaveProperty("ok");
      }),
    );
  });

  it("never throws, whatever JSON stands anywhere in it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everywhere.map(([pointer]) => pointer)),
        fc.jsonValue(),
        (pointer, json) => {
          const wrong = wrongWith({ [pointer]: json });
          for (const error of wrong) expect(error).toMatch(/^(\/.*)? [a-z_]+$/s);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it("reads 20,000 accounts with their subscriptions", () => {
  const file = fullFile();
  const many = Array.from({ length: 20_000 }, (_, index) => `a${index}`);
  const accounts = many.map((key) => ({ ...fullFile().accounts[0], key, billCycleDay: 1 }));
  put(file, "/accounts", [...file.accounts, ...accounts]);
  const subscriptions = many.map((account) => ({
    ...fullFile().subscriptions[1],
    key: `s-${account}`,
    account,
  }));
  put(file, "/subscriptions", [...file.subscriptions, ...subscriptions]);
  expect(parseBillingFile(file).ok).toBe(true);
});
