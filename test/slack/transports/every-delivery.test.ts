import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenCounter, openCounter, transports } from "../open-counter.ts";

const channel = "C0BILLING";

describe.each(transports)("over %s", (transport) => {
  let counter: OpenCounter;
  beforeEach(async () => {
    counter = await openCounter(transport);
  });
  afterEach(() => counter.close());

  const dana = () => counter.slack.person("U0DANA");

  /** The last thing that only Dana was told, once there are so many. */
  async function told(count: number): Promise<string> {
    await dana().waitFor(() => dana().ephemerals().length >= count, { what: "an answer" });
    return dana().ephemerals().at(-1)?.shown ?? "";
  }

  /** What came of the latest deliveries of a kind. */
  const outcomes = (kind: string) => counter.slack.deliveries().filter((one) => one.kind === kind);

  it("a command is acknowledged and answered", async () => {
    await dana().command(channel, "list");
    expect(await told(1)).toContain("There is no bill run yet.");
    expect(outcomes("command")).toMatchObject([{ outcome: "answered", status: 200, answer: "" }]);
  });

  it("a form opens, tells wrong entries under their fields, and makes a run", async () => {
    await dana().command(channel, "create");
    await dana().waitFor(() => dana().modal()?.shown.includes("Target"), { what: "the form" });
    await dana().fill("Target date", "2026-12-31");
    await dana().fill("Invoice date", "2029-01-01");
    const wrong = await dana().submit();
    expect(JSON.stringify(wrong)).toContain("year");
    expect(counter.world.runs).toHaveLength(0);
    await dana().fill("Invoice date", "2026-12-31");
    await dana().submit();
    await dana().waitFor(() => counter.world.runs.length === 1, { what: "a run" });
    expect(dana().modal()).toBeNull();
  });

  it("a button is acknowledged and does what it says", async () => {
    counter.world.addRun("approved");
    const card = await post("Launch", "bill_run_launch", JSON.stringify({ run: 12 }));
    await dana().click(card, "Launch");
    await told(1);
    expect(counter.world.runs.map(({ state }) => state)).toEqual(["running"]);
    expect(outcomes("block_actions")).toMatchObject([{ outcome: "answered", status: 200 }]);
  });

  it("a button that nothing knows any more is acknowledged and explained", async () => {
    const card = await post("Bless", "bill_run_bless", "1");
    await dana().click(card, "Bless");
    expect(await told(1)).toContain("This message is old");
    expect(outcomes("block_actions")).toMatchObject([{ outcome: "answered", status: 200 }]);
  });

  it("the home page is drawn for whoever opens it", async () => {
    await dana().openHome();
    await dana().waitFor(() => dana().home(), { what: "the home page" });
    expect(dana().home()?.shown).toContain("/billrun");
  });

  it("a delivery that comes twice is worked once", async () => {
    counter.slack.chaos.deliverTwice = true;
    await dana().command(channel, "preview segment:enterprise");
    await told(1);
    expect(outcomes("command").map(({ outcome }) => outcome)).toEqual(["answered", "answered"]);
    expect(counter.world.runs).toHaveLength(1);
    await counter.slack.chaos.replayLast();
    expect(counter.world.runs).toHaveLength(1);
    expect(dana().ephemerals()).toHaveLength(1);
  });

  it("a command while the database is down is answered with a reference", async () => {
    counter.world.broken = true;
    await dana().command(channel, "list");
    expect(await told(1)).toMatch(/Reference [0-9a-f]{8}\./);
  });

  /** A message of ours with one button. */
  async function post(label: string, action: string, value: string) {
    const text = { type: "plain_text" as const, text: label };
    const { ts } = counter.slack.pin(channel, "A card", [
      { type: "actions", elements: [{ type: "button", action_id: action, text, value }] },
    ]);
    return { channelId: channel, ts };
  }
});
