import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlackInstallation } from "../../../src/operations/installs/slack-installation.ts";
import { addMember } from "../../support/members.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { install, type OpenInstalls, openInstalls } from "./open-installs.ts";

let open: OpenInstalls;
beforeEach(async () => {
  open = await openInstalls({ organisation: true });
});
afterEach(() => open.close());

const channel = "C0BILLING";

async function answerTo(personId: string, words: string): Promise<string> {
  const person = open.slack.person(personId);
  const before = person.ephemerals().length;
  await person.command(channel, words);
  await person.waitFor(() => person.ephemerals().length > before, { what: "an answer" });
  return person.ephemerals().at(-1)?.shown ?? "";
}

function standing(): Promise<readonly SlackInstallation[]> {
  return open.world.books.listSlackInstalls();
}

describe("an organisation that installs the app for all of its workspaces", () => {
  it("is known by its own id, and told that its workspaces still have to get the app", async () => {
    const { status, page } = await install(open, { team: "E0GROUP" });
    expect(status).toBe(200);
    expect(page).toContain("billrun is installed in The Group");
    expect(page).toContain("adds it to the workspaces");
    const own = { key: "E0GROUP", isOrg: true, teamId: null, enterpriseId: "E0GROUP" };
    expect(await standing()).toMatchObject([own]);
  });

  it("has people of every workspace answered: commands, forms and the home page", async () => {
    await install(open, { team: "E0GROUP" });
    for (const personId of ["U0DANA", "U0SOL"]) {
      const person = open.slack.person(personId);
      expect(await answerTo(personId, "list"), personId).toContain("There is no bill run yet.");
      await person.command(channel, "create");
      await person.waitFor(() => person.modal()?.shown.includes("Target"), { what: "the form" });
      await person.fill("Target date", "2026-12-31");
      await person.fill("Invoice date", "2029-01-01");
      // What is wrong is said under its field, so the form found its installation.
      expect(JSON.stringify(await person.submit()), personId).toContain("year");
      await person.close();
      await person.openHome();
      await person.waitFor(() => person.home(), { what: "the home page" });
    }
  });

  it("has its channels and people told things with its token", async () => {
    await install(open, { team: "E0GROUP" });
    const { notifier } = open.app;
    const how = { inDoubt: false, broadcast: false };
    for (const place of [channel, "U0SOL"]) {
      const view = { kind: "note", note: { text: "A note." } } as const;
      await notifier.post(view, { channel: place, thread: null }, { ...how, key: place });
    }
    const texts = [...open.slack.state.messages.values()].flat().map(({ text }) => text);
    expect(texts).toEqual(["A note.", "A note."]);
  });

  it("gives roles by a user group of one of its workspaces", async () => {
    await addMember(open.world, "Ada", "admin");
    open.slack.state.peopleById.set("U0ADA", {
      ...{ id: "U0ADA", name: "ada", realName: "Ada", timeZone: "UTC" },
    });
    open.slack.state.conversations.get(channel)?.members.push("U0ADA");
    await install(open, { team: "E0GROUP" });
    expect(await answerTo("U0EVE", "list")).not.toContain("There is no bill run yet.");
    await answerTo("U0ADA", "roles <!subteam^S0VIEW|@viewers> viewer");
    expect(await answerTo("U0EVE", "list")).toContain("There is no bill run yet.");
  });

  it("is well by its doctor, and heard no longer once it takes the app away", async () => {
    await install(open, { team: "E0GROUP" });
    const well = (await open.app.outside.check([channel])).filter(({ isFine }) => !isFine);
    expect(well).toEqual([]);
    open.slack.chaos.setRevoked(true, "E0GROUP");
    await waitUntil("the end of the installation", async () => {
      const [row] = await standing();
      return row?.revokedAt ?? null;
    });
    await open.app.stop();
    expect(await answerTo("U0DANA", "list")).toContain("status 403");
  });
});

it("a workspace that has the app for itself is answered with its own token", async () => {
  await install(open, { team: "E0GROUP" });
  await install(open, { team: "T0SOUTH" });
  expect(await answerTo("U0SOL", "list")).toContain("There is no bill run yet.");
  expect(await answerTo("U0DANA", "list")).toContain("There is no bill run yet.");
  await open.app.stop();
  const client = new pg.Client({ connectionString: open.databaseUrl });
  await client.connect();
  const { rows } = await client.query("SELECT id, installation FROM slack_channel");
  await client.end();
  expect(rows).toContainEqual({ id: "U0SOL", installation: "T0SOUTH" });
  expect(rows).toContainEqual({ id: "U0DANA", installation: "E0GROUP" });
});

it("a form is answered by the installation of the workspace in which it was opened", async () => {
  await install(open, { team: "T0SOUTH" });
  const sol = open.slack.person("U0SOL");
  await sol.command(channel, "create");
  await sol.waitFor(() => sol.modal()?.shown.includes("Target"), { what: "the form" });
  await sol.fill("Target date", "2026-12-31");
  await sol.fill("Invoice date", "2029-01-01");
  expect(JSON.stringify(await sol.submit())).toContain("year");
});
