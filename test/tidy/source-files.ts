import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** A file of the project as text; `path` is relative to the project's root, with slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

/** The project's root folder. */
export const projectRoot = resolve(import.meta.dirname, "../..");

/** Neither written nor read by people of the project: fetched, built or generated. */
const notOurs: ReadonlySet<string> = new Set([
  "/.git",
  ...readFileSync(join(projectRoot, ".gitignore"), "utf8")
    .split("\n")
    .map((line) => line.replace(/\/$/, "")),
]);

/** As git reads its list: with a slash in front only that path, without one every such name. */
function isOurs(path: string): boolean {
  const name = path.split("/").at(-1) ?? "";
  return !notOurs.has(`/${path}`) && !notOurs.has(path) && !notOurs.has(name);
}

/** Whether TypeScript is in it. */
export function isTypeScript(file: SourceFile): boolean {
  return /\.tsx?$/.test(file.path);
}

/** Every file of our own under `folder` whose name ends in one of the extensions. */
export function filesUnder(folder: string, extensions: readonly string[]): readonly SourceFile[] {
  const files: SourceFile[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      const name = relative(projectRoot, inside).replaceAll("\\", "/");
      if (!isOurs(name)) continue;
      if (entry.isDirectory()) visit(inside);
      else if (extensions.some((extension) => entry.name.endsWith(extension))) {
        files.push({ path: name, text: readFileSync(inside, "utf8") });
      }
    }
  };
  visit(join(projectRoot, folder));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Names of the folders directly in `folder` that are our own. */
export function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(join(projectRoot, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && isOurs(entry.name))
    .map((entry) => entry.name);
}

/** Names of the files directly in `folder`. */
export function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(join(projectRoot, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** All TypeScript of the product. */
export function productFiles(): readonly SourceFile[] {
  return filesUnder("src", [".ts", ".tsx"]);
}

/** All TypeScript of the tests. */
export function testFiles(): readonly SourceFile[] {
  return filesUnder("test", [".ts", ".tsx"]);
}
