import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import type { PanelItem } from "../../../src/sandbox/slack/model.ts";
import { appToken, billing, dana, startSlack } from "./small-app.ts";

let slack: LocalSlack;
let ran: (string | undefined)[];
let items: PanelItem[];

beforeEach(async () => {
  ran = [];
  items = [
    {
      label: "Move the clock",
      detail: "2026-11-22",
      explanation: "To any day.",
      input: { kind: "date", label: "Day", value: "2026-11-30", verb: "Move" },
      run: (given) => {
        ran.push(given);
        return `It is ${given} – a Monday.`;
      },
    },
    {
      label: "Expire an approval",
      input: {
        kind: "choice",
        label: "Approval",
        choices: [{ value: "a1", text: "BR-12, 316,985.75 USD" }],
      },
      run: (given) => {
        ran.push(given);
        throw new Error("it was decided already");
      },
    },
    { label: "Nothing to say", run: () => undefined },
  ];
  slack = await startSlack({ panel: () => items });
});
afterEach(() => slack.stop());

const panel = async () =>
  (await fetch(`${slack.webUrl}/page/region/hood?as=${dana}&channel=${billing}`)).text();

/** Presses something in the panel; gives what the page is told to say. */
async function press(path: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(`${slack.webUrl}${path}`, {
    method: "POST",
    headers: { "hx-request": "true" },
    body: new URLSearchParams({ as: dana, channel: billing, ...fields }),
  });
  expect(response.status).toBe(200);
  return JSON.parse(response.headers.get("hx-trigger") ?? "{}").told;
}

describe("an action of the world", () => {
  it("asks for a day or a choice, and says what it did", async () => {
    const html = await panel();
    expect(html).toMatch(/<input type="date" name="given" value="2026-11-30" aria-label="Day"/);
    expect(html).toMatch(/<option value="a1">BR-12, 316,985.75 USD<\/option>/);
    expect(html).toContain("To any day.");
    const told = await press("/page/panel/0", { label: "Move the clock", given: "2026-12-01" });
    expect(told).toBe("It is 2026-12-01 – a Monday.");
    expect(await press("/page/panel/2", { label: "Nothing to say" })).toBe("Nothing to say: done.");
    expect(ran).toEqual(["2026-12-01"]);
  });

  it("says why it did not work, and is not mistaken for another", async () => {
    const told = await press("/page/panel/1", { label: "Expire an approval", given: "a1" });
    expect(told).toBe("Expire an approval did not work: it was decided already");
    items.shift();
    expect(await press("/page/panel/0", { label: "Move the clock" })).toContain("gone");
    expect(ran).toEqual(["a1"]);
  });
});

describe("what can go wrong", () => {
  const isOn = (html: string, label: string) =>
    html.includes(`aria-label="${label}" aria-pressed="true"`);

  it.each([
    ["deliverTwice", "Deliver twice"],
    ["lateAcks", "Late answers"],
    ["rateLimitStorm", "429 storm"],
    ["onePerSecond", "1 post a second"],
    ["isDown", "Slack is down"],
    ["dropAnswers", "Lose the next answer"],
    ["loseDeliveries", "Lose the next request"],
    ["deactivate", "Deactivate Dana Ortiz"],
    ["archive", "Archive #billing"],
    ["revoke", "Take the app&#39;s token away"],
  ])("%s is switched on and off, and shows it", async (name, label) => {
    expect(isOn(await panel(), label)).toBe(false);
    expect(await press("/page/chaos", { name })).toMatch(/^[A-Z#1-9].+\.$/);
    expect(isOn(await panel(), label)).toBe(true);
    await press("/page/chaos", { name });
    expect(isOn(await panel(), label)).toBe(false);
  });

  it("says that there was nothing to replay, and what came of a replay", async () => {
    expect(await press("/page/chaos", { name: "replay" })).toContain("no request");
    await slack.person(dana).command(billing, "help");
    expect(await press("/page/chaos", { name: "replay" })).toBe("Replayed: unreachable.");
  });

  it("happens to a socket only where there is one", async () => {
    expect(await panel()).not.toContain("Cut the socket");
    const other = await startSlack({ transport: "socket", appToken });
    const html = await (await fetch(`${other.webUrl}/page/region/hood?as=${dana}`)).text();
    expect(html).toContain("Cut the socket");
    await other.stop();
  });
});

describe("the log", () => {
  it("has each request with its time and status, each call with why it was refused", async () => {
    slack.chaos.loseDeliveries = 1;
    await slack.person(dana).command(billing, "preview");
    const call = (token: string) =>
      fetch(`${slack.apiUrl}auth.test`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
    await call("xoxb-tests");
    await call("wrong");
    const html = await panel();
    expect(html).toContain("/billrun preview");
    expect(html).toContain("lost on the way");
    expect(html).toMatch(/invalid_auth[\s\S]*auth\.test/);
    expect(html).toMatch(/<time>\d\d:\d\d:\d\d<\/time>/);
    expect(slack.state.calls.map((one) => [one.method, one.status, one.error])).toEqual([
      ["auth.test", 200, null],
      ["auth.test", 200, "invalid_auth"],
    ]);
  });
});
