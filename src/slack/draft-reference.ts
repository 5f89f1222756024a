import { z } from "zod";

/** What a form about a reversal, a credit or a quote carries: its subject, and where to tell. */
export type DraftReference = {
  /** "BR-12", "INV-2026-000042", "Q-88". */
  readonly subject: string;
  readonly channel: string | null;
};

/** Longer keys, which nobody has, get no button. */
export const longestSubject = 200;

const schema = z.strictObject({
  subject: z.string().min(1).max(longestSubject),
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable(),
});

/** What such a form carries in its `private_metadata`. */
export function writeDraftReference({ subject, channel }: DraftReference): string {
  return JSON.stringify({ subject, channel });
}

/** What such a form carried; null where it is not ours. */
export function readDraftReference(value: string): DraftReference | null {
  if (value.length > 2_000) return null;
  try {
    return schema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}
