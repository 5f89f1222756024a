import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commands } from "../../src/slack/listeners/commands/commands.ts";
import { type OpenCounter, openCounter } from "./open-counter.ts";

const channel = "C0BILLING";
let counter: OpenCounter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

/** Types a command, waits until it is handled, and gives the rows that it left. */
async function rowsOf(personId: string, words: string) {
  const before = counter.world.audit.length;
  await counter.slack.person(personId).command(channel, words);
  await counter.app.stop();
  return counter.world.audit.slice(before).map(({ action, subject, outcome, actor }) => {
    return { action, subject, outcome, who: actor.name };
  });
}

function place(value: object) {
  const text = { type: "plain_text" as const, text: "Press" };
  return counter.slack.pin(channel, "old", [
    { type: "actions", elements: [{ type: "button", text, ...value }] },
  ]);
}

describe("every command leaves one row", () => {
  it.each(commands.map(({ name }) => name))("%s, alone", async (name) => {
    expect(await rowsOf("U0DANA", name)).toHaveLength(1);
  });

  it.each([...commands.map(({ name }) => name), "policy", "gibberish"])(
    "%s, of a guest who may not",
    async (name) => {
      expect(await rowsOf("U0GUEST", name)).toEqual([
        expect.objectContaining({ outcome: "person_not_allowed", who: "guest (U0GUEST)" }),
      ]);
    },
  );

  it.each([
    ["list", { action: "slack.list", subject: "list", outcome: "done" }],
    ["help previwe", { action: "slack.help", subject: "previwe", outcome: "help_topic_unknown" }],
    ["show BR-99", { action: "slack.show", subject: "BR-99", outcome: "bill_run_unknown" }],
    ["show br-12 now", { action: "slack.show", subject: "BR-12", outcome: "done" }],
    ["show", { action: "slack.show", subject: "show", outcome: "run_number_missing" }],
    ["aprove BR-12", { action: "slack.command", subject: "aprove", outcome: "command_unknown" }],
    ["preview", { action: "slack.preview", subject: "preview", outcome: "done" }],
    ["pause BR-12", { action: "bill-run.pause", subject: "BR-12", outcome: "bill_run_state" }],
    ["cancel BR-12", { action: "bill-run.cancel", subject: "BR-12", outcome: "done" }],
  ])("%s", async (words, row) => {
    counter.world.addRun("previewed");
    expect(await rowsOf("U0DANA", words)).toEqual([{ ...row, who: "Dana Ruiz" }]);
  });

  it("a command that broke, too", async () => {
    counter.world.addRun("previewed");
    counter.world.books.viewRun = () => Promise.reject(new Error("lost"));
    expect(await rowsOf("U0DANA", "show BR-12")).toEqual([
      { action: "slack.show", subject: "BR-12", outcome: "failed", who: "Dana Ruiz" },
    ]);
  });

  it("and long words are cut", async () => {
    const [row] = await rowsOf("U0DANA", `explain ${"x".repeat(500)}`);
    expect(row?.subject.length).toBe(60);
  });
});

describe("every click leaves one row", () => {
  it.each([
    ["nobody knows", { action_id: "bill_run_bless", value: "{}" }, "slack.button", "button_old"],
    ["has no value", { action_id: "bill_run_approve" }, "slack.approve", "button_unreadable"],
    [
      "was forged",
      { action_id: "bill_run_approve", value: '{"run":12,"digest":"x"}' },
      "slack.approve",
      "button_unreadable",
    ],
    [
      "asks for a vote on what billrun doesn't have yet",
      {
        ...{ action_id: "approval_approve" },
        value: '{"kind":"refund","subject":"Q-1","digest":null}',
      },
      "slack.approval_approve",
      "button_unreadable",
    ],
    [
      "asks for a vote on a kind that is none",
      {
        ...{ action_id: "approval_reject" },
        value: '{"kind":"__proto__","subject":"Q-1","digest":null}',
      },
      "slack.approval_reject",
      "button_unreadable",
    ],
    [
      "only looks",
      { action_id: "bill_run_exceptions", value: '{"run":12}' },
      "slack.exceptions",
      "done",
    ],
    [
      "changes something",
      { action_id: "bill_run_cancel", value: '{"run":12}' },
      "bill-run.cancel",
      "done",
    ],
  ])("on a button that %s", async (_what, button, action, outcome) => {
    counter.world.addRun("previewed");
    await counter.slack.person("U0DANA").click(place(button), "Press");
    await counter.app.stop();
    expect(counter.world.audit.map((row) => [row.action, row.outcome])).toEqual([
      [action, outcome],
    ]);
  });
});

describe("every form leaves one row", () => {
  it("where an entry is wrong, and where it is taken", async () => {
    counter.world.addRun("awaiting-approval");
    const lee = counter.slack.person("U0LEE");
    const run = counter.world.runs[0];
    const value = JSON.stringify({ run: 12, digest: run?.digest });
    await lee.click(place({ action_id: "bill_run_reject", value }), "Press");
    await lee.waitFor(() => lee.modal()?.title === "Reject BR-12");
    await lee.fill("reason", " ");
    await lee.submit();
    await lee.fill("reason", "wrong quantity");
    await lee.submit();
    await counter.app.stop();
    expect(counter.world.audit.map((row) => [row.action, row.outcome])).toEqual([
      ["slack.reject", "done"],
      ["slack.reject", "form_invalid"],
      ["bill-run.reject", "done"],
    ]);
  });
});

it("a row that can't be written is told in the log, and the person is answered", async () => {
  const { write } = counter.world.books;
  const full = () => Promise.reject(new Error("the disk is full"));
  counter.world.books.write = (work) => write((tx) => work({ ...tx, appendAudit: full }));
  const dana = counter.slack.person("U0DANA");
  await dana.command(channel, "list");
  await counter.app.stop();
  expect(dana.ephemerals().at(-1)?.shown).toContain("There is no bill run yet.");
  expect(counter.logged.join()).toContain("a request left no row");
});
