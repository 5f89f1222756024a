import { describe, expect, it } from "vitest";
import { readExplainWords } from "../../src/operations/bill-runs/read-explain-words.ts";
import { runNumberIn } from "../../src/slack/listeners/commands/command.ts";
import { commands } from "../../src/slack/listeners/commands/commands.ts";
import { parseCommand } from "../../src/slack/listeners/commands/on-command.ts";
import { otherWords } from "../../src/slack/listeners/commands/other-words.ts";
import { mayRespondTo } from "../../src/slack/response-hosts.ts";
import { readRunReference, writeRunReference } from "../../src/slack/run-reference.ts";
import { nearestWord } from "../../src/slack/text/nearest-word.ts";
import { typedText } from "../../src/slack/text/typed-text.ts";

function parsed(text: string): string {
  const found = parseCommand(text);
  return "unknown" in found
    ? `unknown ${found.unknown}, near ${found.near}`
    : `${found.command.name}(${found.words})`;
}

describe("what is typed behind /billrun", () => {
  it.each([
    ["", "help()"],
    ["   ", "help()"],
    ["help", "help()"],
    ["HELP preview", "help(preview)"],
    ["preview", "preview()"],
    ["preview  segment:x   tag:y", "preview(segment:x tag:y)"],
    ["Show BR-12", "show(BR-12)"],
    ["approve br-7 fine by me", "approve(br-7 fine by me)"],
    ["reject BR-12 ask <@U1|lee> in <#C1|billing>", "reject(BR-12 ask @lee in #billing)"],
    ["reject BR-12 5 &lt; 7 &amp; so on", "reject(BR-12 5 < 7 & so on)"],
    ["aprove BR-12", "unknown aprove, near approve"],
    ["lauch", "unknown lauch, near launch"],
    ["lsit", "unknown lsit, near list"],
    ["Policy", "unknown Policy, near settings approvals"],
    ["why acme", "unknown why, near explain"],
    ["BR-12", "unknown BR-12, near null"],
    ["constructor", "unknown constructor, near null"],
    ["<!channel>", "unknown @channel, near null"],
  ])("%j is %s", (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });

  it("has no other word for a command that is none, or that is one itself", () => {
    const names = commands.map((command) => command.name);
    for (const [word, meant] of Object.entries(otherWords)) {
      expect(names).not.toContain(word);
      expect(names).toContain(meant.split(" ")[0]);
    }
  });

  it("knows no two commands of one name, and each by its own usage", () => {
    const names = commands.map((command) => command.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, usage } of commands) expect(usage.split(" ")[0]).toBe(name);
  });

  it.each([
    ["BR-12", 12],
    ["br12", 12],
    ["12", 12],
    ["BR-12 and more", 12],
    ["", "run_number_missing"],
    ["BR-0", "run_number_missing"],
    ["BR-1e3", "run_number_missing"],
    ["BR--1", "run_number_missing"],
    ["BR-99999999999", "run_number_missing"],
  ])("%j names the run %s", (words, expected) => {
    const number = runNumberIn(words, "show BR-n");
    expect(typeof number === "number" ? number : number.refusal).toBe(expected);
  });

  it.each([
    ["acme", "acme", null],
    ["acme BR-12", "acme", 12],
    ["BR-12 acme", "acme", 12],
    ["br-3 acme eu", "acme eu", 3],
    ["12", "12", null],
    ["BR-12", "", 12],
    ["", "", null],
  ])("explain %j asks about %j in run %s", (words, account, runNumber) => {
    expect(readExplainWords(words)).toMatchObject({ account, runNumber });
  });

  it.each([
    ["<https://x.org|x.org> <mailto:a@x.org|a@x.org>", "x.org a@x.org"],
    ["<https://x.org>", "https://x.org"],
    ["<!here> <!subteam^S1|@team>", "@here @team"],
  ])("%s was typed as %s", (sent, typed) => {
    expect(typedText(sent)).toBe(typed);
  });

  it("an empty or far word has no neighbour", () => {
    expect(nearestWord("", ["list", "show"])).toBeNull();
    expect(nearestWord("reconciliation", ["list", "show"])).toBeNull();
  });
});

describe("a button's value", () => {
  const digest = `sha256:${"a".repeat(64)}`;

  it("carries the run and the digest there and back", () => {
    const reference = { run: 12, digest, account: "acme" };
    expect(readRunReference(writeRunReference(reference))).toEqual(reference);
    const short = { run: 12, digest: null, account: null };
    expect(writeRunReference(short)).toBe('{"run":12}');
    expect(readRunReference('{"run":12}')).toEqual(short);
  });

  it.each([
    null,
    12,
    "",
    "null",
    "[]",
    '{"run":1.5}',
    '{"run":"12"}',
    '{"run":1e30}',
    '{"run":-1}',
    '{"run":12,"digest":"sha256:a"}',
    '{"run":12,"amount":"1"}',
    '{"run":12,"__proto__":{"digest":null}}',
    `{"run":12,${" ".repeat(3_000)}"digest":null}`,
  ])("%j is none of ours", (value) => {
    expect(readRunReference(value)).toBeNull();
  });
});

describe("answers go to configured hosts only", () => {
  const local = "http://127.0.0.1:4000/api/";
  it.each([
    ["https://hooks.slack.com/commands/T1/1/x", undefined, true],
    ["http://hooks.slack.com/commands/T1/1/x", undefined, false],
    ["https://slack.com.evil.example/x", undefined, false],
    ["https://evilslack.com/x", undefined, false],
    ["http://169.254.169.254/latest", undefined, false],
    ["http://127.0.0.1:4000/response/1", undefined, false],
    ["http://127.0.0.1:4001/response/1", local, true],
    ["http://localhost:4000/response/1", local, true],
    ["http://10.0.0.1/response/1", local, false],
    ["file:///etc/passwd", local, false],
    ["not a url", local, false],
  ])("%s with %s: %s", (url, api, expected) => {
    expect(mayRespondTo(url, api)).toBe(expected);
  });
});
