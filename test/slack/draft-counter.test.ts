import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "../store/small-books.ts";
import { addMember } from "../support/members.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { type OpenCounter, openCounterOver } from "./open-counter.ts";

const channel = "C0BILLING";
let small: SmallBooks;
let counter: OpenCounter<SmallBooks["world"]>;

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta" }]));
  await addMember(small.world, "Sam", "viewer");
  await postNovember(small);
  const quote = { key: "Q-88", account: "acme", title: "Rollout", amount: "4800", currency: "USD" };
  const nothing = { catalog: null, accounts: [], subscriptions: [], usage: [] };
  await small.books.write((tx) => tx.importData({ ...nothing, quotes: [quote] }));
  counter = await openCounterOver(small.world);
});

afterEach(async () => {
  await counter?.close();
  await small?.close();
});

const person = (id: string) => counter.slack.person(id);

/** The newest words that only this person sees. */
async function told(id: string, after: number): Promise<string> {
  await person(id).waitFor(() => person(id).ephemerals().length > after, { what: "an answer" });
  return person(id).ephemerals().at(-1)?.shown ?? "";
}

async function asks(id: string, words: string): Promise<string> {
  const before = person(id).ephemerals().length;
  await person(id).command(channel, words);
  return told(id, before);
}

/** Types a command that opens a form, and waits until it is filled. */
async function opens(id: string, words: string, shows: string): Promise<void> {
  await person(id).command(channel, words);
  await person(id).waitFor(() => person(id).modal()?.shown.includes(shows), { what: "the form" });
}

async function sends(id: string): Promise<string> {
  const before = person(id).ephemerals().length;
  expect(await person(id).submit()).toMatchObject({ errors: {} });
  return told(id, before);
}

describe("/billrun reverse", () => {
  it("opens a form that says what it takes back, and asks somebody else", async () => {
    await opens("U0DANA", "reverse BR-1", "200.00 USD");
    await person("U0DANA").fill("Why?", "  ");
    const empty = await person("U0DANA").submit();
    expect(empty.errors).toEqual({ reason: "Say why it is taken back." });
    await person("U0DANA").fill("Why?", "wrong price list");
    expect(await sends("U0DANA")).toContain(
      "Reversal of BR-1, −200.00 USD in 2 credit memos waits",
    );
    expect(await small.books.latestDraft("reversal", "BR-1")).toMatchObject({
      state: "waiting",
      note: "wrong price list",
    });
  });

  it("asks at once where the reason is said", async () => {
    expect(await asks("U0DANA", "reverse BR-1 wrong price list")).toContain("waits for 1 approval");
    expect(await asks("U0DANA", "reverse BR-1 again")).toContain("waits for approval already");
  });

  it("is approved by its own name only, and tells who was quicker", async () => {
    await asks("U0DANA", "reverse BR-1 wrong price list");
    expect(await asks("U0LEE", "approve BR-1")).toContain(
      "BR-1 itself does not wait for approval, but its reversal does. " +
        "Write which one: /billrun approve reversal BR-1, or reject reversal BR-1.",
    );
    expect(await asks("U0LEE", "reject reversal BR-1 not now")).toContain("You rejected");
    expect(await asks("U0LEE", "approve reversal BR-1")).toContain("already rejected by Lee");
  });

  it.each([
    ["U0SAM", "reverse BR-1 because", "You may not reverse bill runs"],
    ["U0DANA", "reverse BR-9 because", "There is no BR-9."],
    ["U0DANA", "reverse", "Which run?"],
  ])("%s: %s is answered with a sentence that helps", async (id, words, answer) => {
    expect(await asks(id, words)).toContain(answer);
  });

  it("puts the day before an invoice right in the form", async () => {
    await opens("U0DANA", "reverse BR-1", "Dated");
    await person("U0DANA").fill("Why?", "wrong");
    await person("U0DANA").fill("Dated", "2026-10-31");
    const { errors } = await person("U0DANA").submit();
    expect(errors).toHaveProperty("dated_on", expect.stringContaining("Choose 1 Nov 2026"));
  });
});

describe("/billrun credit", () => {
  it("takes an amount as goodwill, up to what is open", async () => {
    await opens("U0DANA", "credit INV-2026-000001", "100.00 USD");
    await person("U0DANA").fill("How much?", "amount");
    await person("U0DANA").fill("Amount in USD", "100.01");
    await person("U0DANA").fill("Why?", "a slow week");
    const { errors } = await person("U0DANA").submit();
    expect(errors).toHaveProperty("amount", expect.stringContaining("100.00 USD of INV-2026"));
    await person("U0DANA").fill("Amount in USD", "30");
    expect(await sends("U0DANA")).toContain("30.00 USD waits for 1 approval");
  });

  it("takes a number without its zeros, and so do those who vote", async () => {
    await opens("U0DANA", "credit inv-2026-1", "100.00 USD");
    await person("U0DANA").fill("Why?", "a slow week");
    expect(await sends("U0DANA")).toContain("Credit of INV-2026-000001");
    expect(await asks("U0DANA", "approve inv-2026-1")).toContain(
      "You asked for approval of Credit",
    );
  });

  it("does not guess where an amount stands beside the whole invoice", async () => {
    await opens("U0DANA", "credit INV-2026-000001", "100.00 USD");
    await person("U0DANA").fill("Amount in USD", "30");
    await person("U0DANA").fill("Why?", "a slow week");
    const { errors } = await person("U0DANA").submit();
    expect(errors).toHaveProperty("amount", expect.stringContaining("Leave it empty"));
  });

  it.each([
    ["credit", "Which invoice?"],
    ["credit INV-2026-000001 10 as goodwill", "For a part of it write /billrun credit INV-2026"],
    ["credit INV-2026-000001 EUR 10.00", "That begins with an amount"],
    ["credit INV-2026-000001 -€ 1e3", "That begins with an amount"],
    [
      "credit INV-2026-009999 because",
      'There is no document "INV-2026-009999". Did you mean INV-2026-000',
    ],
  ])("%s is answered with a sentence that helps", async (words, answer) => {
    expect(await asks("U0DANA", words)).toContain(answer);
  });
});

describe("/billrun quotes", () => {
  it("lists quotes, makes an invoice, and posts it by somebody else's click", async () => {
    expect(await asks("U0DANA", "quotes")).toContain("1 quote can be invoiced.");
    const list = person("U0DANA").ephemerals().at(-1);
    if (!list) throw new Error("no list");
    await person("U0DANA").click(list, "Make invoice");
    await person("U0DANA").waitFor(() => person("U0DANA").modal()?.shown.includes("4,800.00 USD"));
    expect(await sends("U0DANA")).toContain("Quote Q-88 for ACME, 4,800.00 USD waits for");
    expect(await asks("U0LEE", "approve Q-88")).toContain("approved");
    const [row] = await small.sql<{ number: string }>(
      "SELECT number FROM document WHERE quote = 'Q-88'",
    );
    expect(row?.number).toBe("INV-2026-000003");
    expect(await asks("U0DANA", "quotes")).toContain("invoiced INV-2026-000003");
    await expectSoundBooks(small.books);
  });

  it("opens the form of one quote, and knows those that there are", async () => {
    await opens("U0DANA", "quotes Q-88", "Rollout");
    await opens("U0DANA", "quotes Q-99", "There is no quote Q-99.");
  });
});

describe("a form that was changed on the way", () => {
  it("is not obeyed", async () => {
    await opens("U0DANA", "quotes Q-88", "Rollout");
    Object.assign(person("U0DANA").modal()?.view ?? {}, {
      private_metadata: '{"subject":"Q-88","channel":"evil","x":1}',
    });
    await person("U0DANA").submit();
    await person("U0DANA").waitFor(() =>
      person("U0DANA").modal()?.shown.includes("I can't read what this form is about"),
    );
    expect(await small.books.latestDraft("quote-invoice", "Q-88")).toBeNull();
  });
});
