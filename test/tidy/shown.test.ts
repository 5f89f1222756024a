import { describe, expect, it } from "vitest";
import { importsOf } from "./rules/imports.ts";
import { filesUnder, type SourceFile, testFiles } from "./source-files.ts";

const folders = ["src/slack/messages/", "src/slack/modals/"];
/** What people see in Slack, and help, whose message the command's file composes. */
const ways = [
  ...folders.flatMap((folder) => filesUnder(folder, [".ts"])),
  ...filesUnder("src/slack/listeners/commands", ["help.ts"]),
];
const shown = ways.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
const tests = testFiles().filter(({ path }) => path.startsWith("test/slack/"));

/** They choose among messages that are shown elsewhere. */
const choosing = ["src/slack/messages/card-of.ts", "src/slack/messages/message-of.ts"];
/** Nothing in them comes from data: there is no worst. */
const withoutData = ["src/slack/messages/error-message.ts", "src/slack/messages/help-message.ts"];

/** Those of `shown` that tests with `mark` in them render, themselves or as a part of another. */
function unrendered(mark: RegExp, renderers: readonly SourceFile[] = tests): readonly string[] {
  const rendered = new Set<string>();
  const open = renderers.filter(({ text }) => mark.test(text));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const { what } of importsOf(file)) {
      const next = ways.find(({ path }) => path === what);
      if (!next || rendered.has(what)) continue;
      rendered.add(what);
      open.push(next);
    }
  }
  return shown.map(({ path }) => path).filter((path) => !rendered.has(path));
}

const golden = /\bexpect(Golden|Message|View)\(/;
const property = /\bfc\.property\(/;

describe("what people see in Slack", () => {
  it("is compared with golden JSON, every message and every modal", () => {
    expect(unrendered(golden).filter((path) => !choosing.includes(path))).toEqual([]);
  });

  it("is tried with the worst data there may be", () => {
    const expected = [...choosing, ...withoutData];
    expect(unrendered(property).filter((path) => !expected.includes(path))).toEqual([]);
  });

  it("is missed where no test renders it", () => {
    const less = tests.filter(({ path }) => !path.endsWith("people-messages.test.ts"));
    expect(unrendered(golden, less)).toContain("src/slack/messages/roles-message.ts");
  });
});
