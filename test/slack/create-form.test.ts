import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenCounter, openCounter } from "./open-counter.ts";

const channel = "C0BILLING";
let counter: OpenCounter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

describe("the form of a new run", () => {
  async function opensForm(personId = "U0DANA") {
    const person = counter.slack.person(personId);
    await person.command(channel, "preview");
    await person.waitFor(() => person.modal()?.shown.includes("Target date"), { what: "the form" });
    return person;
  }

  it("opens at once, with this month's end and today", async () => {
    const dana = await opensForm();
    expect(JSON.stringify(dana.modal()?.blocks)).toContain('"initial_date":"2026-12-31"');
  });

  it("makes a previewed run and tells where its card comes", async () => {
    const dana = await opensForm();
    await dana.fill("segments", ["enterprise"]);
    await dana.fill("name", "Year end");
    expect(await dana.submit()).toEqual({ errors: {}, notice: null });
    expect(dana.modal()).toBeNull();
    await dana.waitFor(() => dana.ephemerals().length > 0);
    expect(dana.ephemerals().at(-1)?.shown).toContain("BR-12 is being previewed");
    expect(counter.world.runs[0]).toMatchObject({ name: "Year end", state: "previewing" });
  });

  it.each([
    ["accounts", "acme, gl!bex", '"gl!bex" is no key. Write keys as acme, globex.'],
    ["accounts", "globex", 'There is no account "globex". Did you mean acme?'],
    ["target_on", "2020-01-31", "more than a year apart"],
  ])("a wrong entry in %s is told under the field", async (field, value, sentence) => {
    const dana = await opensForm();
    await dana.fill(field, value);
    const { errors } = await dana.submit();
    expect(errors[field]).toContain(sentence);
    expect(counter.world.runs).toHaveLength(0);
  });

  it("that Slack does not let open is told of as nothing done, and what to do", async () => {
    counter.slack.chaos.setRevoked(true);
    const dana = counter.slack.person("U0DANA");
    await dana.command(channel, "create");
    await dana.waitFor(() => dana.ephemerals().length > 0);
    const told = dana.ephemerals().at(-1)?.shown;
    expect(told).toContain("Slack did not let me open the form, so nothing was done.");
    expect(told).toContain("/billrun doctor");
    expect(counter.world.runs).toHaveLength(0);
  });

  it("tells who may not prepare runs why, before they fill anything in", async () => {
    const lee = counter.slack.person("U0LEE");
    await lee.command(channel, "create");
    await lee.waitFor(() => lee.modal()?.shown.includes("You may not prepare bill runs"));
    expect(lee.modal()?.shown).not.toContain("Target date");
  });

  it("tells who lost the role over the form why, and keeps what they entered", async () => {
    const dana = await opensForm();
    const { members } = counter.world;
    const member = members.get("U0DANA");
    if (member) members.set("U0DANA", { ...member, roles: ["viewer"] });
    await dana.submit();
    await dana.waitFor(() => dana.modal()?.shown.includes("You may not prepare bill runs"));
    expect(counter.world.runs).toHaveLength(0);
  });

  it("a form that takes longer than Slack waits is answered in its place", async () => {
    const dana = await opensForm();
    const { selectionChoices } = counter.world.books;
    let goOn = () => {};
    const seen = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    counter.world.books.selectionChoices = async () => {
      await seen;
      return selectionChoices();
    };
    // What is named is looked up.
    await dana.fill("segments", ["enterprise"]);
    await dana.submit();
    expect(dana.modal()?.shown).toContain("One moment");
    goOn();
    await dana.waitFor(() => dana.modal()?.shown.includes("BR-12 is being previewed"));
  });

  it("a form sent twice makes one run", async () => {
    const dana = await opensForm();
    counter.slack.chaos.deliverTwice = true;
    await dana.submit();
    await counter.app.stop();
    expect(counter.world.runs).toHaveLength(1);
  });

  it("something broken is told with a reference", async () => {
    const dana = await opensForm();
    counter.world.books.selectionChoices = () => Promise.reject(new Error("lost"));
    await dana.fill("segments", ["enterprise"]);
    await dana.submit();
    await dana.waitFor(() => dana.ephemerals().length > 0);
    expect(dana.ephemerals().at(-1)?.shown).toMatch(/Reference [0-9a-f]{8}/);
  });

  it("tells a stranger in the modal that it is not for them", async () => {
    const nobody = counter.slack.person("U0NOBODY");
    await nobody.command(channel, "create");
    await nobody.waitFor(() => nobody.modal()?.shown.includes("You are not a member"));
  });
});
