import { expect, it } from "vitest";
import type { Books, BooksWriter } from "../../src/operations/books.ts";
import { writeTogether } from "../../src/slack/write-together.ts";

/** Books that note what each transaction wrote, and refuse whatever `bad` is. */
function notingBooks(): { readonly books: Books; readonly transactions: string[][] } {
  const transactions: string[][] = [];
  const write = async (work: (tx: BooksWriter) => Promise<unknown>) => {
    const rows: string[] = [];
    await new Promise((wake) => setTimeout(wake, 5));
    await work({ appendAudit: async (row: unknown) => void rows.push(String(row)) } as never);
    if (rows.includes("bad")) throw new Error("not this one");
    transactions.push(rows);
  };
  return { books: { write } as unknown as Books, transactions };
}

const row = (name: string) => (tx: BooksWriter) => tx.appendAudit(name as never);

it("who comes while somebody writes shares the next transaction, in order", async () => {
  const { books, transactions } = notingBooks();
  await Promise.all(["a", "b", "c", "d"].map((name) => writeTogether(books, row(name))));
  await writeTogether(books, row("e"));
  expect(transactions).toEqual([["a"], ["b", "c", "d"], ["e"]]);
});

it("nobody loses a row by somebody else's", async () => {
  const { books, transactions } = notingBooks();
  const names = ["a", "b", "bad", "c"];
  const ended = await Promise.allSettled(names.map((name) => writeTogether(books, row(name))));
  expect(ended.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(transactions).toEqual([["a"], ["b"], ["c"]]);
});
