import { afterEach, beforeEach, expect, it } from "vitest";
import type { LocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { postMessage } from "../../src/sandbox/slack/post.ts";
import { startTelling } from "../../src/sandbox/story-teller.ts";
import { billing, bot, dana, startSlack } from "./slack/small-app.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.stop());

const say = (text: string) =>
  postMessage(slack.state, { channelId: billing, userId: bot, text, blocks: [] });

function tellAll(act: (tell: () => void) => void): string {
  const printed: string[] = [];
  const teller = startTelling(slack, slack.person(dana), (text) => printed.push(text));
  act(teller.tell);
  return printed.join("\n\n");
}

it("tells a card once; of its copies only what is new, or that it is the same", () => {
  const told = tellAll((tell) => {
    say("BR-1\npreviewed\n200.00 USD");
    tell();
    say("BR-1\napproved\n200.00 USD");
    say("BR-1\napproved\n200.00 USD");
    tell();
  });
  expect(told.match(/200\.00 USD/g)).toHaveLength(1);
  expect(told).toMatch(/BR-1\n\s+approved\n\s+…/);
  expect(told).toContain("BR-1: as above");
});

it("tells the first lines of a long table, and how many there are more", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `row ${index}`);
  const told = tellAll((tell) => {
    say(lines.join("\n"));
    tell();
  });
  expect(told).toContain("row 11");
  expect(told).not.toContain("row 12");
  expect(told).toContain("… and 28 more lines");
});
