import { inside, type Place, type Report } from "./file-error.ts";
import { didYouMean } from "./nearest.ts";
import { describe, type Loose } from "./readers.ts";

/** The entries of one list by key. */
export type KeyIndex<T> = {
  readonly byKey: ReadonlyMap<string, T>;
  /**
   * False where the list or one of its keys could not be read: then a key that isn't found may be
   * the one reported there, and is not reported again where it is used.
   */
  readonly complete: boolean;
};

type Keyed = { readonly key: string };

/**
 * Indexes the entries of a list and reports the second of two equal keys; `was` tells if it's there
 * at all.
 */
export function indexByKey<T extends Keyed>(
  entries: readonly (Loose<T> | undefined)[] | undefined,
  present: boolean,
  at: Place,
  report: Report,
): KeyIndex<Loose<T>> {
  const byKey = new Map<string, Loose<T>>();
  let complete = entries !== undefined || !present;
  entries?.forEach((entry, index) => {
    const key = entry?.key;
    if (entry === undefined || key === undefined) complete = false;
    else if (!byKey.has(key)) byKey.set(key, entry);
    else {
      const message = `${describe(key)} is the key of an earlier entry: give this one another.`;
      report(inside(inside(at, index), "key"), "duplicate_key", message);
    }
  });
  return { byKey, complete };
}

// Looking for a near miss among more would take longer than reading the file.
const mostHinted = 1_000;

/**
 * The entry that `key` names, or undefined where it can't be found; reported as `unknown_…` unless
 * the list could not be read in full. `noun` as in "plan"; the code is made of it.
 */
export function lookUp<T>(
  index: KeyIndex<T>,
  key: string | undefined,
  noun: string,
  at: Place,
  report: Report,
): T | undefined {
  if (key === undefined) return undefined;
  const found = index.byKey.get(key);
  if (found !== undefined || !index.complete) return found;
  const hint = index.byKey.size > mostHinted ? "" : didYouMean(key, index.byKey.keys());
  const message = `There is no ${noun} with the key ${describe(key)}.${hint}`;
  report(at, `unknown_${noun.replaceAll(" ", "_")}`, message);
  return undefined;
}

/** Looks up every key of a list, and reports keys named twice where twice would count twice. */
export function lookUpAll<T>(
  index: KeyIndex<T>,
  keys: readonly (string | undefined)[] | undefined,
  noun: string,
  at: Place,
  report: Report,
  once = false,
): void {
  keys?.forEach((key, position) => {
    const place = inside(at, position);
    lookUp(index, key, noun, place, report);
    if (once && key !== undefined && keys.indexOf(key) < position) {
      report(place, "duplicate_entry", `The ${noun} ${describe(key)} is named twice here.`);
    }
  });
}
