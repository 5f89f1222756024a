import type { SourceFile } from "../source-files.ts";
import { isNode, type Node, nameOf, nodesOf, placeOf } from "../syntax.ts";

const documented = new Set([
  "FunctionDeclaration",
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
  "ClassDeclaration",
]);

/** Exported functions, types and classes without a doc comment right above them. */
export function undocumented(file: SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    if (node.type !== "ExportNamedDeclaration") return [];
    const { declaration } = node;
    if (!isNode(declaration) || !needsComment(declaration)) return [];
    if (/\*\/\s*$/.test(file.text.slice(0, node.start))) return [];
    return [`${placeOf(file, node.start)} ${exportedName(declaration)} has no doc comment`];
  });
}

function needsComment(declaration: Node): boolean {
  if (documented.has(declaration.type)) return true;
  if (declaration.type !== "VariableDeclaration") return false;
  // A function in a const is a function all the same.
  return firstDeclarator(declaration)?.["init"] !== undefined && isFunctionConst(declaration);
}

function isFunctionConst(declaration: Node): boolean {
  const init = firstDeclarator(declaration)?.["init"];
  return isNode(init) && /^(?:Arrow)?FunctionExpression$/.test(init.type);
}

function firstDeclarator(declaration: Node): Node | undefined {
  const { declarations } = declaration;
  const first: unknown = Array.isArray(declarations) ? declarations[0] : undefined;
  return isNode(first) ? first : undefined;
}

function exportedName(declaration: Node): string {
  return nameOf(declaration["id"]) ?? nameOf(firstDeclarator(declaration)?.["id"]) ?? "it";
}
