import { runCsvFile } from "../bill-runs/run-csv.ts";
import type { World } from "../world.ts";

/** Which operation makes a file's content when it is delivered, and of what. */
export type ContentOf = { readonly kind: string; readonly id: string };

/** Makes the text of a file; null where there is nothing to send (any more). */
type MakeContent = (world: World, id: string) => Promise<string | null>;

/** How the files that are sent into threads are made, by kind. A kind more is a line here. */
const makers: Readonly<Record<string, MakeContent>> = { "run-csv": runCsvFile };

/** The content of a file as it is now. Throws for a kind that nobody makes. */
export async function fileContent(world: World, contentOf: ContentOf): Promise<string | null> {
  const make = Object.hasOwn(makers, contentOf.kind) ? makers[contentOf.kind] : undefined;
  if (!make) throw new Error(`no file of the kind ${contentOf.kind} is known`);
  return make(world, contentOf.id);
}
