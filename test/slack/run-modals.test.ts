import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenCounter, openCounter } from "./open-counter.ts";
import { sampleRow } from "./sample-views.ts";

const channel = "C0BILLING";
let counter: OpenCounter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

async function cardOf(number: number) {
  const run = counter.world.runs.find((one) => one.number === number);
  if (!run) throw new Error(`no run ${number}`);
  const view = await counter.world.books.viewRun(run.id);
  const card = { subject: `run:${view.run.id}`, kind: "run", view } as const;
  const { place } = await counter.app.notifier.postCard(card, channel, false);
  return { channelId: place.channel, ts: place.ts };
}

async function modalOf(personId: string, label: string, shows: string) {
  const person = counter.slack.person(personId);
  await person.click(await cardOf(12), label);
  await person.waitFor(() => person.modal()?.shown.includes(shows), { what: shows });
  return person;
}

describe("the form of a new run", () => {
  async function opens() {
    const dana = counter.slack.person("U0DANA");
    await dana.command(channel, "create");
    await dana.waitFor(() => dana.modal()?.shown.includes("1,312 accounts"), { what: "the form" });
    return dana;
  }

  it("counts what is chosen at once, and keeps what was typed", async () => {
    const dana = await opens();
    await dana.fill("name", "Year end");
    await dana.fill("target_on", "2026-12-30");
    await dana.fill("segments", ["enterprise"]);
    await dana.waitFor(() => dana.modal()?.shown.includes("40 accounts"), { what: "the count" });
    expect(dana.modal()?.shown).toContain("2 parked or held accounts of BR-11 are among them");
    await dana.clickInModal("More conditions");
    await dana.waitFor(() => dana.modal()?.shown.includes("How it bills"), { what: "the rest" });
    await dana.fill("credit_memos", "keep-back");
    await dana.fill("minimum_invoice", "10 usd");
    await dana.fill("kind", "catch-up");
    expect((await dana.submit()).errors).toEqual({});
    expect(counter.world.runs[0]).toMatchObject({
      name: "Year end",
      kind: "catch-up",
      terms: {
        targetOn: "2026-12-30",
        select: { segments: ["enterprise"] },
        options: { creditMemos: "keep-back", minimumInvoice: { USD: "10" } },
      },
    });
  });

  it("says below which key is misspelt, before anything is sent", async () => {
    const dana = await opens();
    await dana.fill("accounts", "acme, acmee");
    await dana.waitFor(() => dana.modal()?.shown.includes("There is no account acmee"));
    expect(dana.modal()?.shown).toContain("Did you mean acme?");
  });

  it("a wrong least amount is told under its field", async () => {
    const dana = await opens();
    await dana.clickInModal("More conditions");
    await dana.waitFor(() => dana.modal()?.shown.includes("How it bills"));
    await dana.fill("minimum_invoice", "ten dollars");
    expect((await dana.submit()).errors["minimum_invoice"]).toContain("is no least amount");
    expect(counter.world.runs).toHaveLength(0);
  });
});

describe("a closer look", () => {
  it("lists the largest bills, searches, and opens one account with its lines", async () => {
    counter.world.addRun("awaiting-approval");
    const lee = await modalOf("U0LEE", "Look closer", "12,500.00 USD");
    expect(lee.modal()?.title).toBe("BR-12, closer");
    await lee.fill("search", "Hooli");
    await lee.waitFor(() => !lee.modal()?.shown.includes("Globex"), { what: "what was found" });
    expect(lee.modal()?.shown).toContain("Hooli");
    await lee.submit();
    expect(lee.modal()?.title).toBe("BR-12, closer");
    expect(lee.modal()?.shown).toContain("Hooli");
  });

  it("turns pages and keeps the filter", async () => {
    counter.world.addRun("awaiting-approval");
    const many = Array.from({ length: 30 }, (_, index) => sampleRow(`account-${index}`));
    const asked: unknown[] = [];
    counter.world.books.pageRunAccounts = async (_, filter, { offset, limit }) => {
      asked.push([filter, offset]);
      return many.slice(offset, offset + limit);
    };
    const lee = await modalOf("U0LEE", "Look closer", "account-0");
    const { hash } = lee.modal() ?? {};
    await lee.clickInModal("run_accounts_filter", "finding:first-bill");
    await lee.waitFor(() => lee.modal()?.hash !== hash, { what: "the filtered list" });
    await lee.clickInModal("Next");
    await lee.waitFor(() => lee.modal()?.shown.includes("account-12"));
    expect(asked.at(-1)).toEqual([{ finding: "first-bill" }, 12]);
    await lee.clickInModal("Back");
    await lee.waitFor(() => lee.modal()?.shown.includes("account-0"));
  });

  it("an account that is not in the run is told so", async () => {
    counter.world.addRun("awaiting-approval");
    counter.world.books.loadPayers = async () => [];
    const lee = await modalOf("U0LEE", "Look closer", "12,500.00 USD");
    await lee.clickInModal("Open");
    await lee.waitFor(() => lee.modal()?.shown.includes('BR-12 has no account "acme"'));
  });

  it("somebody without the role sees nothing", async () => {
    counter.world.addRun("awaiting-approval");
    const nobody = counter.slack.person("U0NOBODY");
    await nobody.click(await cardOf(12), "Look closer");
    await nobody.waitFor(() => nobody.modal()?.shown.includes("You are not a member"));
  });
});

describe("pausing", () => {
  it("asks why, and the card tells it", async () => {
    counter.world.addRun("running");
    const dana = await modalOf("U0DANA", "Pause…", "What is posted");
    await dana.fill("reason", "Wrong rate");
    await dana.submit();
    expect(counter.world.runs[0]).toMatchObject({ state: "paused", pauseReason: "Wrong rate" });
    expect(counter.world.milestones.at(-1)).toMatchObject({ kind: "paused", reason: "Wrong rate" });
  });

  it("needs no reason, and a command does it too", async () => {
    counter.world.addRun("running");
    const dana = await modalOf("U0DANA", "Pause…", "What is posted");
    await dana.submit();
    expect(counter.world.runs[0]?.state).toBe("paused");
    counter.world.addRun("running");
    await dana.command(channel, "pause BR-13 Wrong rate");
    await dana.waitFor(() => counter.world.runs[1]?.state === "paused");
    expect(counter.world.runs[1]?.pauseReason).toBe("Wrong rate");
  });

  it("a run that ended meanwhile is told at once", async () => {
    const run = counter.world.addRun("running");
    const card = await cardOf(12);
    counter.world.runs[0] = { ...run, state: "completed" };
    const dana = counter.slack.person("U0DANA");
    await dana.click(card, "Pause…");
    await dana.waitFor(() => dana.modal()?.shown.includes("so it can't be paused"));
  });
});

it("the exceptions come as a list with what to do; a retry makes one run", async () => {
  counter.world.addRun("completed-with-exceptions");
  const dana = counter.slack.person("U0DANA");
  await dana.click(await cardOf(12), "Exceptions");
  await dana.waitFor(() => dana.ephemerals().length > 0);
  const list = dana.ephemerals().at(-1);
  if (!list) throw new Error("no list");
  expect(list.shown).toContain("no price in SEK");
  expect(list.shown).toContain("Import a price in this currency, then retry.");
  await dana.click(list, "run_exception_why", "12:nordwind");
  await dana.waitFor(() => dana.modal()?.shown.includes('There is no account "nordwind"'));
  await dana.close();
  await dana.click(list, "Retry the 2");
  await dana.waitFor(() => counter.world.runs.length === 2);
});

it("the file of a run goes into its thread, once", async () => {
  counter.world.addRun("completed");
  const sent: string[] = [];
  const { write } = counter.world.books;
  counter.world.books.write = (work) =>
    write((tx) => work({ ...tx, queueFile: async ({ key }) => void sent.push(key) }));
  const dana = counter.slack.person("U0DANA");
  await dana.click(await cardOf(12), "CSV");
  await dana.waitFor(() => dana.ephemerals().length > 0);
  expect(dana.ephemerals().at(-1)?.shown).toContain("comes into the thread of BR-12");
  expect(sent).toEqual([expect.stringMatching(/^csv:run-12:accounts:completed:/)]);
});
