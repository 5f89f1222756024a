import { nearest } from "../billing/billing-file/nearest.ts";
import { type Db, jsonRows } from "./database.ts";

type Found = { readonly key: string; readonly name: string };

/** Accounts that are measured letter by letter; those with most pairs of letters in common. */
const measured = 500;

/**
 * Accounts whose key or name has `text` in it, exact beginnings first; where none has, those that
 * are a few letters away from it, the nearest first.
 */
export async function searchAccounts(
  db: Db,
  text: string,
  limit: number,
): Promise<readonly Found[]> {
  const like = text.replaceAll(/[\\%_]/g, (char) => `\\${char}`);
  const containing = await jsonRows<Found>(
    db,
    `SELECT key, name FROM account
      WHERE key ILIKE '%' || $1 || '%' OR name ILIKE '%' || $1 || '%'
      ORDER BY (key ILIKE $1 || '%' OR name ILIKE $1 || '%') DESC, length(key), key LIMIT $2`,
    like,
    limit,
  );
  return containing.length > 0 ? containing : searchMisspelt(db, text.toLowerCase(), limit);
}

/** Whoever misspells a word mostly gets its first or its last letter right. */
async function searchMisspelt(db: Db, text: string, limit: number): Promise<readonly Found[]> {
  const pairs = Array.from({ length: text.length }, (_, at) => text.slice(at, at + 2));
  const candidates = await jsonRows<Found>(
    db,
    `SELECT key, name FROM account, unnest(ARRAY[lower(key), lower(name)] COLLATE "C") AS w (word)
      WHERE abs(length(word) - length($1::text)) <= length($1::text) / 3
        AND (left(word, 1) = left($1::text, 1) OR right(word, 1) = right($1::text, 1))
      ORDER BY (SELECT count(*) FROM unnest($2::text[]) AS p (pair) WHERE strpos(word, pair) > 0)
               DESC, key
      LIMIT ${measured}`,
    text,
    pairs,
  );
  const left = new Map(candidates.map((account) => [account.key, account]));
  const found: Found[] = [];
  while (found.length < limit) {
    const word = nearest(text, wordsOf([...left.values()]));
    const account = [...left.values()].find((each) => each.key === word || each.name === word);
    if (!account) return found;
    found.push(account);
    left.delete(account.key);
  }
  return found;
}

function wordsOf(accounts: readonly Found[]): readonly string[] {
  return accounts.flatMap(({ key, name }) => [key, name]);
}
