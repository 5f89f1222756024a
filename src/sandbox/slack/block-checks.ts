/** One thing Slack would refuse, and where it stands as a JSON pointer. */
export type BlockProblem = {
  pointer: string;
  message: string;
  /** What was allowed, where that is a list of words. */
  constraint?: { type: "enum"; expected: string[] };
};

/** Looks at a value and tells everything that is wrong with it. */
export type Check = (value: unknown, pointer: string) => BlockProblem[];

type Fields = Record<string, Check>;

/** Whether a value is a plain object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A problem as Slack prints it in `response_metadata.messages`. */
export function formatProblem(problem: BlockProblem): string {
  return `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;
}

function problem(pointer: string, message: string): BlockProblem[] {
  return [{ pointer, message }];
}

/** A string of `min` to `max` characters. */
export function stringOf(max: number, min = 0): Check {
  return (value, pointer) => {
    if (typeof value !== "string") return problem(pointer, "must be a string");
    if (value.length < min) return problem(pointer, `must be more than ${min - 1} characters`);
    if (value.length > max) return problem(pointer, `must be less than ${max + 1} characters`);
    return [];
  };
}

/** A string that matches a pattern, such as a calendar day. */
export function stringLike(pattern: RegExp, what: string): Check {
  return (value, pointer) =>
    typeof value === "string" && pattern.test(value) ? [] : problem(pointer, `must be ${what}`);
}

/** One of a few fixed strings. */
export function oneOf(...allowed: string[]): Check {
  return (value, pointer) =>
    typeof value === "string" && allowed.includes(value)
      ? []
      : [
          {
            pointer,
            message: `must be one of ${allowed.join(", ")}`,
            constraint: { type: "enum", expected: allowed },
          },
        ];
}

/** A boolean. */
export function flag(): Check {
  return (value, pointer) =>
    typeof value === "boolean" ? [] : problem(pointer, "must be a boolean");
}

/** A whole number between two bounds. */
export function integer(min: number, max: number): Check {
  return (value, pointer) => {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      return problem(pointer, "must be an integer");
    }
    return value < min || value > max ? problem(pointer, `must be from ${min} to ${max}`) : [];
  };
}

/** A list of `min` to `max` items. */
export function listOf(item: Check, max: number, min = 0): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return problem(pointer, "must be an array");
    if (value.length > max) return problem(pointer, `no more than ${max} items allowed`);
    if (value.length < min) return problem(pointer, `must be more than ${min - 1} items`);
    return value.flatMap((entry, index) => item(entry, `${pointer}/${index}`));
  };
}

/** An object with these fields and no others. */
export function objectOf(required: Fields, optional: Fields = {}): Check {
  return (value, pointer) => {
    if (!isRecord(value)) return problem(pointer, "must provide an object");
    const problems: BlockProblem[] = [];
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined) {
        problems.push({ pointer, message: `missing required field: ${name}` });
      } else problems.push(...check(value[name], `${pointer}/${name}`));
    }
    for (const [name, check] of Object.entries(optional)) {
      if (value[name] !== undefined) problems.push(...check(value[name], `${pointer}/${name}`));
    }
    for (const name of Object.keys(value)) {
      if (required[name] || optional[name] || value[name] === undefined) continue;
      problems.push({ pointer, message: `invalid additional property: ${name}` });
    }
    return problems;
  };
}

/** An object whose `type` chooses what else it must have. */
export function byType(kinds: Record<string, Check>): Check {
  return (value, pointer) => {
    if (!isRecord(value)) return problem(pointer, "must provide an object");
    const type = value["type"];
    if (typeof type !== "string") return problem(pointer, "missing required field: type");
    const check = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check) return check(value, pointer);
    const constraint = { type: "enum" as const, expected: Object.keys(kinds) };
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${type}`, constraint }];
  };
}

/** Several checks of one value, all of them reported. */
export function all(...checks: Check[]): Check {
  return (value, pointer) => checks.flatMap((check) => check(value, pointer));
}

/** At least one of these fields must be there. */
export function anyField(...names: string[]): Check {
  return (value, pointer) =>
    isRecord(value) && names.some((name) => value[name] !== undefined)
      ? []
      : problem(pointer, `must provide one of ${names.join(", ")}`);
}

/** A list in which no two objects have the same value in this field. */
export function distinct(field: string): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return [];
    const seen = new Set<unknown>();
    const problems: BlockProblem[] = [];
    for (const [index, entry] of value.entries()) {
      const key = isRecord(entry) ? entry[field] : undefined;
      if (key === undefined) continue;
      if (seen.has(key)) {
        problems.push({
          pointer: `${pointer}/${index}/${field}`,
          message: `\`${field}\` ${String(key)} already exists`,
        });
      }
      seen.add(key);
    }
    return problems;
  };
}
