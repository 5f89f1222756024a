import { afterAll, beforeAll, expect, it } from "vitest";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;

beforeAll(async () => {
  const keys = ["acme", "acne-care", "globex", "globex-labs", "zeta"];
  small = await openSmallBooks(smallCompany(keys.map((key) => ({ key }))));
  await small.sql("UPDATE account SET name = 'Initech' WHERE key = 'zeta'");
});

afterAll(() => small?.close());

const searches: readonly (readonly [string, readonly string[]])[] = [
  ["acm", ["acme"]],
  ["lobe", ["globex", "globex-labs"]],
  // A letter too many, one too few, one that is another.
  ["acmee", ["acme"]],
  ["glbex", ["globex"]],
  ["Globix-Labs", ["globex-labs"]],
  ["initeck", ["zeta"]],
  ["nobody", []],
  ["a", ["acme", "acne-care", "zeta", "globex-labs"]],
  ["%", []],
  ["", ["acme", "zeta", "globex", "acne-care", "globex-labs"]],
];

it.each(searches)("somebody who looks for “%s” is told of %j", async (text, keys) => {
  const found = await small.books.searchAccounts(text, 5);
  expect(found.map((account) => account.key)).toEqual(keys);
});
