import { randomBytes } from "node:crypto";
import type { BillingData } from "../billing/billing-file/billing-data.ts";
import { migrateDatabase, openLog, type Running, startServer } from "../main.ts";
import { importBillingData } from "../operations/customers/import-billing-data.ts";
import { isRefusal } from "../operations/refusal.ts";
import type { World } from "../operations/world.ts";
import { openBooks } from "../store/open-books.ts";
import type { MovableClock } from "./movable-clock.ts";
import { sampleChannels, sampleMembers, samplePeople } from "./sample-people.ts";
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

/** A whole company on one machine: books, server, worker and a Slack of its own. */
export type Company = Running & {
  readonly slack: LocalSlack;
  readonly world: World;
  readonly clock: MovableClock;
  readonly databaseUrl: string;
};

export type CompanyOptions = {
  /** An empty or migrated database. */
  readonly databaseUrl: string;
  readonly clock: MovableClock;
  readonly data: BillingData;
  /** Names the data in the audit trail. */
  readonly source: string;
  /** Of the local Slack's page; 0 takes a free one. */
  readonly port: number;
};

/**
 * Opens the company: migrates the database, takes in its people and the billing data, and starts
 * the server and the local Slack against each other over real, signed HTTP.
 */
export async function openCompany(options: CompanyOptions): Promise<Company> {
  const { databaseUrl, clock } = options;
  await migrateDatabase(databaseUrl);
  await takeIn(options);
  const secrets = {
    botToken: `xoxb-${randomBytes(12).toString("hex")}`,
    signingSecret: randomBytes(16).toString("hex"),
  };
  let appUrl = "";
  const slack = await startLocalSlack({
    port: options.port,
    appUrl: () => appUrl,
    ...secrets,
    team: { id: "T0BILLRUN", name: "Northlight", domain: "northlight" },
    people: [...samplePeople, appPerson],
    channels: sampleChannels.map((row) => ({ ...row, members: [...row.members, appPerson.id] })),
    command: "/billrun",
    now: clock.now,
    panel: () => clockPanel(clock),
  });
  const server = await startServer({
    databaseUrl,
    clock,
    host: "127.0.0.1",
    port: 0,
    slack: { ...secrets, slackApiUrl: slack.apiUrl },
    log: openLog("warn"),
  });
  appUrl = server.http.url;
  const channel = sampleChannels[0];
  if (channel) slack.pin(channel.id, welcomeText, welcomeBlocks());
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

/** Members first, since the import is done in the name of one. */
async function takeIn(options: CompanyOptions): Promise<void> {
  const books = await openBooks(options.databaseUrl);
  try {
    const world = { books, clock: options.clock, notifier: noNotifier };
    const members = await books.write(async (tx) => {
      const taken = [];
      for (const member of sampleMembers) taken.push(await tx.upsertMember(member));
      return taken;
    });
    const admin = members.find((member) => member.roles.includes("admin"));
    const preparer = members.find((member) => member.roles.includes("preparer")) ?? admin;
    if (!preparer) throw new Error("the sample people have no preparer");
    const actor = {
      member: preparer,
      via: "cli",
      where: "sandbox",
      correlationId: "seed",
    } as const;
    const counts = await importBillingData(world, actor, {
      source: options.source,
      data: options.data,
    });
    if (isRefusal(counts)) throw new Error(counts.message);
  } finally {
    await books.close();
  }
}

const noNotifier: World["notifier"] = {
  showRunCard: () => Promise.reject(new Error("nothing is shown while the company is taken in")),
  postMilestone: () => Promise.reject(new Error("nothing is told while the company is taken in")),
};

function clockPanel(clock: MovableClock) {
  const detail = clock.now().toISOString().slice(0, 10);
  return [
    { label: "One day later", detail, run: () => clock.moveBy(1) },
    { label: "One month later", detail, run: () => clock.moveBy(31) },
  ];
}
