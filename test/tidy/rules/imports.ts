import { posix } from "node:path";
import type { SourceFile } from "../source-files.ts";
import { isNode, type Node, nodesOf, placeOf, textOf } from "../syntax.ts";

/** One import of a file: of another file of ours, of Node, or of a package. */
export type Import = {
  readonly from: string;
  readonly place: string;
  readonly of: "own" | "node" | "package";
  /** Path from the project's root, "node:fs", or the package's name. */
  readonly what: string;
};

const importing = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

/** Everything that a file imports, types too: what is known is depended on. */
export function importsOf(file: SourceFile): readonly Import[] {
  return nodesOf(file).flatMap((node) => {
    if (!importing.has(node.type)) return [];
    const what = textOf(node["source"]) ?? textOf(literalInside(node["argument"]));
    return what === undefined ? [] : [readImport(file, node, what)];
  });
}

function literalInside(value: unknown): unknown {
  return isNode(value) && value.type === "TSLiteralType" ? value["literal"] : value;
}

function readImport(file: SourceFile, node: Node, what: string): Import {
  const common = { from: file.path, place: placeOf(file, node.start) };
  if (what.startsWith(".")) {
    const path = posix.normalize(posix.join(posix.dirname(file.path), what));
    return { ...common, of: "own", what: path };
  }
  if (what.startsWith("node:")) return { ...common, of: "node", what };
  const parts = what.split("/");
  const name = what.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? what);
  return { ...common, of: "package", what: name };
}
