import { describe, expect, it } from "vitest";
import { undocumented } from "./rules/doc-comments.ts";
import { badPath, longFunctions, tooLong, unwanted } from "./rules/shape.ts";
import { productFiles, testFiles } from "./source-files.ts";

const product = productFiles();
const everything = [...product, ...testFiles()];
const a = (text: string) => ({ path: "src/billing/a.ts", text });

describe("files", () => {
  it("have at most 300 lines of at most 100 columns", () => {
    expect(everything.flatMap(tooLong)).toEqual([]);
  });

  it("have functions that fit on a screen", () => {
    expect(product.flatMap(longFunctions)).toEqual([]);
  });

  it("are named in kebab-case after what is in them", () => {
    expect(everything.flatMap((file) => badPath(file.path))).toEqual([]);
  });

  it("do without default exports, enums, any and unkept promises", () => {
    expect(everything.flatMap(unwanted)).toEqual([]);
  });

  it("say of every function and type that others use what it is", () => {
    expect(product.flatMap(undocumented)).toEqual([]);
  });
});

describe("the rules about shape", () => {
  it("see a file, a line and a function that are too long", () => {
    expect(tooLong(a("const x = 1;\n".repeat(300)))).toEqual([]);
    expect(tooLong(a("const x = 1;\n".repeat(301)))).toEqual(["src/billing/a.ts has 301 lines"]);
    expect(tooLong(a("x".repeat(100)))).toEqual([]);
    expect(tooLong(a("x".repeat(101)))).toEqual(["src/billing/a.ts:1 has 101 columns"]);
    const long = (lines: number) => `function f() {\n${"  g();\n".repeat(lines - 2)}}\n`;
    expect(longFunctions(a(long(70)))).toEqual([]);
    expect(longFunctions(a(long(71)))).toEqual(["src/billing/a.ts:1 has a function of 71 lines"]);
  });

  it.each(["src/slack/RunCard.ts", "src/slack/run_card.ts", "src/slack/index.ts"])(
    "see that %s is no good name",
    (path) => expect(badPath(path)).toHaveLength(1),
  );

  it.each(["src/utils/day.ts", "src/day-helper.ts", "src/common/a.ts", "src/store-manager.ts"])(
    "see that %s is an empty name",
    (path) => expect(badPath(path)).toEqual([`${path} has an empty name`]),
  );

  it.each([
    "export default 1;",
    "enum Color { Red }",
    "let x: any;",
    `export * from "./b.ts";`,
    "class RunManager {}",
    `// ${"TO"}DO later`,
    `// ${"FIX"}ME`,
  ])("see that %s is unwanted", (text) => {
    expect(unwanted(a(text))).toHaveLength(1);
  });

  it("see what is exported without a word", () => {
    expect(undocumented(a("export function f() {}"))).toEqual([
      "src/billing/a.ts:1 f has no doc comment",
    ]);
    expect(undocumented(a("export type T = 1;"))).toHaveLength(1);
    expect(undocumented(a("export const f = () => 1;"))).toHaveLength(1);
    expect(undocumented(a("/** One. */\nexport function f() {}\nfunction g() {}"))).toEqual([]);
  });
});
