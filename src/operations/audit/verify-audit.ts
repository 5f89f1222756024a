import type { World } from "../world.ts";
import type { AuditHead } from "./audit-books.ts";

/** Rows checked with one query; a second or so of work. */
const batchRows = 5_000;

/** Before the first row there is nothing. */
const beginning: AuditHead = { seq: 0, hash: "" };

/** What walking the chain showed. */
export type VerifiedAudit = {
  /** Rows that were checked. */
  readonly rows: number;
  /** The last row up to which everything is as it was written; null for an empty trail. */
  readonly sound: AuditHead | null;
  /** Place of the first row that is missing, moved or changed; null where there is none. */
  readonly broken: number | null;
  /** Whether the trail still has the row that somebody kept; null where nobody asked. */
  readonly keepsHead: boolean | null;
};

/**
 * Walks the chain from its beginning: each row's hash covers its content and the row before. A
 * trail that was written anew as a whole is sound in itself; `kept`, a head that somebody wrote
 * down earlier, shows that, too. Changes nothing.
 */
export async function verifyAudit(
  world: World,
  kept: AuditHead | null,
  progress: (rows: number) => void = () => {},
): Promise<VerifiedAudit> {
  const hash = kept === null ? null : await world.books.auditHashAt(kept.seq);
  const keepsHead = kept === null ? null : hash === kept.hash;
  const head = (await world.books.auditHead()) ?? beginning;
  let [sound, rows, broken]: [AuditHead, number, number | null] = [beginning, 0, null];
  while (broken === null && sound.seq < head.seq) {
    const step = await world.books.checkAuditFrom(sound, batchRows);
    // A gap as long as a batch has no rows to look at.
    broken = step.broken ?? (step.rows === 0 ? sound.seq + 1 : null);
    sound = step.sound;
    rows += step.rows;
    progress(rows);
  }
  return { rows, sound: sound.seq === 0 ? null : sound, broken, keepsHead };
}

/** "4711:9f2c…", as it is printed; null where the text is no head. */
export function readAuditHead(text: string): AuditHead | null {
  const [, seq = "", hash = ""] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return hash === "" ? null : { seq: Number(seq), hash };
}

/** The other way round. */
export function auditHeadText({ seq, hash }: AuditHead): string {
  return `${seq}:${hash}`;
}
