/** Where a result differs from what a case expects, and how. */
export type Difference = {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
};

type Json = Readonly<Record<string, unknown>>;

/**
 * The first difference between what a case expects and a result, or null. Objects are matched on
 * the fields that the case gives; documents by account and type, all of them; lines as a multiset,
 * all of them; account rows by account, those that the case gives.
 */
export function compareResult(
  expected: unknown,
  got: unknown,
  path = "",
  key = "",
): Difference | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return { path, expected, got };
    if (key === "documents") return compareDocuments(expected, got, path);
    if (key === "lines") return compareSets(expected, got, path);
    if (key === "accounts") return compareAccounts(expected, got, path);
    if (expected.length !== got.length) return { path, expected: expected.length, got: got.length };
    return first(expected, (value, index) => compareResult(value, got[index], `${path}/${index}`));
  }
  if (isObject(expected)) {
    if (!isObject(got)) return { path, expected, got };
    return first(Object.keys(expected), (name) =>
      compareResult(expected[name], got[name], `${path}/${name}`, name),
    );
  }
  return Object.is(expected, got) ? null : { path, expected, got };
}

/**
 * The first error that a case expects and the list lacks, or that points to something unrelated.
 */
export function compareErrors(expected: readonly Json[], got: readonly Json[]): Difference | null {
  const missing = expected.find(
    (error) =>
      !got.some(({ pointer, code }) => {
        const within = error["within"] === true && `${pointer}`.startsWith(`${error["pointer"]}/`);
        if (pointer !== error["pointer"] && !within) return false;
        return error["code"] === undefined || error["code"] === code;
      }),
  );
  if (missing) return { path: "/errors", expected: missing, got };
  const stray = got.find(
    ({ pointer }) => !expected.some((error) => areRelated(`${error["pointer"]}`, `${pointer}`)),
  );
  return stray ? { path: "/errors", expected, got: stray } : null;
}

function areRelated(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function compareDocuments(
  expected: readonly unknown[],
  got: readonly unknown[],
  path: string,
): Difference | null {
  const names = (list: readonly unknown[]) => list.map(documentName).sort();
  const named = compareResult(names(expected), names(got), path);
  if (named) return { path, expected: names(expected), got: got.map(sayDocument) };
  return first(expected, (document, index) => {
    const other = got.find((candidate) => documentName(candidate) === documentName(document));
    return compareResult(document, other, `${path}/${index}`);
  });
}

/** Pairs expected and got one to one; both sides are small, so augmenting paths are quick. */
function compareSets(
  expected: readonly unknown[],
  got: readonly unknown[],
  path: string,
): Difference | null {
  if (expected.length !== got.length) return { path, expected, got: got.map(sayLine) };
  const owners = new Array<number>(got.length).fill(-1);
  const place = (index: number, seen: Set<number>): boolean => {
    for (const [other, candidate] of got.entries()) {
      if (seen.has(other) || compareResult(expected[index], candidate) !== null) continue;
      seen.add(other);
      const owner = owners[other] ?? -1;
      if (owner >= 0 && !place(owner, seen)) continue;
      owners[other] = index;
      return true;
    }
    return false;
  };
  const unmatched = expected.findIndex((_, index) => !place(index, new Set()));
  if (unmatched < 0) return null;
  return { path: `${path}/${unmatched}`, expected: expected[unmatched], got: got.map(sayLine) };
}

function compareAccounts(
  expected: readonly unknown[],
  got: readonly unknown[],
  path: string,
): Difference | null {
  return first(expected, (row, index) => {
    const name = isObject(row) ? row["account"] : undefined;
    const other = got.find((candidate) => isObject(candidate) && candidate["account"] === name);
    return compareResult(row, other, `${path}/${index}`);
  });
}

function first<T>(
  values: readonly T[],
  differenceOf: (value: T, index: number) => Difference | null,
): Difference | null {
  for (const [index, value] of values.entries()) {
    const difference = differenceOf(value, index);
    if (difference) return difference;
  }
  return null;
}

function documentName(document: unknown): string {
  return isObject(document) ? `${document["account"]} ${document["type"]}` : "";
}

function sayDocument(document: unknown): string {
  if (!isObject(document)) return String(document);
  const lines = Array.isArray(document["lines"]) ? document["lines"] : [];
  return `${documentName(document)} ${document["total"]}: ${lines.map(sayLine).join("; ")}`;
}

function sayLine(line: unknown): string {
  if (!isObject(line)) return String(line);
  const fields = ["subscription", "charge", "kind", "from", "to", "quantity", "fraction", "amount"];
  return [...fields, "discount", "tax"].map((field) => line[field]).join(" ");
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
