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
  let sound = beginning;
  for (let rows = 0; ; ) {
    const step = await world.books.checkAuditFrom(sound, batchRows);
    sound = step.sound;
    rows += step.rows;
    progress(rows);
    const isOver = step.rows < batchRows;
    if (step.broken !== null || isOver) {
      const last = sound.seq === 0 ? null : sound;
      return { rows, sound: last, broken: step.broken, keepsHead };
    }
  }
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
