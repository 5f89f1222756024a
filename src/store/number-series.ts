import type { LocalDate } from "../billing/calendar/local-date.ts";
import type { DocumentType } from "../billing/invoicing/document.ts";
import type { Db } from "./database.ts";

/** Something with the number that it got. */
export type Numbered<T> = {
  readonly of: T;
  readonly legalEntityId: string;
  readonly year: number;
  readonly position: number;
  /** "INV-2026-000001". */
  readonly number: string;
  /** ISO instant, never before that of an earlier number of the series. */
  readonly postedAt: string;
};

type Block = { readonly legal_entity_id: string; readonly next: number; readonly at: string };

const prefixes: Readonly<Record<DocumentType, string>> = { invoice: "INV", "credit-memo": "CM" };

/**
 * Numbers documents in the order given, one block from each series (type and year of the invoice
 * date). The series stays locked until the transaction ends, so that no number is lost and none
 * waits behind a later one: take them as the last thing.
 */
export async function takeNumbers<T>(
  db: Db,
  items: readonly T[],
  documentOf: (item: T) => { readonly type: DocumentType; readonly invoiceOn: LocalDate },
  at: Date,
): Promise<readonly Numbered<T>[]> {
  const series = new Map<string, T[]>();
  for (const item of items) {
    const { type, invoiceOn } = documentOf(item);
    const key = `${type} ${invoiceOn.slice(0, 4)}`;
    const members = series.get(key);
    if (members) members.push(item);
    else series.set(key, [item]);
  }
  const numbered: Numbered<T>[] = [];
  // In one order everywhere, so that two transactions never wait for each other crosswise.
  for (const [key, members] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [type, year] = key.split(" ") as [DocumentType, string];
    const block = await takeBlock(db, type, Number(year), members.length, at);
    const first = block.next - members.length;
    for (const [index, of] of members.entries()) {
      const position = first + index;
      numbered.push({
        of,
        legalEntityId: block.legal_entity_id,
        year: Number(year),
        position,
        number: `${prefixes[type]}-${year}-${position.toString().padStart(6, "0")}`,
        postedAt: block.at,
      });
    }
  }
  return numbered;
}

async function takeBlock(
  db: Db,
  type: DocumentType,
  year: number,
  size: number,
  at: Date,
): Promise<Block> {
  const rows = await db.$queryRawUnsafe<Block[]>(
    `INSERT INTO number_series AS s (legal_entity_id, document_type, year, next, last_posted_at)
     SELECT id, $1, $2::int, $3::int + 1, $4::timestamptz FROM legal_entity
      ORDER BY created_at, id LIMIT 1
     ON CONFLICT (legal_entity_id, document_type, year) DO UPDATE
       SET next = s.next + $3::int,
           last_posted_at = greatest(s.last_posted_at, excluded.last_posted_at)
     RETURNING legal_entity_id, next, to_json(last_posted_at) #>> '{}' AS at`,
    type,
    year,
    size,
    at.toISOString(),
  );
  const block = rows[0];
  if (!block) throw new Error("there is no legal entity to number documents for");
  return block;
}
