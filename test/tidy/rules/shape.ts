import type { SourceFile } from "../source-files.ts";
import { isNode, lineAt, type Node, nodesOf, placeOf } from "../syntax.ts";

/** A file that is read in one sitting. */
export const mostFileLines = 300;
/** Fits beside another file on one screen. */
export const mostColumns = 100;
/** Fits on one screen. */
export const mostFunctionLines = 70;

/** Files and lines that are too long. */
export function tooLong(file: SourceFile): readonly string[] {
  const lines = file.text.replace(/\n$/, "").split("\n");
  const wide = lines.flatMap((line, at) => {
    const columns = [...line].length;
    return columns > mostColumns ? [`${file.path}:${at + 1} has ${columns} columns`] : [];
  });
  if (lines.length <= mostFileLines) return wide;
  return [`${file.path} has ${lines.length} lines`, ...wide];
}

const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

/** Functions that are too long. */
export function longFunctions(file: SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    if (!functions.has(node.type)) return [];
    const lines = lineAt(file, node.end) - lineAt(file, node.start) + 1;
    if (lines <= mostFunctionLines) return [];
    return [`${placeOf(file, node.start)} has a function of ${lines} lines`];
  });
}

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)+$/;
const emptyWord = /(?:^|-)(?:utils?|helpers?|common|managers?|misc)(?:-|$)/;

/** Names of files and folders that say nothing, shout, or only pass other files on. */
export function badPath(path: string): readonly string[] {
  const parts = path.split("/");
  const file = parts.at(-1) ?? "";
  const problems: string[] = [];
  if (!kebabCase.test(file)) problems.push(`${path} is not in kebab-case`);
  if (/^index\./.test(file)) problems.push(`${path} is a barrel`);
  const words = [...parts.slice(0, -1), file.split(".")[0] ?? ""];
  if (words.some((word) => emptyWord.test(word))) problems.push(`${path} has an empty name`);
  return problems;
}

const emptyName = /(?:Utils?|Helpers?|Manager|Common)$/;

/** Written in pieces, so that this file keeps its own rule. */
const unkept = new RegExp(`${["TO", "FIX"].join("DO|")}ME`);

/** Kinds of code that this house does without. */
export function unwanted(file: SourceFile): readonly string[] {
  const found = nodesOf(file).flatMap((node) => {
    const what = unwantedKind(node);
    return what === null ? [] : [`${placeOf(file, node.start)} ${what}`];
  });
  const marks = file.text.split("\n").flatMap((line, at) => {
    const isPromise = unkept.test(line);
    return isPromise ? [`${file.path}:${at + 1} promises to be finished later`] : [];
  });
  return [...found, ...marks];
}

function unwantedKind(node: Node): string | null {
  if (node.type === "ExportDefaultDeclaration") return "has a default export";
  if (node.type === "TSEnumDeclaration") return "has an enum";
  if (node.type === "TSAnyKeyword") return "has any";
  if (node.type === "ExportAllDeclaration") return "passes another file on";
  const { id } = node;
  if (!isNode(id) || typeof id["name"] !== "string") return null;
  return emptyName.test(id["name"]) ? `has the empty name ${id["name"]}` : null;
}
