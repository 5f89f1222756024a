import type { InvariantBreach } from "../operations/book-records.ts";
import { type Db, jsonRows } from "./database.ts";
import { missingGuards } from "./guards.ts";
import { oracles } from "./oracles.ts";
import { checkPostedDigests } from "./posted-digests.ts";

/** Breaches of one kind that are told; the first ones say enough. */
const told = 20;

/** Runs the invariants' checks; an empty list means that the books are sound. */
export async function checkInvariants(db: Db): Promise<readonly InvariantBreach[]> {
  const breaches: InvariantBreach[] = [];
  for (const { invariant, says, sql } of oracles) {
    const rows = await jsonRows<{ subject: string }>(db, `${sql} LIMIT ${told}`);
    for (const { subject } of rows) breaches.push({ invariant, message: `${says}: ${subject}` });
  }
  breaches.push(...(await checkPostedDigests(db)));
  for (const name of await missingGuards(db)) {
    breaches.push({ invariant: "O9", message: `the database lacks its guard ${name}` });
  }
  return breaches;
}
