import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { consent, install, type OpenInstalls, openInstalls, visit } from "./open-installs.ts";

let open: OpenInstalls;
beforeEach(async () => {
  open = await openInstalls();
});
afterEach(() => open.close());

async function sql<T extends object>(query: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: open.databaseUrl });
  await client.connect();
  const { rows } = await client.query<T>(query);
  await client.end();
  return rows;
}

/** Audit rows of what was asked, with how it ended. */
function trail(action: string) {
  return sql<{ subject: string; outcome: string }>(
    `SELECT subject, outcome FROM audit_entry WHERE action = '${action}' ORDER BY 1, 2`,
  );
}

async function answerTo(personId: string, words: string): Promise<string> {
  const person = open.slack.person(personId);
  const before = person.ephemerals().length;
  await person.command("C0BILLING", words);
  await person.waitFor(() => person.ephemerals().length > before, { what: "an answer" });
  return person.ephemerals().at(-1)?.shown ?? "";
}

describe("a workspace that installs the app", () => {
  it("is told that it worked and what to type, and is answered from then on", async () => {
    expect(await answerTo("U0DANA", "list")).toContain("dispatch_failed");
    const { status, page } = await install(open);
    expect(status).toBe(200);
    expect(page).toContain("billrun is installed in North &lt;b&gt;&amp; Sons&lt;/b&gt;");
    expect(page).toContain("/invite @billrun");
    expect(await answerTo("U0DANA", "list")).toContain("There is no bill run yet.");
    expect(await trail("slack.install")).toEqual([{ subject: "T0NORTH", outcome: "done" }]);
  });

  it("has its token in no table, page or log", async () => {
    const { page } = await install(open);
    await answerTo("U0DANA", "list");
    const [row] = await sql<Record<string, string>>(
      `SELECT *, (SELECT string_agg(a::text, ' ') FROM audit_entry a) AS trail
         FROM slack_installation`,
    );
    expect(row?.["sealed_token"]).toMatch(/^[A-Za-z0-9+/]{60,}=*$/);
    const seen = [JSON.stringify(row), page, ...open.logged].join("\n");
    expect(seen).not.toMatch(/xoxb-|0123456789abcdef/);
  });

  it("gives another token when it installs the app again", async () => {
    await install(open);
    const [first] = await sql<{ sealed_token: string }>("SELECT * FROM slack_installation");
    await install(open);
    const rows = await sql<{ sealed_token: string }>("SELECT * FROM slack_installation");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed_token).not.toBe(first?.sealed_token);
    expect(await answerTo("U0DANA", "list")).toContain("There is no bill run yet.");
  });
});

it("several workspaces of the company are answered each with its own token", async () => {
  await install(open);
  expect(await answerTo("U0SOL", "list")).toContain("dispatch_failed");
  await install(open, { team: "T0SOUTH" });
  expect(await answerTo("U0SOL", "list")).toContain("There is no bill run yet.");
  expect(await answerTo("U0DANA", "list")).toContain("There is no bill run yet.");
  // Where they typed is noted after they were answered.
  await open.app.stop();
  const channels = await sql<{ id: string; installation: string }>(
    "SELECT id, installation FROM slack_channel ORDER BY id",
  );
  expect(channels).toContainEqual({ id: "U0SOL", installation: "T0SOUTH" });
  expect(channels).toContainEqual({ id: "U0DANA", installation: "T0NORTH" });
});

it("a workspace that installs the app again is told what waited for it", async () => {
  await install(open, { team: "T0SOUTH" });
  await answerTo("U0SOL", "list");
  await open.app.stop();
  await open.world.books.write(async (tx) => {
    for (const channel of ["U0SOL", "C0ELSE"]) {
      const note = { kind: "note", data: { text: "A note." }, key: channel, channel } as const;
      await tx.queueMessage(note);
      const [at, why] = [new Date(), "no workspace has this channel"];
      await tx.giveUpChannel(channel, { why, at, againAt: new Date(at.getTime() + 3_600_000) });
    }
  });
  await sql("DELETE FROM graphile_worker._private_jobs");
  await install(open, { team: "T0SOUTH" });
  const jobs = await sql<{ key: string }>("SELECT key FROM graphile_worker.jobs");
  expect(jobs).toEqual([{ key: "deliver:U0SOL" }]);
});

it("a workspace that is not the company's is refused, and its token given back", async () => {
  const { status, page } = await install(open, { team: "T0OTHER" });
  expect(status).toBe(403);
  expect(page).toContain("add T0OTHER to the setting SLACK_TEAMS");
  expect(page).toMatch(/Reference [0-9a-f]{8}\./);
  expect(await sql("SELECT * FROM slack_installation")).toEqual([]);
  expect(await trail("slack.install")).toEqual([
    { subject: "T0OTHER", outcome: "team_not_welcome" },
  ]);
  const tokens = [...open.slack.state.tokens.values()].filter(({ team }) => team.id === "T0OTHER");
  expect(tokens.map(({ isRevoked }) => isRevoked)).toEqual([true]);
});

describe("an installation that is no good", () => {
  it("says so where the person did not agree", async () => {
    const { page } = await install(open, { decision: "cancel" });
    expect(page).toContain("You did not let billrun in");
    expect(page).toContain("Start again at /slack/install.");
  });

  it.each([
    ["without a cookie", (back: URL, _: string) => ({ back, cookie: null })],
    ["in another browser", (back: URL, _: string) => ({ back, cookie: "billrun_install=other" })],
    ["without a state", (back: URL, cookie: string) => ({ back: without(back, "state"), cookie })],
    [
      "with a state of somebody's own",
      (back: URL, cookie: string) => ({ back: forged(back), cookie }),
    ],
  ])("is refused %s", async (_, change) => {
    const { back, cookie } = await consent(open);
    const changed = change(back, cookie);
    const { status, page } = await visit(changed.back, changed.cookie);
    expect(status).toBe(400);
    expect(page).toContain("Start again at /slack/install.");
    expect(await sql("SELECT * FROM slack_installation")).toEqual([]);
  });

  it("is refused a second time", async () => {
    const { back, cookie } = await install(open);
    expect((await visit(back, cookie)).status).toBe(400);
  });

  it("is refused with a code that Slack does not know", async () => {
    const { back, cookie } = await consent(open);
    back.searchParams.set("code", "made-up");
    const { status, page } = await visit(back, cookie);
    expect(status).toBe(502);
    expect(page).toContain("Slack did not confirm the installation");
  });
});

function without(back: URL, name: string): URL {
  const changed = new URL(back);
  changed.searchParams.delete(name);
  return changed;
}

function forged(back: URL): URL {
  const changed = new URL(back);
  const [nonce, expires] = (back.searchParams.get("state") ?? "").split(".");
  changed.searchParams.set("state", `${nonce}.${Number(expires) + 3_600}.AAAA`);
  return changed;
}

it("a workspace that takes the app away is heard no longer, and the doctor says so", async () => {
  await install(open);
  await answerTo("U0DANA", "list");
  open.slack.chaos.setRevoked(true, "T0NORTH");
  await open.slack
    .person("U0DANA")
    .waitFor(() => open.logged.some((line) => line.includes("install the app again")), {
      what: "the end of the installation",
    });
  await open.app.stop();
  // Slack says it twice: the token is revoked, the app uninstalled.
  expect(await trail("slack.uninstall")).toContainEqual({ subject: "T0NORTH", outcome: "done" });
  expect(await answerTo("U0DANA", "list")).toContain("status 403");
  const found = await open.app.outside.check([]);
  const bad = found.filter(({ isFine }) => !isFine);
  expect(bad.map(({ what }) => what)).toEqual(["Slack token", "Slack token of T0NORTH"]);
  for (const { remedy } of bad) expect(remedy).toContain("/slack/install");
});
