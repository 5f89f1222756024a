import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenCounter, openCounter, transports } from "../open-counter.ts";

const channel = "C0BILLING";

describe.each(transports)("over %s", (transport) => {
  let counter: OpenCounter;
  beforeEach(async () => {
    counter = await openCounter(transport);
  });
  afterEach(() => counter.close());

  /** What only this person was told last, once an act has come to something. */
  async function told(personId: string, act: () => Promise<unknown>): Promise<string> {
    const person = counter.slack.person(personId);
    const before = person.ephemerals().length;
    await act();
    await person.waitFor(() => person.ephemerals().length > before, { what: "an answer" });
    await counter.app.stop();
    return person.ephemerals().at(-1)?.shown ?? "";
  }

  /** A message of ours with this button, such as only a forger or an old version would post. */
  function cardWith(button: { readonly action_id: string; readonly value?: string }) {
    const text = { type: "plain_text" as const, text: "Press" };
    const { ts } = counter.slack.pin(channel, "A card", [
      { type: "actions", elements: [{ type: "button", text, ...button }] },
    ]);
    return { channelId: channel, ts };
  }

  function presses(personId: string, button: { action_id: string; value?: string }) {
    const card = cardWith(button);
    return told(personId, () => counter.slack.person(personId).click(card, "Press"));
  }

  function approves(personId: string, seen: { readonly run?: number; readonly digest?: string }) {
    const value = JSON.stringify({ run: 12, ...seen });
    return presses(personId, { action_id: "bill_run_approve", value });
  }

  const approve = (personId: string) => approves(personId, {});

  /** The refusals that were written down: who, and why. */
  const trail = () =>
    counter.world.audit
      .filter(({ outcome }) => outcome !== "done")
      .map(({ actor, outcome }) => [actor.name, outcome]);

  function isUntouched(): void {
    expect(counter.world.runs.map(({ state }) => state)).toEqual(["awaiting-approval"]);
  }

  it.each([
    ["U0GUEST", "not for guests", "person_not_allowed"],
    ["U0STRANGE", "not for people of other workspaces", "person_not_allowed"],
    ["U0NOBODY", "You are not a member of billrun yet.", "not_a_member"],
  ])("%s is told why nothing happens, whatever they try", async (personId, why, code) => {
    counter.world.addRun("awaiting-approval");
    expect(await approve(personId)).toContain(why);
    isUntouched();
    expect(trail()).toEqual([[expect.stringContaining(personId), code]]);
    expect(counter.world.audit[0]).toMatchObject({ actor: { memberId: null, via: "slack" } });
  });

  it("a bot, even one with a member's roles, does nothing", async () => {
    const lee = counter.world.members.get("U0LEE");
    if (lee) counter.world.members.set("U0BOT", lee);
    counter.world.addRun("awaiting-approval");
    expect(await approve("U0BOT")).toMatch(/bot|app/i);
    isUntouched();
    expect(trail()).toEqual([[expect.stringContaining("U0BOT"), "person_not_allowed"]]);
  });

  it("somebody who was deactivated does nothing, member or not", async () => {
    counter.world.addRun("awaiting-approval");
    counter.slack.chaos.setDeactivated("U0LEE", true);
    expect(await approve("U0LEE")).toMatch(/deactivated/i);
    isUntouched();
    expect(trail()).toEqual([[expect.stringContaining("U0LEE"), "person_not_allowed"]]);
  });

  it("whom Slack does not name since it takes no token is told who helps", async () => {
    counter.world.addRun("awaiting-approval");
    counter.slack.chaos.setRevoked(true);
    const answer = await approve("U0LEE");
    expect(answer).toContain("I could not ask Slack who you are, so I did nothing.");
    expect(answer).toContain("tell whoever runs billrun to install the app again");
    expect(answer).not.toContain("in a minute");
    isUntouched();
  });

  it("a role taken away a moment ago no longer counts", async () => {
    counter.world.addRun("awaiting-approval");
    const lee = counter.world.members.get("U0LEE");
    if (lee) counter.world.members.set("U0LEE", { ...lee, roles: ["viewer"] });
    expect(await approve("U0LEE")).toContain("You may not approve or reject");
    isUntouched();
    expect(trail()).toEqual([["Lee Novak", "role_missing"]]);
  });

  it("nobody approves a run of their own, and hears who can", async () => {
    counter.world.addRun("awaiting-approval", { createdBy: "m-sam", lastEditedBy: "m-sam" });
    const why = "You made BR-12, so somebody else approves it. Lee Novak can.";
    expect(await approve("U0SAM")).toContain(why);
    isUntouched();
    expect(trail()).toEqual([["Sam Okoro", "self_approval"]]);
  });

  it("two Slack ids of one person are one person, who made the run", async () => {
    const sam = counter.world.members.get("U0SAM");
    if (sam) counter.world.members.set("U0DANA", sam);
    counter.world.addRun("awaiting-approval", { createdBy: "m-sam", lastEditedBy: "m-sam" });
    expect(await approve("U0DANA")).toContain("You made BR-12");
    isUntouched();
    expect(trail()).toEqual([["Sam Okoro", "self_approval"]]);
  });

  it("a card of other content approves nothing", async () => {
    counter.world.addRun("awaiting-approval");
    const seen = `sha256:${"1".repeat(64)}`;
    expect(await approves("U0LEE", { digest: seen })).toContain(
      "previewed again since that message",
    );
    isUntouched();
    expect(trail()).toEqual([["Lee Novak", "digest_changed"]]);
  });

  it.each([
    ["an action nobody knows", { action_id: "bill_run_bless", value: '{"run":12}' }, "is old"],
    ["no value", { action_id: "bill_run_approve" }, "can't read"],
    ["a value that is not JSON", { action_id: "bill_run_approve", value: "{" }, "can't read"],
    ["another field", { action_id: "bill_run_approve", value: '{"run":12,"a":1}' }, "can't read"],
    ["a run of zero", { action_id: "bill_run_approve", value: '{"run":0}' }, "can't read"],
    [
      "a reach for the prototype",
      { action_id: "bill_run_approve", value: '{"run":12,"__proto__":{"digest":null}}' },
      "can't read",
    ],
    [
      "a bent digest",
      { action_id: "bill_run_approve", value: '{"run":12,"digest":"x"}' },
      "can't read",
    ],
  ])("a button with %s is answered, and nothing is done", async (_what, button, answer) => {
    counter.world.addRun("awaiting-approval");
    expect(await presses("U0LEE", button)).toContain(answer);
    isUntouched();
  });

  it("a form about another run than was opened is refused as that run would be", async () => {
    counter.world.addRun("awaiting-approval", { createdBy: "m-lee", lastEditedBy: "m-lee" });
    counter.world.addRun("awaiting-approval");
    const lee = counter.slack.person("U0LEE");
    const card = cardWith({ action_id: "bill_run_reject", value: JSON.stringify({ run: 13 }) });
    await lee.click(card, "Press");
    await lee.waitFor(() => lee.modal()?.title === "Reject BR-13", { what: "the form" });
    const view = lee.modal()?.view;
    const changed = view?.private_metadata?.replace('"run":13', '"run":12') ?? "";
    expect(changed).toContain('"run":12');
    Object.assign(view ?? {}, { private_metadata: changed });
    await lee.fill("reason", "Not mine to reject");
    await lee.submit();
    await counter.app.stop();
    expect(counter.world.runs.map(({ state }) => state)).toEqual([
      "awaiting-approval",
      "awaiting-approval",
    ]);
    expect(trail()).toEqual([["Lee Novak", "self_approval"]]);
  });
});
