import type { InvariantBreach } from "../book-records.ts";
import type { World } from "../world.ts";

/** What `doctor` found: promises that don't hold, work that nobody does, and sizes. */
export type Examination = {
  readonly breaches: readonly InvariantBreach[];
  readonly strandedChunks: number;
  readonly rows: Readonly<Record<string, number>>;
};

/** Checks every invariant of the books against what stands in the database. Changes nothing. */
export async function examineBooks(world: World): Promise<Examination> {
  const breaches = await world.books.checkInvariants();
  const stranded = await world.books.strandedChunks(world.clock.now());
  const rows = await world.books.countRows();
  return { breaches, strandedChunks: stranded.length, rows };
}
