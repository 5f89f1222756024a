import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDirectMessage } from "../../src/sandbox/slack/conversations.ts";
import { type OpenCounter, openCounter } from "./open-counter.ts";

const channel = "C0BILLING";
let counter: OpenCounter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

/** Types a command and waits for the answer that only this person sees. */
async function asks(personId: string, words: string): Promise<string> {
  const person = counter.slack.person(personId);
  const before = person.ephemerals().length;
  await person.command(channel, words);
  await person.waitFor(() => person.ephemerals().length > before, { what: `answer to ${words}` });
  return person.ephemerals().at(-1)?.shown ?? "";
}

/** Posts the card of a run as the outbox would, and gives its place. */
async function cardOf(number: number) {
  const run = counter.world.runs.find((one) => one.number === number);
  if (!run) throw new Error(`no run ${number}`);
  const view = await counter.world.books.viewRun(run.id);
  const card = { subject: `run:${view.run.id}`, kind: "run", view } as const;
  const { place } = await counter.app.notifier.postCard(card, channel, false);
  return { channelId: place.channel, ts: place.ts };
}

async function clicks(personId: string, number: number, label: string): Promise<string> {
  const person = counter.slack.person(personId);
  const card = await cardOf(number);
  const before = person.ephemerals().length;
  await person.click(card, label);
  await person.waitFor(() => person.ephemerals().length > before, { what: `answer to ${label}` });
  return person.ephemerals().at(-1)?.shown ?? "";
}

describe("commands", () => {
  it("preview with filters makes a run and tells where its card comes", async () => {
    expect(await asks("U0DANA", "preview segment:enterprise target:2026-12-31")).toBe(
      "BR-12 is being previewed. Its card comes to #billing.",
    );
    expect(counter.world.runs[0]).toMatchObject({ state: "previewing" });
    expect(counter.world.runs[0]?.terms.select).toEqual({ segments: ["enterprise"] });
  });

  it.each([
    ["aprove BR-12", 'I don\'t know "aprove". Did you mean /billrun approve BR-12?'],
    ["BR-12", 'I don\'t know "BR-12". Did you mean /billrun show BR-12?'],
    ["show", "Which run? Write /billrun show BR-12."],
    ["show twelve", '"twelve" is no run. Write /billrun show BR-12.'],
    ["show BR-99", "There is no BR-99. There is none so far. Make one with /billrun preview."],
    ["explain", "Which account? Write /billrun explain acme BR-12."],
    ["explain acmee", 'There is no account "acmee". Did you mean acme (Acme)?'],
    ["help filters", "segment:, tag:, account:"],
    ["help roles", "Nobody approves a run that they made or previewed."],
    ["help previwe", 'There is no help on "previwe". Did you mean preview?'],
    ["list", "There is no bill run yet. Start with /billrun preview."],
    ["preview colour:red", 'There is no filter "colour"'],
  ])("%s is answered with a sentence that helps", async (words, answer) => {
    expect(await asks("U0DANA", words)).toContain(answer);
  });

  it("a run made in private has its card in one's own messages with the app", async () => {
    openDirectMessage(counter.slack.state, "U0DANA");
    const dana = counter.slack.person("U0DANA");
    await dana.command("D0DANA", "preview segment:enterprise");
    await dana.waitFor(() => dana.ephemerals().length > 0);
    expect(dana.ephemerals().at(-1)?.shown).toContain("your direct messages with me");
    const view = await counter.world.books.viewRun("run-12");
    const card = { subject: `run:${view.run.id}`, kind: "run", view } as const;
    const { place } = await counter.app.notifier.postCard(card, "U0DANA", false);
    expect(place.channel).toBe("D0DANA");
  });

  it("a run is not made where its card could not be posted", async () => {
    const dana = counter.slack.person("U0DANA");
    for (const words of ["preview segment:enterprise", "preview", "create"]) {
      const before = dana.ephemerals().length;
      await dana.command("C0CLOSED", words);
      await dana.waitFor(() => dana.ephemerals().length > before);
      expect(dana.ephemerals().at(-1)?.shown).toContain("/invite @billrun");
    }
    expect(dana.modal()).toBeNull();
    expect(counter.world.runs).toEqual([]);
  });

  it("show gives the card with its buttons, only to the one who asked", async () => {
    counter.world.addRun("awaiting-approval");
    const card = await asks("U0LEE", "show br-12");
    expect(card).toContain("316,985.75 USD");
    expect(card).toContain("Approve");
    expect(counter.slack.person("U0DANA").ephemerals()).toEqual([]);
  });

  it("an answer finds another way where the response_url is used up", async () => {
    counter.world.addRun("awaiting-approval");
    const lee = counter.slack.person("U0LEE");
    const { responseUrls } = counter.slack.state;
    const { viewRun } = counter.world.books;
    counter.world.books.viewRun = (id) => {
      responseUrls.clear();
      return viewRun(id);
    };
    await lee.command(channel, "show BR-12");
    await lee.waitFor(() => lee.ephemerals().length > 0);
    expect(lee.ephemerals().at(-1)?.shown).toContain("316,985.75 USD");
    expect(counter.slack.person("U0DANA").messages(channel)).toEqual([]);
  });

  it("something broken is told with a reference that the log has too", async () => {
    counter.world.addRun("awaiting-approval");
    counter.world.books.viewRun = () => Promise.reject(new Error("lost"));
    const answer = await asks("U0LEE", "show BR-12");
    const reference = /Reference ([0-9a-f]{8})/.exec(answer)?.[1];
    expect(counter.logged.join()).toContain(String(reference));
  });
});

it("a form that is closed while it is filled is no trouble", async () => {
  const { selectionChoices } = counter.world.books;
  const dana = counter.slack.person("U0DANA");
  counter.world.books.selectionChoices = async () => {
    await dana.close();
    return selectionChoices();
  };
  await dana.command(channel, "create");
  await counter.app.stop();
  expect(dana.modal()).toBeNull();
  expect(dana.ephemerals()).toEqual([]);
  expect(counter.logged.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
});

describe("buttons", () => {
  it("a vote of somebody else approves, a second click hears by whom it was decided", async () => {
    counter.world.addRun("awaiting-approval");
    expect(await clicks("U0LEE", 12, "Approve")).toContain("You approved BR-12.");
    expect(counter.world.runs[0]?.state).toBe("approved");
    counter.world.addRun("awaiting-approval");
    const card = await cardOf(13);
    await asks("U0LEE", "approve BR-13");
    const sam = counter.slack.person("U0SAM");
    await sam.click(card, "Approve");
    await sam.waitFor(() => sam.ephemerals().length > 0);
    expect(sam.ephemerals().at(-1)?.shown).toContain("BR-13 was already approved by Lee Novak");
  });

  it("the maker reminds those who can approve, once an hour", async () => {
    counter.world.addRun("awaiting-approval", { createdBy: "m-sam", lastEditedBy: "m-sam" });
    await clicks("U0SAM", 12, "Approve");
    const sam = counter.slack.person("U0SAM");
    const refusal = sam.ephemerals().at(-1);
    if (!refusal) throw new Error("nothing was refused");
    await sam.click(refusal, "Remind them");
    await sam.waitFor(() => sam.ephemerals().some((one) => one.shown.includes("a reminder")));
    await sam.click(refusal, "Remind them");
    await sam.waitFor(() => sam.ephemerals().some((one) => one.shown.includes("last hour")));
    const reminders = counter.world.milestones.filter((one) => one.kind === "reminded");
    expect(reminders).toEqual([expect.objectContaining({ by: "Sam Okoro" })]);
    expect(counter.world.audit.map((row) => [row.action, row.outcome])).toEqual([
      ["bill-run.approve", "self_approval"],
      ["bill-run.remind", "done"],
      ["bill-run.remind", "reminded_already"],
    ]);
  });

  it.each([
    ["U0SAM", "somebody else approves it"],
    ["U0DANA", "You may not approve or reject"],
  ])("Reject… opens no form for %s, who may not", async (personId, why) => {
    counter.world.addRun("awaiting-approval", { createdBy: "m-sam", lastEditedBy: "m-sam" });
    expect(await clicks(personId, 12, "Reject…")).toContain(why);
    expect(counter.slack.person(personId).modal()).toBeNull();
  });

  it.each([
    ["Ask for approval", "previewed", "awaiting-approval", "U0DANA"],
    ["Launch", "approved", "running", "U0DANA"],
    ["Resume", "paused", "running", "U0DANA"],
    ["Cancel…", "previewed", "canceled", "U0DANA"],
    ["Preview again", "previewed", "previewing", "U0DANA"],
  ] as const)("%s moves a %s run to %s", async (label, from, to, personId) => {
    counter.world.addRun(from);
    await clicks(personId, 12, label);
    expect(counter.world.runs[0]?.state).toBe(to);
  });

  it("a hundred clicks at once make one decision", async () => {
    counter.world.addRun("awaiting-approval");
    const lee = counter.slack.person("U0LEE");
    const card = await cardOf(12);
    await Promise.all(Array.from({ length: 100 }, () => lee.click(card, "Approve")));
    await counter.app.stop();
    const approvals = counter.world.milestones.filter((one) => one.kind === "approved");
    expect(approvals).toHaveLength(1);
    expect(counter.world.runs[0]?.state).toBe("approved");
  });

  it("a rejection asks for a reason and sends the run back", async () => {
    counter.world.addRun("awaiting-approval");
    const lee = counter.slack.person("U0LEE");
    await lee.click(await cardOf(12), "Reject…");
    await lee.waitFor(() => lee.modal()?.title === "Reject BR-12");
    await lee.fill("reason", "Acme's quantity is wrong");
    await lee.submit();
    expect(counter.world.runs[0]?.state).toBe("previewed");
    expect(counter.world.milestones.at(-1)).toMatchObject({
      kind: "rejected",
      comment: "Acme's quantity is wrong",
    });
    expect(lee.modal()).toBeNull();
    await lee.waitFor(() => lee.ephemerals(channel).length > 0);
    expect(lee.ephemerals(channel).at(-1)?.shown).toContain("You rejected BR-12.");
  });

  it("the exceptions of an ended run come as a list, and a retry makes one run", async () => {
    counter.world.addRun("completed-with-exceptions");
    expect(await clicks("U0DANA", 12, "Exceptions")).toContain("no price in SEK");
    expect(await clicks("U0DANA", 12, "Retry the 2")).toContain("BR-13");
    expect(counter.world.runs).toHaveLength(2);
  });
});

it("the home page shows what goes on, what one may do and what to type", async () => {
  counter.world.addRun("running");
  const dana = counter.slack.person("U0DANA");
  await dana.openHome();
  await dana.waitFor(() => dana.home()?.shown.includes("BR-12"));
  expect(dana.home()?.shown).toContain("Preview this month");
  expect(dana.home()?.shown).toContain("You are a preparer");
  expect(dana.home()?.shown).toContain("/billrun help");
});
