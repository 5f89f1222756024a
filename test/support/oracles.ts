import { expect } from "vitest";
import type { Books } from "../../src/operations/books.ts";

/** Asks every oracle; to be called at the end of every scenario. */
export async function expectSoundBooks(books: Pick<Books, "checkInvariants">): Promise<void> {
  expect(await books.checkInvariants()).toEqual([]);
}
