import type { SourceFile } from "../source-files.ts";
import { type Node, nameOf, nodesOf, placeOf } from "../syntax.ts";
import { importsOf } from "./imports.ts";

/** Hashing is arithmetic; nothing else of Node is. */
const pureModules = new Set(["node:crypto"]);
const purePackages = new Set(["zod", "decimal.js"]);

/** Names of clocks, chance and the world outside. */
const worldly = new Set([
  "process",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "fetch",
  "console",
  "performance",
  "globalThis",
]);
const worldlyMembers = new Set([
  "Date.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);
/** From node:crypto, what is not a function of its arguments. */
const chance = new Set(["randomBytes", "randomUUID", "randomInt", "getRandomValues"]);

/** What makes a file's answers depend on more than its arguments. */
export function impurities(file: SourceFile): readonly string[] {
  const found = nodesOf(file).flatMap((node) => {
    const what = impurityOf(node);
    return what === null ? [] : [`${placeOf(file, node.start)} ${what}`];
  });
  const imported = importsOf(file)
    .filter(
      ({ of, what }) =>
        (of === "node" && !pureModules.has(what)) || (of === "package" && !purePackages.has(what)),
    )
    .map(({ place, what }) => `${place} imports ${what}`);
  return [...found, ...imported];
}

function impurityOf(node: Node): string | null {
  if (node.type === "AwaitExpression" || node["async"] === true) return "is asynchronous";
  if (node.type === "ForOfStatement" && node["await"] === true) return "is asynchronous";
  if (node.type === "ImportExpression") return "imports while it runs";
  if (node.type === "ImportSpecifier" && chance.has(nameOf(node["imported"]) ?? "")) {
    return "imports chance";
  }
  const reads = nameOf(node);
  if (reads !== undefined && worldly.has(reads)) return `uses ${reads}`;
  if (node.type === "MemberExpression") {
    const member = `${nameOf(node["object"])}.${nameOf(node["property"])}`;
    return worldlyMembers.has(member) ? `uses ${member}` : null;
  }
  const isDate = nameOf(node["callee"]) === "Date";
  if (node.type === "CallExpression" && isDate) return "reads the clock with Date()";
  const hasNoArguments = Array.isArray(node["arguments"]) && node["arguments"].length === 0;
  if (node.type === "NewExpression" && isDate && hasNoArguments) return "reads the clock";
  return null;
}
