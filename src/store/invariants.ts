import type { InvariantBreach } from "../operations/books.ts";
import type { Db } from "./database.ts";
import { missingGuards } from "./guards.ts";

/** Runs the invariants' checks; an empty list means that the books are sound. */
export async function checkInvariants(db: Db): Promise<readonly InvariantBreach[]> {
  return (await missingGuards(db)).map((name) => ({
    invariant: "O9",
    message: `the database lacks its guard ${name}`,
  }));
}
