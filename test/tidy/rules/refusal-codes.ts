import type { SourceFile } from "../source-files.ts";
import { nameOf, nodesOf, placeOf, textOf } from "../syntax.ts";

/** A refusal in code: its code, or null where it is not written out. */
export type RefusalUse = { readonly place: string; readonly code: string | null };

/** Every call of `refuse` in a file. */
export function refusalsIn(file: SourceFile): readonly RefusalUse[] {
  return nodesOf(file).flatMap((node) => {
    if (node.type !== "CallExpression" || nameOf(node["callee"]) !== "refuse") return [];
    const given: unknown = Array.isArray(node["arguments"]) ? node["arguments"][0] : undefined;
    return [{ place: placeOf(file, node.start), code: textOf(given) ?? null }];
  });
}

/** The codes of a Markdown table whose first column holds them in backticks, in its order. */
export function documentedCodes(markdown: string): readonly string[] {
  return markdown
    .split("\n")
    .flatMap((line) => /^\| `([a-z_]+)` +\|/.exec(line)?.slice(1, 2) ?? []);
}

/** Refusals that nobody can look up, and rows about refusals that nobody makes. */
export function undocumentedRefusals(
  uses: readonly RefusalUse[],
  documented: readonly string[],
): readonly string[] {
  const missing = uses.flatMap(({ place, code }) => {
    if (code === null) return [`${place} refuses with a code that is not written out`];
    if (!/^[a-z]+(?:_[a-z]+)*$/.test(code)) return [`${place} ${code} is not in snake_case`];
    return documented.includes(code) ? [] : [`${place} ${code} is in no table`];
  });
  const used = new Set(uses.map((use) => use.code));
  const idle = documented.filter((code) => !used.has(code));
  return [...missing, ...idle.map((code) => `${code} is in the table, and nobody refuses with it`)];
}
