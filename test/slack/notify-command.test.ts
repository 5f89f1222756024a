import { afterEach, beforeEach, expect, it } from "vitest";
import type { BooksWriter } from "../../src/operations/books.ts";
import type { Subscription } from "../../src/operations/notifications/subscription.ts";
import { type OpenCounter, openCounter } from "./open-counter.ts";

const channel = "C0BILLING";
let counter: OpenCounter;
let heard: Map<string, Subscription>;

beforeEach(async () => {
  counter = await openCounter();
  heard = new Map();
  const { books } = counter.world;
  const write = books.write.bind(books);
  const more: Partial<BooksWriter> = {
    lockSubscription: async (id) => heard.get(id) ?? null,
    saveSubscription: async (subscription) => void heard.set(subscription.channel, subscription),
    removeSubscription: async (id) => void heard.delete(id),
  };
  Object.assign(books, {
    listSubscriptions: async () => [...heard.values()],
    loadCatalog: async () => ({ settings: { timeZone: "Europe/Berlin" } }),
    write: <T>(work: (tx: BooksWriter) => Promise<T>) => write((tx) => work({ ...tx, ...more })),
  });
});
afterEach(() => counter.close());

async function asks(words: string, personId = "U0DANA"): Promise<string> {
  const person = counter.slack.person(personId);
  const before = person.ephemerals().length;
  await person.command(channel, words);
  await person.waitFor(() => person.ephemerals().length > before, { what: `answer to ${words}` });
  return person.ephemerals().at(-1)?.shown ?? "";
}

it("sets what a channel hears at once, and lists it with a button to change it", async () => {
  expect(await asks("notify")).toContain("No channel has asked to hear of anything yet.");
  const set = await asks("notify #billing run-ended,run-exceptions currency:usd digest:daily@8");
  expect(set).toBe(
    "#billing hears of run-ended, run-exceptions. USD · daily at 8:00 (Europe/Berlin)",
  );
  expect(heard.get(channel)).toMatchObject({ events: ["run-ended", "run-exceptions"] });
  expect(await asks("notify")).toContain("run-ended, run-exceptions");
  expect(await asks("notify #billing off")).toBe(
    "#billing hears of nothing any more, its own runs aside.",
  );
  expect(heard.size).toBe(0);
  expect(counter.world.audit.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
    expect.arrayContaining(["channel.notify done", "channel.notify-off done"]),
  );
});

it.each(["notify #closed run-ended", "notify #closed"])(
  "%s is refused, as the app was not let into that channel",
  async (words) => {
    const no = await asks(words);
    expect(no).toContain("I am not in that channel, so it would hear of nothing.");
    expect(no).toContain("/invite @billrun");
    expect(heard.size).toBe(0);
    expect(counter.slack.person("U0DANA").modal()).toBeNull();
  },
);

it("a channel that the app was put out of can be set to hear of nothing", async () => {
  await asks("notify #billing run-ended");
  counter.slack.chaos.setInvited(channel, false);
  const billing = counter.slack.state.conversations.get(channel);
  if (billing) billing.isPrivate = true;
  expect(await asks("notify #billing off")).toContain("hears of nothing any more");
});

it("a channel alone opens a form, filled with what it hears", async () => {
  const dana = counter.slack.person("U0DANA");
  await asks("notify #billing run-ended minimum:500");
  await dana.command(channel, "notify #billing");
  const modal = await dana.waitFor(() => {
    const open = dana.modal();
    return open?.title === "What a channel hears" && open.shown.includes("Quiet hours") && open;
  });
  expect(modal.shown).toContain("run-ended");
  await dana.fill("quiet", "18 to 8");
  expect(JSON.stringify(await dana.submit())).toContain("Write two hours, as in 18-8");
  await dana.fill("quiet", "18-8");
  await dana.fill("run_events", ["run-ended", "run-rejected"]);
  await dana.submit();
  await dana.waitFor(() => heard.get(channel)?.quiet !== null);
  expect(heard.get(channel)).toMatchObject({
    events: ["run-rejected", "run-ended"],
    ...{ minimum: "500", quiet: { from: 18, to: 8 }, timeZone: "Europe/Berlin" },
  });
});

it("the list's button opens the form of its channel", async () => {
  const dana = counter.slack.person("U0DANA");
  await asks("notify #billing run-ended");
  await asks("notify");
  const list = dana.ephemerals().at(-1);
  if (!list) throw new Error("there is no list");
  await dana.click(list, "Change…");
  await dana.waitFor(() => dana.modal()?.shown.includes("Quiet hours"));
  await dana.fill("more_events", ["schedule-failed"]);
  await dana.submit();
  await dana.waitFor(() => (heard.get(channel)?.events.length ?? 0) > 1);
  expect(heard.get(channel)?.events).toEqual(["run-ended", "schedule-failed"]);
});

it("who may not set it is refused, in the form too", async () => {
  expect(await asks("notify #billing audit-head")).toContain("takes the role controller or admin");
  const dana = counter.slack.person("U0DANA");
  await dana.command(channel, "notify #billing");
  await dana.waitFor(() => dana.modal()?.shown.includes("Quiet hours"));
  await dana.fill("daily_events", ["audit-head"]);
  expect(JSON.stringify(await dana.submit())).toContain("takes the role controller or admin");
  expect(heard.size).toBe(0);
  expect(counter.world.audit.map(({ outcome }) => outcome)).toContain("role_missing");
});

it.each([
  ["notify billing run-ended", "choose it from the list that Slack offers"],
  ["notify #billing run-endet", "Did you mean run-ended?"],
  ["notify #billing digest:weekly", "digest:daily@9"],
  ["notify #billing off", "hears of nothing already"],
])("%s says what to do", async (words, expected) => {
  expect(await asks(words)).toContain(expected);
});

it("a form in which nothing is chosen changes nothing", async () => {
  const dana = counter.slack.person("U0DANA");
  await dana.command(channel, "notify #billing");
  await dana.waitFor(() => dana.modal()?.shown.includes("Quiet hours"));
  for (const field of ["run_events", "more_events"]) await dana.fill(field, []);
  expect(JSON.stringify(await dana.submit())).toContain("Choose at least one");
  expect(heard.size).toBe(0);
});
