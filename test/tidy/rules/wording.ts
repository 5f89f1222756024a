import type { SourceFile } from "../source-files.ts";

/** Written in pieces, so that this file doesn't say what it forbids. */
const foreign: readonly (readonly [pattern: RegExp, what: string])[] = [
  [new RegExp(["\\.\\.", "shared\\b"].join("/")), "a folder outside of the project"],
  [new RegExp(["(?<![\\w.])", "work", ""].join("/")), "a path of one machine"],
  [new RegExp(`\\b${"iss"}${"ues?"} #?\\d+`, "i"), "a ticket"],
];

/** Where a text speaks of something other than the project itself. */
export function foreignWords(file: SourceFile): readonly string[] {
  return file.text
    .split("\n")
    .flatMap((line, at) =>
      foreign
        .filter(([pattern]) => pattern.test(line))
        .map(([, what]) => `${file.path}:${at + 1} names ${what}`),
    );
}
