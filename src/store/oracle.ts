/**
 * An invariant of the books as a question to the database. The query gives a row for each thing
 * that is wrong, with a `subject` that names it; no rows, no breach.
 */
export type Oracle = {
  /** "O1" to "O12" of the promises. */
  readonly invariant: string;
  /** What is wrong with the subject. */
  readonly says: string;
  readonly sql: string;
};
