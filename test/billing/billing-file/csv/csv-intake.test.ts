import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openAccountsCsv } from "../../../../src/billing/billing-file/csv/accounts-csv.ts";
import type { CsvIntake } from "../../../../src/billing/billing-file/csv/csv-intake.ts";
import { openRowSplitter } from "../../../../src/billing/billing-file/csv/split-rows.ts";
import { openUsageCsv } from "../../../../src/billing/billing-file/csv/usage-csv.ts";
import { parseBillingFile } from "../../../../src/billing/billing-file/parse-billing-file.ts";

function settings() {
  const parsed = parseBillingFile({ version: 1, plans: [], accounts: [], subscriptions: [] });
  if (!parsed.ok) throw new Error("an empty file is valid");
  return parsed.data.catalog.settings;
}

function readAll<T>(intake: CsvIntake<T>, text: string) {
  const batches = [intake.push(text), intake.end()];
  const errors = batches.flatMap((batch) => batch.errors);
  return {
    records: batches.flatMap((batch) => batch.records),
    errors: errors.map(({ line, column, code }) => `${line}:${column} ${code}`),
    messages: errors.map(({ message }) => message),
  };
}

const accounts = (text: string) => readAll(openAccountsCsv(settings()), text);
const usage = (text: string) => readAll(openUsageCsv(), text);

describe("accounts from CSV", () => {
  it("have the fields of the billing file, columns in any order, empty cells left out", () => {
    const text =
      "\u{feff}name,key,tags,billCycleDay,address.city,address.country,autoPay,email\r\n" +
      '"Müller, ""Sons"" & Co",m1,vip; paper,31,Köln,DE,true,\r\n' +
      "\r\n" +
      "Beta,b2,,anniversary,,,false,ap@beta.example";
    expect(accounts(text)).toEqual({
      errors: [],
      messages: [],
      records: [
        {
          key: "m1",
          name: 'Müller, "Sons" & Co',
          tags: ["vip", "paper"],
          billCycleDay: 31,
          address: { city: "Köln", country: "DE" },
          documentsPer: "account",
          autoPay: true,
          currency: "USD",
          timeZone: "UTC",
          taxExempt: false,
          paymentTermsDays: 30,
        },
        {
          key: "b2",
          name: "Beta",
          billCycleDay: "anniversary",
          documentsPer: "account",
          autoPay: false,
          email: "ap@beta.example",
          tags: [],
          currency: "USD",
          timeZone: "UTC",
          taxExempt: false,
          paymentTermsDays: 30,
        },
      ],
    });
  });

  it.each([
    ["key,name,colour\na,A,red", ["1:3 unknown_column"]],
    ["key,nmae\na,A", ["1:2 unknown_column", "1:3 missing_column"]],
    ["key,name,key\na,A,b", ["1:3 duplicate_column"]],
    ["", ["1:1 missing_header"]],
    ['key,"name\na,A', ["1:2 invalid_quotes"]],
    ["key,name\na", ["2:2 wrong_cell_count"]],
    ["key;name;tags\na;A;x", ["1:1 wrong_separator"]],
    ["key,name\na,A,B", ["2:3 wrong_cell_count"]],
    ['key,name\na,A "B" C', ["2:2 invalid_quotes"]],
    ['key,name\na,"A" B', ["2:2 invalid_quotes"]],
    ["key,name\na,A\nb b,B\na,C", ["3:1 invalid_key", "4:1 duplicate_key"]],
    ["key,name\na,", ["2:2 missing_field"]],
    [
      "key,name,billCycleDay,billCycleMonth\na,A,32,\nb,B,,7",
      ["2:3 number_out_of_range", "3:4 cycle_day_missing"],
    ],
    ["key,name,taxExempt\na,A,yes", ["2:3 wrong_type"]],
    ["key,name,address.city\na,A,Köln", ["2:3 missing_field"]],
    ["key,name,tags\na,A,x;;y", ["2:3 invalid_text"]],
    ['key,name\n"a\nb",A\nc d,C', ["2:1 invalid_key", "4:1 invalid_key"]],
  ])("%j: %j", (text, errors) => {
    expect(accounts(text).errors).toEqual(errors);
  });

  it("an unknown column gets the nearest known one", () => {
    expect(accounts("key,name,timezone\na,A,UTC").messages).toEqual([
      'There is no column "timezone". Did you mean "timeZone"?',
    ]);
  });

  it("a good line is read though its neighbours are wrong", () => {
    const { records, errors } = accounts("key,name\na a,A\nb,B\nc");
    expect(records.map(({ key }) => key)).toEqual(["b"]);
    expect(errors).toEqual(["2:1 invalid_key", "4:2 wrong_cell_count"]);
  });
});

describe("usage from CSV", () => {
  it("is read, and what is wrong is told by line and column", () => {
    const text =
      "key,subscription,charge,at,quantity\n" +
      "u1,s1,calls,2026-01-31T23:59:59+01:00,12.5\n" +
      "u2,s1,calls,2026-01-31 23:59,1e3\n";
    const { records, errors } = usage(text);
    expect(records).toEqual([
      {
        key: "u1",
        subscription: "s1",
        charge: "calls",
        at: "2026-01-31T23:59:59+01:00",
        quantity: "12.5",
      },
    ]);
    expect(errors).toEqual(["3:4 invalid_instant", "3:5 invalid_decimal"]);
  });
});

describe("splitting CSV text", () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab,"\n\r;é '), maxLength: 6 });
  const written = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it("gives back the cells that were written, wherever the chunks are cut", () => {
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(table, fc.nat(7), (rows, size) => {
        const text = rows.map((cells) => `${cells.map(written).join(",")}\r\n`).join("");
        const splitter = openRowSplitter();
        const chunks = text.match(new RegExp(`[^]{1,${size + 1}}`, "g")) ?? [];
        const read = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
        expect(read.map((row) => row.cells)).toEqual(rows);
        expect(read.every((row) => row.problem === null)).toBe(true);
      }),
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a,"\n\r') }), (text) => {
        const splitter = openRowSplitter();
        expect(splitter.push(text).concat(splitter.end())).toBeInstanceOf(Array);
      }),
    );
  });

  it("a quote never closed costs its line, not the file", () => {
    const splitter = openRowSplitter();
    const rows = [...splitter.push('a,"b\nc,d\n'), ...splitter.end()];
    expect(rows.map(({ line, problem }) => [line, problem?.message])).toEqual([
      [1, "This quote is never closed."],
      [2, undefined],
    ]);
  });
});
