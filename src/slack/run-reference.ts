import { z } from "zod";

/** What a button carries: which run, and which content the person saw. The books hold the rest. */
export type RunReference = { readonly run: number; readonly digest: string | null };

const referenceSchema = z.strictObject({
  run: z.int().min(1).max(999_999_999),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable()
    .default(null),
});

/** What a form carries: the run, and where its sender is told what came of it. */
export type FormReference = RunReference & { readonly channel: string | null };

const formSchema = referenceSchema.extend({
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable()
    .default(null),
});

/** A button's value: `{"run":12,"digest":"sha256:…"}`. */
export function writeRunReference(reference: RunReference): string {
  return JSON.stringify(
    reference.digest === null
      ? { run: reference.run }
      : { run: reference.run, digest: reference.digest },
  );
}

/** What a button's value says; null where it is not ours (older, or changed on the way). */
export function readRunReference(value: unknown): RunReference | null {
  return referenceSchema.safeParse(readJson(value)).data ?? null;
}

/** What a form about a run carries in its `private_metadata`. */
export function writeFormReference({ run, digest, channel }: FormReference): string {
  return JSON.stringify({ run, digest, channel });
}

/** What a form carried; null where it is not ours. */
export function readFormReference(value: string): FormReference | null {
  return formSchema.safeParse(readJson(value)).data ?? null;
}

function readJson(value: unknown): unknown {
  if (typeof value !== "string" || value.length > 2_000) return null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
