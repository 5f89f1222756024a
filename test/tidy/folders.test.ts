import { describe, expect, it } from "vitest";
import { mayImport } from "./rules/layers.ts";
import { filesIn, foldersIn, productFiles, testFiles } from "./source-files.ts";

const topFolders = [".ci", "bench", "docs", "prisma", "scripts", "src", "test"];
const chaptersOfSrc = Object.keys(mayImport).filter((name) => !name.includes("."));
const filesOfSrc = Object.keys(mayImport).filter((name) => name.includes("."));

/** What is there and has no place in the plan. */
function unknownNames(there: readonly string[], known: readonly string[]): readonly string[] {
  return there.filter((name) => !known.includes(name));
}

describe("the folders", () => {
  it("at the top are those that a newcomer is told of", () => {
    expect(unknownNames(foldersIn("."), topFolders)).toEqual([]);
  });

  it("in src are the book, the desk, the counters and the vendors", () => {
    expect(unknownNames(foldersIn("src"), chaptersOfSrc)).toEqual([]);
    expect(unknownNames(filesIn("src"), filesOfSrc)).toEqual([]);
  });

  it("are read by these tests, apart from what is generated", () => {
    const paths = productFiles().map((file) => file.path);
    expect(paths).toContain("src/billing/bill-run/propose-documents.ts");
    expect(paths.filter((path) => path.includes("/generated/"))).toEqual([]);
    expect(testFiles().map((file) => file.path)).toContain("test/tidy/folders.test.ts");
  });

  it("can't be added without a place in the plan", () => {
    expect(unknownNames(["src", "lib"], topFolders)).toEqual(["lib"]);
    expect(unknownNames(["billing", "shared"], chaptersOfSrc)).toEqual(["shared"]);
  });
});
