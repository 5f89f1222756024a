import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Member, Role } from "../../src/billing/approvals/member.ts";
import { isRefusal } from "../../src/operations/refusal.ts";
import { validateBlocks } from "../../src/sandbox/slack/validate-blocks.ts";
import { commandGroups, commandPlaces } from "../../src/slack/listeners/commands/command-groups.ts";
import { commands } from "../../src/slack/listeners/commands/commands.ts";
import { answerHelp } from "../../src/slack/listeners/commands/help.ts";
import { helpTopics } from "../../src/slack/listeners/commands/help-topics.ts";
import { expectMessage } from "./expect-golden.ts";

function member(...roles: Role[]): Member {
  return { id: "m-dana", name: "Dana Ruiz", email: null, active: true, roles };
}

function helpFor(who: Member, words = "") {
  const answer = answerHelp(commands, who, words);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const section = readme.split(/^## /m).find((part) => part.startsWith("In Slack\n")) ?? "";

/** What the README's table of commands names, in its first column. */
function commandsOfReadme(): readonly string[] {
  const cells = section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(" | ")[0] ?? "");
  return cells.flatMap((cell) =>
    [...cell.matchAll(/`(?:\/billrun )?([a-z]+)/g)].map(([, name = ""]) => name),
  );
}

describe("help", () => {
  it.each<readonly [string, Role[]]>([
    ["viewer", ["viewer"]],
    ["preparer", ["preparer"]],
    ["approver", ["approver"]],
    ["admin", ["admin"]],
    ["nobody", []],
  ])("of a %s tells what they may do first, and who does the rest", async (name, roles) => {
    await expectMessage(`help.${name}`, helpFor(member(...roles)));
  });

  it("names every command, whoever asks", () => {
    for (const role of ["viewer", "preparer", "approver", "controller", "admin"] as const) {
      const text = JSON.stringify(helpFor(member(role)).blocks);
      for (const { name } of commands) {
        const told = text.split(new RegExp(`\`(?:/billrun )?${name}[ \`]`)).length - 1;
        expect(told, `${name} for ${role}`).toBeGreaterThan(0);
      }
    }
  });

  it.each([...commands.map(({ name }) => name), ...helpTopics.map(({ name }) => name)])(
    "tells about %s",
    (name) => {
      const answer = helpFor(member("viewer"), name);
      expect(validateBlocks(answer.blocks, "message")).toEqual([]);
      expect(answer.text.length).toBeGreaterThan(20);
    },
  );

  it.each(Object.keys(commandGroups))("tells about every command of the group %s", (group) => {
    const answer = helpFor(member("viewer"), group);
    expect(validateBlocks(answer.blocks, "message")).toEqual([]);
    const own = commands.filter(({ name }) => commandPlaces[name]?.group === group);
    // What goes by the name of a command is that command.
    const isCommand = commands.some(({ name }) => name === group);
    for (const { detail } of isCommand ? [] : own) {
      expect(JSON.stringify(answer)).toContain(JSON.stringify(detail).slice(1, -1));
    }
  });

  it.each([
    ["previwe", "Did you mean preview?"],
    ["aproval", "Did you mean approvals?"],
    ["filtres", "Did you mean filters?"],
    ["mony", "Did you mean money?"],
    ["xyzzy", "See /billrun help."],
  ])("suggests what %s was meant to be", (word, remedy) => {
    expect(answerHelp(commands, member("viewer"), word)).toMatchObject({
      refusal: "help_topic_unknown",
      remedy,
    });
  });
});

describe("every command", () => {
  it("has its place in help, and each place a command", () => {
    expect(Object.keys(commandPlaces).sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    "%s has a usage, a summary and more to say",
    (name, { usage, summary, detail }) => {
      expect(usage.split(" ")[0]).toBe(name);
      expect(summary.length).toBeGreaterThan(10);
      expect(summary).not.toMatch(/[.!]$/);
      expect(detail).toMatch(/[.]$|[a-z0-9-]$/);
      expect(detail.length).toBeGreaterThan(summary.length / 2);
    },
  );

  it("stands in the README, and no other does", () => {
    expect([...new Set(commandsOfReadme())].sort()).toEqual(
      commands.map(({ name }) => name).sort(),
    );
  });
});
