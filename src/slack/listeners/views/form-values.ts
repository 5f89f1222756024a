import { z } from "zod";

/** Sentences by block id, as Slack shows them under the fields. */
export type FormErrors = Readonly<Record<string, string>>;

/** What Slack sends of a form: by block id, then by action id. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const option = z.looseObject({ value: z.string().max(150) });
const element = z.looseObject({
  value: z.string().max(3_000).nullish(),
  selected_date: z.string().max(10).nullish(),
  selected_conversation: z.string().max(40).nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).max(100).nullish(),
});

/** A field's text, day or channel, and what was chosen in it; empty where nothing was entered. */
export function readField(
  values: FormValues,
  field: string,
): { readonly text: string; readonly chosen: readonly string[] } {
  const block = Object.hasOwn(values, field) ? values[field] : undefined;
  // An element whose choice is told at once has a name of its own; a block holds one.
  const { data } = element.safeParse(block?.["value"] ?? Object.values(block ?? {})[0] ?? {});
  const options = data?.selected_options ?? (data?.selected_option ? [data.selected_option] : []);
  return {
    text: data?.value ?? data?.selected_date ?? data?.selected_conversation ?? "",
    chosen: options.map((chosen) => chosen.value),
  };
}
