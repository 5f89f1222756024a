import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { billing, dana, lee, type SmallWorld, startSmallWorld } from "./small-app.ts";

let world: SmallWorld;

describe.each(["http", "socket"] as const)("a real Bolt app behind the local Slack, %s", (by) => {
  beforeEach(async () => {
    world = await startSmallWorld(by);
  });
  afterEach(() => world.stop());

  it("answers a command in its acknowledgement, to the one who typed it", async () => {
    const outcome = await world.slack.person(dana).command(billing, "say");
    expect(outcome).toMatchObject({ outcome: "answered", status: 200, text: `Hello <@${dana}>` });
    expect(world.slack.person(dana).ephemerals(billing)[0]?.shown).toBe("Hello @Dana Ortiz");
    expect(world.slack.person(lee).ephemerals(billing)).toEqual([]);
  });

  it("answers a command later through its response_url", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "what is this");
    const shown = await person.waitFor(() => person.ephemerals(billing)[0]);
    expect(shown.text).toBe("Answer to what is this");
  });

  it("posts a card and edits it in place when somebody clicks its button", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "card");
    const card = await person.waitFor(() => person.messages(billing)[0]);
    expect(card.shown).toBe("BR-1\nWaiting for approval & ready\n[ Approve ]");
    await world.slack.person(lee).click(card, "Approve");
    const edited = await person.waitFor(() => person.messages(billing).find((one) => one.editedTs));
    expect(edited.ts).toBe(card.ts);
    expect(edited.shown).toBe("Approved by @Lee Park");
  });

  it("opens a modal, refuses a bad name beside its field, and closes on a good one", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "new");
    expect((await person.waitFor(() => person.modal())).title).toBe("New bill run");
    expect(world.slack.person(lee).modal()).toBeNull();
    expect((await person.submit()).errors).toEqual({
      name: "Please complete this required field.",
    });
    await person.fill("Name", "ab");
    expect((await person.submit()).errors).toEqual({ name: "Too short" });
    await person.fill("Name", "December");
    await person.fill("account", "glob");
    expect(await person.submit()).toEqual({ errors: {}, notice: null });
    expect(person.modal()).toBeNull();
    const posted = await person.waitFor(() => person.messages(billing)[0]);
    expect(posted.text).toBe(`${dana} made December`);
  });

  it("changes an open modal while it is filled in, and what was entered stays", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "new");
    await person.waitFor(() => person.modal());
    await person.fill("Name", "December");
    await person.fill("Tell", ["Lee Park", "@dana"]);
    await person.fill("Segment", "Schools");
    const modal = await person.waitFor(() => {
      const open = person.modal();
      return open?.shown.includes("Only schools") ? open : null;
    });
    expect(modal.values["name"]?.["value"]?.value).toBe("December");
    expect(modal.values["tell"]?.["people"]?.selected_users).toEqual([lee, dana]);
    expect(modal.values["segment"]?.["segment"]?.selected_option?.value).toBe("schools");
  });

  it("publishes its Home when somebody opens it", async () => {
    const person = world.slack.person(lee);
    await person.openHome();
    expect((await person.waitFor(() => person.home())).shown).toBe("Home");
  });

  it("is told of a command that it left unanswered for three seconds", async () => {
    const person = world.slack.person(dana);
    const outcome = await person.command(billing, "slow");
    expect(outcome.outcome).toBe("late");
    expect(person.ephemerals(billing)[0]?.text).toContain("operation_timeout");
  });

  it("gets an interaction twice, and a replay with the same signature, when asked to", async () => {
    const person = world.slack.person(dana);
    world.slack.chaos.deliverTwice = true;
    await person.command(billing, "say");
    world.slack.chaos.deliverTwice = false;
    await world.slack.chaos.replayLast();
    expect(world.seen).toEqual(["/billrun", "/billrun", "/billrun"]);
    const bodies = world.slack.deliveries().map((one) => one.request);
    expect(new Set(bodies).size).toBe(1);
  });

  it("prints the conversation as text", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "say");
    const [, asked, , , answered] = world.slack.transcript().split("\n");
    expect(asked).toBe("       > /billrun say");
    expect(answered).toBe("       Hello @Dana Ortiz");
  });
});
