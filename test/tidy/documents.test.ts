import { describe, expect, it } from "vitest";
import { settingDescriptions } from "../../src/settings.ts";
import { documentedCodes, refusalsIn, undocumentedRefusals } from "./rules/refusal-codes.ts";
import { describedSettings, wronglyDescribed } from "./rules/settings-file.ts";
import { filesUnder, productFiles } from "./source-files.ts";

const table = filesUnder("src/operations", ["README.md"])[0]?.text ?? "";
// Slack's own refusals, which the local Slack repeats, are in Slack's documentation.
const own = productFiles().filter((file) => !file.path.startsWith("src/sandbox/slack/"));
const example = filesUnder(".", [".env.example"])[0]?.text ?? "";

describe("what is written down", () => {
  it("explains every refusal, and no refusal that nobody makes", () => {
    const uses = own.flatMap(refusalsIn);
    expect(uses.length).toBeGreaterThan(20);
    expect(undocumentedRefusals(uses, documentedCodes(table))).toEqual([]);
  });

  it("explains each refusal once, in the order of the alphabet", () => {
    const codes = documentedCodes(table);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it("lists exactly the settings in .env.example, each with its sentence", () => {
    expect(wronglyDescribed(describedSettings(example), settingDescriptions())).toEqual([]);
  });
});

describe("the rules about documents", () => {
  it("see a refusal without a row, a row without a refusal, and codes nobody can look up", () => {
    const file = {
      path: "src/operations/a.ts",
      text: ['"known"', '"unknown_one"', "code", '"BadOne"']
        .map((code) => `refuse(${code}, "");`)
        .join(" "),
    };
    const markdown = "| code | meaning |\n|---|---|\n| `known` | yes |\n| `idle` | no |\n";
    expect(undocumentedRefusals(refusalsIn(file), documentedCodes(markdown))).toEqual([
      "src/operations/a.ts:1 unknown_one is in no table",
      "src/operations/a.ts:1 refuses with a code that is not written out",
      "src/operations/a.ts:1 BadOne is not in snake_case",
      "idle is in the table, and nobody refuses with it",
    ]);
  });

  it("see a setting that is missing, unknown, or described in other words", () => {
    const text = "# Port of the server.\nPORT=3000\n\n# Old.\n# OLD=1\n";
    expect(describedSettings(text)).toEqual({ PORT: "Port of the server.", OLD: "Old." });
    expect(wronglyDescribed(describedSettings(text), { PORT: "Port", NEW: "New" })).toEqual([
      "PORT is described as: Port of the server.",
      "NEW is not described",
      "OLD is no setting",
    ]);
  });
});
