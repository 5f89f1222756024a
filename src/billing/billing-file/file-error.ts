/** Something that must be put right before the file can be used. */
export type FileError = {
  /** RFC 6901 JSON pointer to the field ("" is the whole file); a missing field has one too. */
  readonly pointer: string;
  /** Stable and snake_case, for programs. */
  readonly code: string;
  /** A sentence that names the remedy, for a person. */
  readonly message: string;
};

/**
 * Where a value stands in the file. Kept as a chain of steps: a good file of a million values never
 * writes a pointer.
 */
export type Place = { readonly within: Place | null; readonly step: string | number };

/** Notes what is wrong at a place; reading goes on, so that all errors come out at once. */
export type Report = (at: Place, code: string, message: string) => void;

/** The whole file. */
export const wholeFile: Place = { within: null, step: "" };

/** The place of a member or an entry within `place`. */
export function inside(place: Place, step: string | number): Place {
  return { within: place, step };
}

/** The JSON pointer of a place: "/subscriptions/3/plan". */
export function pointerOf(place: Place): string {
  const steps: string[] = [];
  for (let at: Place | null = place; at?.within; at = at.within) {
    steps.push(`/${String(at.step).replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
  return steps.reverse().join("");
}

/** A report that collects what it is told into `errors`. */
export function reportInto(errors: FileError[]): Report {
  return (at, code, message) => {
    errors.push({ pointer: pointerOf(at), code, message });
  };
}
