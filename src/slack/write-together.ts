import type { Books, BooksWriter } from "../operations/books.ts";

type Write = (tx: BooksWriter) => Promise<void>;
type Waiting = { readonly write: Write; readonly settle: (error: unknown) => void };

/** What waits for the transaction that goes on, by books. */
const queues = new WeakMap<Books, Waiting[]>();

/**
 * Writes in a transaction that is shared with all who came while the one before went on: the trail
 * is chained under a lock that everybody waits for, so fifty people who look at something at once
 * should not take it fifty times. Alone, a write waits for nobody. Where a shared transaction
 * fails, each is tried by itself, so that nobody loses a row by somebody else's.
 */
export function writeTogether(books: Books, write: Write): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: unknown) => (error === null ? resolve() : reject(error));
    const waiting = queues.get(books);
    if (waiting) {
      waiting.push({ write, settle });
      return;
    }
    queues.set(books, []);
    void writeAll(books, [{ write, settle }]);
  });
}

async function writeAll(books: Books, first: readonly Waiting[]): Promise<void> {
  let batch = first;
  while (batch.length > 0) {
    await writeBatch(books, batch);
    batch = queues.get(books) ?? [];
    queues.set(books, []);
  }
  queues.delete(books);
}

async function writeBatch(books: Books, batch: readonly Waiting[]): Promise<void> {
  try {
    await books.write(async (tx) => {
      for (const { write } of batch) await write(tx);
    });
    for (const { settle } of batch) settle(null);
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1) return only?.settle(error);
    for (const one of batch) await writeBatch(books, [one]);
  }
}
