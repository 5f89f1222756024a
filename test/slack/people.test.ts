import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSlackPeople, type SlackPeople } from "../../src/slack/slack-people.ts";
import { type OpenCounter, openCounter } from "./open-counter.ts";

let counter: OpenCounter;
let people: SlackPeople;
let asked: string[];
beforeEach(async () => {
  counter = await openCounter();
  asked = [];
  const client = new WebClient("xoxb-test", {
    slackApiUrl: counter.slack.apiUrl,
    retryConfig: { retries: 0 },
    fetch: (url, init) => {
      asked.push(String(url).split("/").at(-1) ?? "");
      return fetch(url, init as RequestInit);
    },
  });
  people = createSlackPeople(client, { key: "T0BILLRUN", isOrg: false });
});
afterEach(() => counter.close());

it.each([
  ["U0DANA", {}],
  ["U0GUEST", { isGuest: true }],
  ["U0STRANGE", { isStranger: true }],
  ["U0BOT", { isBot: true }],
])("%s is known for what they are: %j", async (slackId, expected) => {
  expect(await people.find(slackId)).toMatchObject({
    ...{ slackId, isGuest: false, isStranger: false, isBot: false, isDeactivated: false },
    ...expected,
  });
});

it("somebody deactivated is known as such", async () => {
  counter.slack.chaos.setDeactivated("U0LEE", true);
  expect(await people.find("U0LEE")).toMatchObject({ isDeactivated: true });
});

it("a hundred questions about one person are one question to Slack", async () => {
  await Promise.all(Array.from({ length: 100 }, () => people.find("U0DANA")));
  expect(asked).toEqual(["users.info"]);
});

it("a question that failed is asked again", async () => {
  await expect(people.find("U0MISSING")).rejects.toThrow("user_not_found");
  await expect(people.find("U0MISSING")).rejects.toThrow("user_not_found");
  expect(asked.filter((method) => method === "users.info")).toHaveLength(2);
});
