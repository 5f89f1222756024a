import { afterEach, beforeEach, expect, it } from "vitest";
import { type OpenCounter, openCounter } from "../open-counter.ts";

let counter: OpenCounter;
beforeEach(async () => {
  counter = await openCounter("socket");
});
afterEach(() => counter.close());

const dana = () => counter.slack.person("U0DANA");

async function isReady(wanted: boolean): Promise<void> {
  await dana().waitFor(() => counter.app.isReady() === wanted, { what: `ready: ${wanted}` });
}

it("with a socket there is no door that others could knock at", async () => {
  expect((await fetch(counter.url, { method: "POST", body: "{}" })).status).toBe(404);
});

it.each(["warning", "refresh_requested", "cut"] as const)(
  "a connection that Slack ends (%s) is followed by another",
  async (reason) => {
    expect(counter.app.isReady()).toBe(true);
    expect(counter.slack.chaos.disconnectSocket(reason)).toBe(1);
    await isReady(false);
    await isReady(true);
    await dana().command("C0BILLING", "list");
    await dana().waitFor(() => dana().ephemerals().length === 1, { what: "an answer" });
  },
);

it("once it is stopped it stays closed", async () => {
  await counter.app.stop();
  expect(counter.app.isReady()).toBe(false);
  // Longer than the pause before another one would be opened.
  await new Promise((wake) => setTimeout(wake, 300));
  expect(counter.slack.chaos.disconnectSocket("cut")).toBe(0);
});

it("the token of the app reaches no log", async () => {
  counter.slack.chaos.disconnectSocket("cut");
  await isReady(false);
  await isReady(true);
  expect(counter.logged.join("\n")).not.toMatch(/xapp-|xoxb-|ticket=/);
});
