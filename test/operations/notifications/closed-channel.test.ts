import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runSubject } from "../../../src/operations/notifications/card.ts";
import { forgetUndelivered } from "../../../src/operations/notifications/forget-undelivered.ts";
import { releaseMessages } from "../../../src/operations/notifications/release-messages.ts";
import { reopenChannel } from "../../../src/operations/notifications/reopen-channel.ts";
import { previewNovember } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";
import { openToldCompany, type ToldCompany } from "./told-company.ts";

let told: ToldCompany;

beforeEach(async () => {
  told = await openToldCompany(["acme", "globex"]);
});
afterEach(async () => {
  await expectSoundBooks(told.books);
  await told.close();
});

/** A note for the channel that is closed. */
function note(key: string) {
  return told.books.write((tx) =>
    tx.queueMessage({ kind: "note", data: { text: `Note ${key}.` }, key, channel: "C2" }),
  );
}

describe("a channel that takes nothing", () => {
  const posts = () =>
    told.slack.state.calls.filter(({ method }) => method === "chat.postMessage").length;

  it("is asked once for all that waits there, and told all of it in order afterwards", async () => {
    told.slack.chaos.setArchived("C2", true);
    for (const key of ["a", "b", "c"]) await note(key);
    await told.work();
    expect(posts()).toBe(1);
    const trouble = expect.stringContaining("is_archived");
    const givenUp = { what: "message", channel: "C2", trouble, isGivenUp: true, comesAgain: true };
    expect(await told.books.undelivered(9)).toMatchObject([givenUp, givenUp, givenUp]);
    told.slack.chaos.setArchived("C2", false);
    // Nobody said that it is open again, and what is newer does not overtake.
    await note("d");
    await told.work();
    expect(told.read("C2")).toEqual(["Note a.", "Note b.", "Note c.", "Note d."]);
    expect(await told.books.undelivered(9)).toEqual([]);
  });

  it("is told at once what waited when it is open again, and nothing a second time", async () => {
    told.slack.chaos.setArchived("C2", true);
    const run = await previewNovember(told);
    await told.books.write((tx) => tx.queueCard(runSubject(run.id), ["C2"]));
    await note("a");
    await told.work();
    told.slack.chaos.setArchived("C2", false);
    expect(await reopenChannel(told.world, { channel: "C2" })).toBe(2);
    await told.work();
    const shown = [expect.stringContaining("BR-1"), "Note a."];
    expect(told.read("C2")).toEqual(shown);
    expect(await reopenChannel(told.world, { channel: "C2" })).toBe(0);
    await told.work();
    expect(told.read("C2")).toEqual(shown);
  });

  it("has its card brought up to date that grew old in the archive", async () => {
    const run = await previewNovember(told);
    await told.work();
    told.slack.chaos.setArchived("C1", true);
    await told.sql("UPDATE bill_run SET name = 'Renamed'");
    await told.books.write((tx) => tx.queueCard(runSubject(run.id)));
    await told.work();
    told.slack.chaos.setArchived("C1", false);
    await reopenChannel(told.world, { channel: "C1" });
    await told.work();
    expect(told.slack.person("U0DANA").messages("C1")).toMatchObject([
      { shown: expect.stringContaining("Renamed") },
    ]);
  });

  it("is looked at again within the hour where nobody says that it is open", async () => {
    told.slack.chaos.setArchived("C2", true);
    await note("a");
    const run = await previewNovember(told);
    await told.books.write((tx) => tx.queueCard(runSubject(run.id), ["C2"]));
    await told.work();
    expect(await releaseMessages(told.world)).toBe(0);
    told.moveTo("2026-11-02T13:00:00Z");
    expect(await releaseMessages(told.world)).toBe(2);
    await told.work();
    // Still closed: it waits for another hour.
    expect(await releaseMessages(told.world)).toBe(0);
    told.slack.chaos.setArchived("C2", false);
    told.moveTo("2026-11-02T14:00:00Z");
    expect(await releaseMessages(told.world)).toBe(2);
    await told.work();
    expect(told.read("C2")).toHaveLength(2);
  });

  it("gets no card back that was deleted twice, and nothing that was forgotten", async () => {
    const admin = actorNamed(await addMember(told.world, "Ada", "admin"));
    const run = await previewNovember(told);
    const subject = runSubject(run.id);
    for (const name of ["Once", "Twice"]) {
      await told.work();
      told.slack.state.messages.set("C1", []);
      await told.sql("UPDATE bill_run SET name = $1", [name]);
      await told.books.write((tx) => tx.queueCard(subject));
    }
    await told.work();
    told.slack.chaos.setArchived("C2", true);
    await note("a");
    await told.work();
    await forgetUndelivered(told.world, admin, { channel: "C2" });
    told.slack.chaos.setArchived("C2", false);
    for (const channel of ["C1", "C2"]) {
      expect(await reopenChannel(told.world, { channel })).toBe(0);
    }
    told.moveTo("2026-11-09T12:00:00Z");
    expect(await releaseMessages(told.world)).toBe(0);
    await note("b");
    await told.work();
    expect(told.read("C2")).toEqual(["Note b."]);
  });
});
