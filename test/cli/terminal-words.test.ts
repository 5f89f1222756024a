import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { bookVerbs } from "../../src/cli/book-verbs.ts";
import type { Root } from "../../src/cli/root.ts";
import { inTerminal } from "../../src/cli/terminal-words.ts";
import { capturedIo } from "./captured-io.ts";

const root: Root = {
  open: () => Promise.reject(new Error("nothing is opened here")),
  migrate: async () => "done",
  serve: async () => {},
  work: async () => {},
};

function program(): Command {
  const made = new Command("billrun");
  bookVerbs(made, root, capturedIo({}).io);
  return made;
}

/** What the desk and the book tell people to type, with a run for each value that is put in. */
function toldCommands(): readonly string[] {
  const folders = ["src/operations", "src/billing"];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  return files.flatMap((file) => {
    const code = readFileSync(file, "utf8").replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, "");
    const plain = code.replace(/\$\{[^}]*\}/g, "BR-12");
    return plain.match(/\/billrun(?: [a-z]+| [A-Z]+-\d+){0,3}/g) ?? [];
  });
}

/** Whether the program has the verb that a line names, with its own verb where it needs one. */
function isVerb(line: string): boolean {
  let at: Command = program();
  for (const word of line.replace(/^billrun ?/, "").split(" ")) {
    const next = at.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (!next) break;
    at = next;
  }
  return at.commands.length === 0 || line === "billrun" || line === "billrun --help";
}

describe("what the desk says to type", () => {
  it("is a verb of the terminal there, or said as it is done in Slack", () => {
    const told = [...new Set(toldCommands())];
    expect(told.length).toBeGreaterThan(20);
    const lines = told.map(inTerminal);
    const wrong = lines.filter((line) => !line.startsWith("/billrun") && !isVerb(line));
    expect(wrong).toEqual([]);
  });

  it.each([
    ["See /billrun quotes for all.", "See billrun quote list for all."],
    ["Ask again with /billrun quotes Q-88.", "Ask again with billrun quote invoice Q-88."],
    ["Or: /billrun schedule edit m-1.", "Or: billrun schedule new m-1 --change."],
    ["See those that are left with /billrun schedule.", /billrun schedule list\.$/],
    ["Pause it with /billrun schedule pause m.", /billrun schedule pause m\.$/],
    ["Make another with /billrun preview.", "Make another with billrun run create."],
    ["See /billrun preview BR-12.", "See billrun run preview BR-12."],
    ["See /billrun settings approvals.", "See /billrun settings approvals."],
    ["See who is late with /billrun dunning.", "See who is late with billrun report overdue."],
  ])("%s", (slack, terminal) => {
    if (typeof terminal === "string") expect(inTerminal(slack)).toBe(terminal);
    else expect(inTerminal(slack)).toMatch(terminal);
  });
});
