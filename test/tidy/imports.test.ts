import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wrongWayCitations, wrongWayImports } from "./rules/layers.ts";
import { strayVendors, vendors } from "./rules/vendors.ts";
import { productFiles, projectRoot, type SourceFile } from "./source-files.ts";

const files = productFiles();

function file(path: string, text: string): SourceFile {
  return { path, text };
}

describe("imports", () => {
  it("go from the counters to the desk to the book, never back and never across", () => {
    expect(files.flatMap(wrongWayImports)).toEqual([]);
  });

  it("within the book cite only earlier chapters", () => {
    expect(files.flatMap(wrongWayCitations)).toEqual([]);
  });

  it("of packages stay in each package's own folder", () => {
    expect(files.flatMap(strayVendors)).toEqual([]);
  });

  it("have a folder for every package that the product depends on", () => {
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    const homeless = Object.keys(dependencies).filter((name) => vendors[name] === undefined);
    expect(homeless).toEqual([]);
  });
});

describe("the rule about imports", () => {
  it.each([
    ["src/billing/tax/a.ts", `import { x } from "../../operations/x.ts";`],
    ["src/operations/a.ts", `import type { X } from "../store/x.ts";`],
    ["src/slack/a.ts", `export { x } from "../jobs/x.ts";`],
    ["src/jobs/tasks/a.ts", `const x = await import("../../store/x.ts");`],
    ["src/store/a.ts", `type X = import("../slack/x.ts").X;`],
    ["src/cli/a.ts", `import { x } from "../main.ts";`],
    ["src/sandbox/a.ts", `import { x } from "../store/x.ts";`],
    ["src/email/a.ts", `import { x } from "../../test/x.ts";`],
  ])("sees that %s may not say %s", (path, text) => {
    expect(wrongWayImports(file(path, text))).toHaveLength(1);
  });

  it("lets the desk read the book and the roots know everything", () => {
    const desk = `import { x } from "../billing/tax/x.ts"; import { y } from "./y.ts";`;
    expect(wrongWayImports(file("src/operations/a.ts", desk))).toEqual([]);
    const root = `import { x } from "./store/x.ts"; import { y } from "./slack/y.ts";`;
    expect(wrongWayImports(file("src/main.ts", root))).toEqual([]);
  });

  it("sees a chapter that cites a later one, or is in no order", () => {
    const later = `import type { Run } from "../bill-run/bill-run.ts";`;
    expect(wrongWayCitations(file("src/billing/tax/a.ts", later))).toEqual([
      "src/billing/tax/a.ts:1 tax cites the later src/billing/bill-run/bill-run.ts",
    ]);
    expect(wrongWayCitations(file("src/billing/luck/a.ts", ""))).toHaveLength(1);
    const earlier = `import type { Line } from "../invoicing/document.ts";`;
    expect(wrongWayCitations(file("src/billing/ledger/a.ts", earlier))).toEqual([]);
  });

  it("sees packages that stray or are unknown", () => {
    const bolt = `import { App } from "@slack/bolt";`;
    expect(strayVendors(file("src/operations/a.ts", bolt))).toHaveLength(1);
    expect(strayVendors(file("src/slack/a.ts", bolt))).toEqual([]);
    expect(strayVendors(file("src/store/a.ts", `import _ from "lodash/fp";`))).toEqual([
      "src/store/a.ts:1 imports lodash, unknown to the table",
    ]);
  });
});
