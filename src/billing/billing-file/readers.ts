import { inside, type Place, type Report } from "./file-error.ts";
import { didYouMean } from "./nearest.ts";

/**
 * Reads one value of the file: gives it back typed, or reports what is wrong and gives undefined.
 * Readers never throw and never stop at the first error.
 */
export type Reader<T> = (value: unknown, at: Place, report: Report) => T | undefined;

/** A field that must be there. */
export type RequiredField<T> = { readonly read: Reader<T>; readonly required: true };
/** A field that may be left out. */
export type OptionalField<T> = { readonly read: Reader<T>; readonly required: false };
type Shape = Readonly<Record<string, RequiredField<unknown> | OptionalField<unknown>>>;

/** What an object reader gives: any field may be undefined, absent or reported. */
export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

type ValueOf<F> = F extends { readonly read: Reader<infer T> } ? T : never;
type LooseObject<S extends Shape> = { -readonly [K in keyof S]?: ValueOf<S[K]> | undefined };

/** A field that must be there, read by `read`. */
export function required<T>(read: Reader<T>): RequiredField<T> {
  return { read, required: true };
}

/** A field that may be left out, read by `read` where it is there. */
export function optional<T>(read: Reader<T>): OptionalField<T> {
  return { read, required: false };
}

/** Any JSON object; a list is none. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a person would name it: `the number 5`, `"gold"`, `a list`. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") {
    return value.length > 40 ? `${JSON.stringify(value.slice(0, 40))}…` : JSON.stringify(value);
  }
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

/** Reports a value of the wrong type; `wanted` finishes "must be …". */
export function wrongType(value: unknown, wanted: string, at: Place, report: Report): undefined {
  report(at, "wrong_type", `This must be ${wanted}, not ${describe(value)}.`);
  return undefined;
}

/**
 * An object with these fields and no others. `noun` names it in messages ("an account"). Absent
 * optional fields stay absent in what comes out.
 */
export function object<S extends Shape>(noun: string, shape: S): Reader<LooseObject<S>> {
  // A map, because a field called "constructor" must be as unknown as any other.
  const fields = new Map(Object.entries(shape));
  const needed = [...fields].filter(([, field]) => field.required).map(([name]) => name);
  return (value, at, report) => {
    if (!isObject(value)) return wrongType(value, `an object: ${noun}`, at, report);
    const out: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      const field = fields.get(name);
      if (field === undefined) reportUnknownField(name, noun, fields.keys(), at, report);
      else if (value[name] !== undefined) {
        out[name] = field.read(value[name], inside(at, name), report);
      }
    }
    for (const name of needed) {
      if (Object.hasOwn(value, name) && value[name] !== undefined) continue;
      report(inside(at, name), "missing_field", `"${name}" is missing: ${noun} needs it.`);
    }
    return out as LooseObject<S>;
  };
}

function reportUnknownField(
  name: string,
  noun: string,
  known: Iterable<string>,
  at: Place,
  report: Report,
): void {
  const names = [...known];
  const hint = didYouMean(name, names) || ` Known are: ${names.join(", ")}.`;
  const message = `${describe(name)} is not a field of ${noun}.${hint}`;
  report(inside(at, name), "unknown_field", message);
}

/** A list; an entry that can't be read leaves undefined in its place, so that positions stay. */
export function list<T>(what: string, read: Reader<T>): Reader<readonly (T | undefined)[]> {
  return (value, at, report) => {
    if (!Array.isArray(value)) return wrongType(value, `a list of ${what}`, at, report);
    return value.map((entry, index) => read(entry, inside(at, index), report));
  };
}

/** Like `list`, where an empty one makes no sense. */
export function filledList<T>(what: string, read: Reader<T>): Reader<readonly (T | undefined)[]> {
  const readList = list(what, read);
  return (value, at, report) => {
    const entries = readList(value, at, report);
    if (entries?.length === 0) report(at, "empty_list", `This needs at least one of: ${what}.`);
    return entries;
  };
}

/**
 * An object used as a table: any names, values of one kind. `checkName` may report a name. The
 * result has no prototype: a charge may well be called "constructor".
 */
export function table<T>(
  what: string,
  read: Reader<T>,
  checkName?: (name: string, at: Place, report: Report) => void,
): Reader<Readonly<Record<string, T | undefined>>> {
  return (value, at, report) => {
    if (!isObject(value)) return wrongType(value, `an object: ${what}`, at, report);
    const out: Record<string, T | undefined> = Object.create(null);
    for (const name of Object.keys(value)) {
      const place = inside(at, name);
      checkName?.(name, place, report);
      out[name] = read(value[name], place, report);
    }
    return out;
  };
}

/** One word of a fixed few. */
export function oneOf<const W extends string>(words: readonly W[]): Reader<W> {
  const known: ReadonlySet<string> = new Set(words);
  const all = words.map((word) => `"${word}"`).join(", ");
  return (value, at, report) => {
    if (typeof value !== "string") return wrongType(value, `one of ${all}`, at, report);
    if (known.has(value)) return value as W;
    const message = `${describe(value)} is not one of ${all}.${didYouMean(value, words)}`;
    report(at, "unknown_value", message);
    return undefined;
  };
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Reader<number> {
  return (value, at, report) => {
    if (typeof value !== "number") {
      return wrongType(value, `a number from ${least} to ${most}, without quotes`, at, report);
    }
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    report(at, "number_out_of_range", `${value} is not a whole number from ${least} to ${most}.`);
    return undefined;
  };
}

/** true or false. */
export const flag: Reader<boolean> = (value, at, report) =>
  typeof value === "boolean" ? value : wrongType(value, "true or false", at, report);

/** Only true: the field's presence says it all. */
export const onlyTrue: Reader<true> = (value, at, report) =>
  value === true ? true : wrongType(value, "true (or leave the field out)", at, report);
