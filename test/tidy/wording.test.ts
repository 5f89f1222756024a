import { describe, expect, it } from "vitest";
import { foreignWords } from "./rules/wording.ts";
import { filesUnder } from "./source-files.ts";

const written = [".ts", ".tsx", ".md", ".json", ".sql", ".prisma", ".yml", ".mjs", ".css", ".js"];
const files = filesUnder(".", [...written, "run", ".env.example", "LICENSE"]).filter(
  (file) => file.path !== "package-lock.json",
);

describe("the project", () => {
  it("speaks of itself only", () => {
    expect(files.flatMap(foreignWords)).toEqual([]);
  });
});

describe("the rule about wording", () => {
  it.each([
    ["a neighbour's folder", ["See ..", "shared", "notes.md"].join("/")],
    ["a path of one machine", ["see ", "work", "main"].join("/")],
    ["a ticket", `fixes ${"iss"}ue 12`],
  ])("sees %s", (_, text) => {
    expect(foreignWords({ path: "README.md", text })).toHaveLength(1);
  });

  it("lets ordinary words pass", () => {
    const text = "The network/work/day and the issues of a magazine, ../src/shared-types.ts";
    expect(foreignWords({ path: "README.md", text })).toEqual([]);
  });
});
