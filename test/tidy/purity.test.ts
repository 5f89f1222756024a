import { describe, expect, it } from "vitest";
import { impurities } from "./rules/purity.ts";
import { productFiles } from "./source-files.ts";

const book = productFiles().filter((file) => file.path.startsWith("src/billing/"));

describe("the book", () => {
  it("knows no clock, no chance, no waiting and no outside", () => {
    expect(book.length).toBeGreaterThan(20);
    expect(book.flatMap(impurities)).toEqual([]);
  });
});

describe("the rule about purity", () => {
  it.each([
    "async function f() {}",
    "const f = async () => 1;",
    "await g();",
    "const now = Date.now();",
    "const now = new Date();",
    "const now = Date();",
    "const x = Math.random();",
    "const home = process.env.HOME;",
    "setTimeout(f, 1);",
    "console.log(1);",
    `import { readFileSync } from "node:fs";`,
    `import pg from "pg";`,
    `import { randomBytes } from "node:crypto";`,
    `const m = import("./x.ts");`,
  ])("sees that %s is not pure", (text) => {
    expect(impurities({ path: "src/billing/a.ts", text })).not.toEqual([]);
  });

  it.each([
    "const day = new Date(Date.UTC(2026, 0, 1));",
    `import { createHash } from "node:crypto";`,
    `import { Decimal } from "decimal.js";`,
    "// await process Date.now() new Date()",
    `const text = "await Math.random()";`,
  ])("lets %s pass", (text) => {
    expect(impurities({ path: "src/billing/a.ts", text })).toEqual([]);
  });
});
