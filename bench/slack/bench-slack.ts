import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { migrateDatabase } from "../../dist/open-database.js";
import { openWorld } from "../../dist/open-world.js";
import { importBillingData } from "../../dist/operations/customers/import-billing-data.js";
import { isRefusal } from "../../dist/operations/refusal.js";
import type { Actor, World } from "../../dist/operations/world.js";
import { type LocalSlack, startLocalSlack } from "../../dist/sandbox/slack/local-slack.js";
import { startEmbedded } from "../../dist/store/embedded.js";
import { typicalCompany } from "../typical-company.js";
import { watchAcknowledgements } from "./acknowledgements.js";
import { keepClicking } from "./busy-people.js";
import { type Actors, keepBilling } from "./busy-run.js";
import { startServeProcess } from "./serve-process.js";

const channel = "C0BILLING";
/** Everybody has found their first button by then, and the server is warm. */
const warmUpMs = 3_000;
/** Accounts are imported in blocks, so that the importing side does not hold all of them. */
const importBlock = 5_000;

/**
 * Fifty people type and click in Slack while the server that answers them works through bill runs
 * over so many accounts: how long Slack waits for acknowledgements. Slack, the people and the
 * database are other processes than the one that is measured; all share the machine.
 */
export async function benchSlack(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      accounts: { type: "string", default: "30000" },
      people: { type: "string", default: "50" },
      seconds: { type: "string", default: "20" },
      transport: { type: "string", default: "http" },
    },
  });
  const numberOf = (name: "accounts" | "people" | "seconds") => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a number`);
    return number;
  };
  const size = { accounts: numberOf("accounts"), people: numberOf("people") };
  const transport = values.transport === "socket" ? "socket" : "http";
  const folder = await mkdtemp(join(tmpdir(), "billrun-bench-"));
  // As root the server runs as another user, who has to come through here to its data.
  await chmod(folder, 0o755);
  const database = await startEmbedded(folder);
  try {
    await migrateDatabase(database.url);
    const { world, stop } = await openWorld(database.url);
    const found = await measure(world, {
      ...{ ...size, databaseUrl: database.url, transport },
      seconds: numberOf("seconds"),
    });
    await stop();
    return { bench: "slack", ...size, transport, ...found };
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Stage = {
  readonly databaseUrl: string;
  readonly accounts: number;
  readonly people: number;
  readonly seconds: number;
  readonly transport: "http" | "socket";
};

async function measure(world: World, stage: Stage): Promise<object> {
  const people = Array.from({ length: stage.people }, (_, index) => `U0P${100 + index}`);
  const actors = await seed(world, people, stage.accounts);
  let appUrl = "";
  const secrets = {
    botToken: `xoxb-${randomBytes(8).toString("hex")}`,
    appToken: `xapp-${randomBytes(8).toString("hex")}`,
    signingSecret: randomBytes(16).toString("hex"),
  };
  const { transport } = stage;
  const slack = await openSlack({ ...secrets, transport, appUrl: () => appUrl }, people);
  const server = await startServeProcess({
    DATABASE_URL: stage.databaseUrl,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...(transport === "socket"
      ? { SLACK_APP_TOKEN: secrets.appToken }
      : { SLACK_SIGNING_SECRET: secrets.signingSecret }),
  });
  appUrl = server.url;
  const runs = keepBilling(world, actors, channel);
  await runs.begun;
  const busy = keepClicking(slack, people, channel);
  await sleep(warmUpMs);
  const watch = watchAcknowledgements(slack);
  await sleep(stage.seconds * 1_000);
  const { p50Ms, p99Ms, maxMs, ...more } = watch.end();
  await busy.stop();
  await runs.stop();
  await server.stop();
  await slack.stop();
  return { phases: runs.phases.join(", "), ...more, p50Ms, p99Ms, maxMs };
}

function openSlack(
  how: Pick<
    Parameters<typeof startLocalSlack>[0],
    "botToken" | "appToken" | "signingSecret" | "transport" | "appUrl"
  >,
  people: readonly string[],
): Promise<LocalSlack> {
  const app = { id: "U0BILLRUN", name: "billrun", realName: "billrun", timeZone: "UTC" };
  const persons = people.map((id) => ({ ...app, id, name: id.toLowerCase(), realName: id }));
  return startLocalSlack({
    ...how,
    port: 0,
    team: { id: "T0BENCH", name: "Bench", domain: "bench" },
    people: [...persons, { ...app, isBot: true }],
    channels: [{ id: channel, name: "billing", members: [...people, app.id] }],
    command: "/billrun",
  });
}

/** The customers, those who make and approve runs, and the people, who may all prepare one. */
async function seed(world: World, people: readonly string[], accounts: number): Promise<Actors> {
  const maker = await member(world, "Maker", "preparer");
  const approvers = [
    await member(world, "Approver", "approver"),
    await member(world, "Second", "approver"),
  ];
  for (const id of people) await member(world, `Person ${id}`, "preparer", [id]);
  for (let from = 0; from < accounts; from += importBlock) {
    const data = typicalCompany(from, Math.min(accounts, from + importBlock));
    const taken = await importBillingData(world, maker, { source: "bench", data });
    if (isRefusal(taken)) throw new Error(taken.message);
  }
  return { maker, approvers };
}

async function member(
  world: World,
  name: string,
  role: "preparer" | "approver",
  slackIds: readonly string[] = [],
): Promise<Actor> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  const made = await world.books.write((tx) =>
    tx.upsertMember({ name, email, roles: [role], active: true, slackIds }),
  );
  return { member: made, via: "cli", where: "bench", correlationId: "bench" };
}

function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
