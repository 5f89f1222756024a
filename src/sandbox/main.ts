import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "../billing/approvals/member.ts";
import type { BillingData } from "../billing/billing-file/billing-data.ts";
import { migrateDatabase, type Running } from "../open-database.ts";
import { openLog } from "../open-log.ts";
import { disconnected } from "../open-world.ts";
import { importBillingData } from "../operations/customers/import-billing-data.ts";
import { isRefusal } from "../operations/refusal.ts";
import { saveSchedule } from "../operations/schedules/save-schedule.ts";
import { changeSettings } from "../operations/settings/change-settings.ts";
import type { Actor, World } from "../operations/world.ts";
import { startServer } from "../start-server.ts";
import { startEmbedded } from "../store/embedded.ts";
import { openBooks } from "../store/open-books.ts";
import { freePortFrom } from "./free-port.ts";
import type { MovableClock } from "./movable-clock.ts";
import { hints, worldPanel } from "./panel.ts";
import {
  sampleChannels,
  sampleMembers,
  samplePeople,
  sampleTeam,
  sampleUserGroups,
} from "./sample-people.ts";
import { sampleSchedule } from "./sample-schedule.ts";
import { type LocalSlack, startLocalSlack } from "./slack/local-slack.ts";
import type { SandboxPerson } from "./slack/model.ts";
import { welcomeBlocks, welcomeText } from "./welcome.ts";

/** The app itself, invited to every channel. */
const appPerson: SandboxPerson = {
  id: "U0BILLRUN",
  name: "billrun",
  realName: "billrun",
  timeZone: "UTC",
  isBot: true,
};

/** An embedded database in a folder of its own, for as long as the program runs. */
export type TemporaryDatabase = Running & {
  readonly url: string;
  /** Takes the folder away at once, whatever still runs in it; the server notices and ends. */
  readonly drop: () => void;
};

/** Starts an empty database; stopping it leaves nothing on the disk. */
export async function openTemporaryDatabase(): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "billrun-demo-"));
  const drop = () => rmSync(folder, { recursive: true, force: true });
  try {
    // Started by root, the server runs as another user, who must be able to come in.
    await chmod(folder, 0o755);
    const server = await startEmbedded(join(folder, "postgres"));
    const stop = async () => {
      await server.stop();
      drop();
    };
    return { url: server.url, stop, drop };
  } catch (error) {
    drop();
    throw error;
  }
}

/** A whole company on one machine: books, server, worker and a Slack of its own. */
export type Company = Running & {
  readonly slack: LocalSlack;
  readonly world: World;
  readonly clock: MovableClock;
  readonly databaseUrl: string;
};

/** What a company is opened with. */
export type CompanyOptions = {
  /** An empty or migrated database. */
  readonly databaseUrl: string;
  readonly clock: MovableClock;
  readonly data: BillingData;
  /** Names the data in the audit trail. */
  readonly source: string;
  /** Of the local Slack's page; 0 takes any free one, and `from` the first free one from there. */
  readonly port: number | { readonly from: number };
};

/**
 * Opens the company: migrates the database, takes in its people and the billing data, and starts
 * the server and the local Slack against each other over real, signed HTTP.
 */
export async function openCompany(options: CompanyOptions): Promise<Company> {
  const { databaseUrl, clock, port } = options;
  await migrateDatabase(databaseUrl);
  const preparer = await takeIn(options);
  const secrets = {
    botToken: `xoxb-${randomBytes(12).toString("hex")}`,
    signingSecret: randomBytes(16).toString("hex"),
  };
  let appUrl = "";
  let world: World | null = null;
  const take = async (data: BillingData, source: string) => {
    if (world) await imported(world, preparer, data, source);
  };
  const nextToExpire = async () => {
    const [next] = (await world?.books.listOpenApprovals(1, clock.now())) ?? [];
    return next ? next.approval : null;
  };
  const slack = await startLocalSlack({
    port: typeof port === "number" ? port : await freePortFrom(port.from),
    appUrl: () => appUrl,
    ...secrets,
    team: sampleTeam,
    people: [...samplePeople, appPerson],
    channels: sampleChannels.map((row) => ({ ...row, members: [...row.members, appPerson.id] })),
    userGroups: [...sampleUserGroups],
    command: "/billrun",
    now: clock.now,
    panel: worldPanel({ clock, data: options.data, take, nextToExpire }),
    hints: hints(options.data),
  });
  const server = await startServer({
    databaseUrl,
    clock,
    host: "127.0.0.1",
    port: 0,
    slack: {
      access: { botToken: secrets.botToken },
      signingSecret: secrets.signingSecret,
      slackApiUrl: slack.apiUrl,
    },
    log: openLog("warn"),
    work: "inside",
  });
  appUrl = server.http.url;
  world = server.world;
  const channel = sampleChannels[0];
  if (channel) slack.pin(channel.id, welcomeText, welcomeBlocks(options.data));
  return {
    slack,
    world: server.world,
    clock,
    databaseUrl,
    async stop() {
      await server.stop();
      await slack.stop();
    },
  };
}

/** Members first, since the import is done in the name of one; gives who that is. */
async function takeIn(options: CompanyOptions): Promise<Actor> {
  const books = await openBooks(options.databaseUrl);
  try {
    const world: World = { books, clock: options.clock, ...disconnected };
    const members = await books.write(async (tx) => {
      const taken = [];
      for (const member of sampleMembers) taken.push(await tx.upsertMember(member));
      return taken;
    });
    const inName = (role: Role): Actor => {
      const member = members.find((one) => one.roles.includes(role));
      if (!member) throw new Error(`the sample people have no ${role}`);
      return { member, via: "cli", where: "sandbox", correlationId: "seed" };
    };
    const preparer = inName("preparer");
    await imported(world, preparer, options.data, options.source);
    await named(world, inName("controller"));
    await scheduled(world, preparer);
    return preparer;
  } finally {
    await books.close();
  }
}

/** Whose documents these are; a company that is opened again is called so already. */
async function named(world: World, actor: Actor): Promise<void> {
  const changed = await changeSettings(world, actor, { sellerName: sampleTeam.name });
  if (isRefusal(changed)) throw new Error(changed.message);
}

/** A company that is opened again has its schedule already. */
async function scheduled(world: World, actor: Actor): Promise<void> {
  const today = world.clock.now().toISOString().slice(0, 10);
  const wanted = sampleSchedule(today, sampleChannels[0]?.id ?? null);
  const saved = await saveSchedule(world, actor, wanted);
  if (isRefusal(saved) && saved.refusal !== "schedule_name_taken") throw new Error(saved.message);
}

async function imported(
  world: World,
  actor: Actor,
  data: BillingData,
  source: string,
): Promise<void> {
  const counts = await importBillingData(world, actor, { source, data });
  if (isRefusal(counts)) throw new Error(counts.message);
}
