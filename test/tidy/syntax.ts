import { parseAst } from "vitest/node";
import type { SourceFile } from "./source-files.ts";

/** A node of the syntax tree, as ESTree names it. */
export type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
};

const parsed = new Map<string, readonly Node[]>();

/** Every node of a TypeScript file, parents first. Throws where the file can't be parsed. */
export function nodesOf(file: SourceFile): readonly Node[] {
  const known = parsed.get(file.text);
  if (known) return known;
  const lang = file.path.endsWith("x") ? "tsx" : "ts";
  const nodes: Node[] = [];
  collect(parseAst(file.text, { lang }), nodes);
  parsed.set(file.text, nodes);
  return nodes;
}

/** Whether a value of the tree is a node. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** "src/a.ts:12" for a place in a file. */
export function placeOf(file: SourceFile, offset: number): string {
  return `${file.path}:${lineAt(file, offset)}`;
}

/** The number of the line, from 1, that an offset lies in. */
export function lineAt(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split("\n").length;
}

/** The name of an identifier, or undefined. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== "Identifier") return undefined;
  return typeof value["name"] === "string" ? value["name"] : undefined;
}

/** The text of a string literal, or undefined. */
export function textOf(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== "Literal") return undefined;
  return typeof value["value"] === "string" ? value["value"] : undefined;
}

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) {
    for (const entry of value) collect(entry, into);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (isNode(value)) into.push(value);
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null) collect(child, into);
  }
}
