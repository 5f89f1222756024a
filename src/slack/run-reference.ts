import { z } from "zod";

/** What a button carries: which run, and which content the person saw. The books hold the rest. */
export type RunReference = {
  readonly run: number;
  readonly digest: string | null;
  /** Key of the account that the button is about; null where it is about the run. */
  readonly account: string | null;
};

/** A value holds 2,000 characters; longer keys, which nobody has, get no button. */
export const longestKey = 200;

const referenceSchema = z.strictObject({
  run: z.int().min(1).max(999_999_999),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  account: z.string().min(1).max(longestKey).nullable().default(null),
});

/** What a form carries: the run, and where its sender is told what came of it. */
export type FormReference = Omit<RunReference, "account"> & { readonly channel: string | null };

const formSchema = referenceSchema.omit({ account: true }).extend({
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable()
    .default(null),
});

/** A button's value: `{"run":12,"digest":"sha256:…"}`; what is null is left out. */
export function writeRunReference({ run, digest, account }: RunReference): string {
  return JSON.stringify({
    run,
    ...(digest === null ? {} : { digest }),
    ...(account === null ? {} : { account }),
  });
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

/** What a list of a run's accounts carries: which run, which page, and one account at most. */
export type AccountsReference = {
  readonly run: number;
  readonly page: number;
  readonly account: string | null;
};

const accountsSchema = referenceSchema
  .pick({ run: true, account: true })
  .extend({ page: z.int().min(0).max(1_000_000) });

/** What a modal about a run's accounts carries in its `private_metadata`. */
export function writeAccountsReference({ run, page, account }: AccountsReference): string {
  return JSON.stringify({ run, page, account });
}

/** What such a modal carried; null where it is not ours. */
export function readAccountsReference(value: string): AccountsReference | null {
  return accountsSchema.safeParse(readJson(value)).data ?? null;
}

function readJson(value: unknown): unknown {
  if (typeof value !== "string" || value.length > 2_000) return null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
