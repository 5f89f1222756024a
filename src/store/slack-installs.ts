import type { InstallsReader, InstallsWriter } from "../operations/installs/installs-books.ts";
import type { SlackInstallation } from "../operations/installs/slack-installation.ts";
import { type Db, execute } from "./database.ts";
import type { SlackInstallationModel } from "./generated/models.ts";

/** Reads installations. */
export function installsReader(db: Db): InstallsReader {
  return {
    listSlackInstalls: () => listInstalls(db),
    installOfSlackChannel: (channel) => installOfChannel(db, channel),
  };
}

/** Writes installations. */
export function installsWriter(db: Db): InstallsWriter {
  return {
    saveSlackInstall: (installation) => saveInstall(db, installation),
    endSlackInstall: (key, at) => endInstall(db, key, at),
    rememberSlackChannel: (channel, key) => rememberChannel(db, channel, key),
  };
}

/** Every installation, the earliest first; those that ended, too. */
async function listInstalls(db: Db): Promise<readonly SlackInstallation[]> {
  const rows = await db.slackInstallation.findMany({
    orderBy: [{ installedAt: "asc" }, { key: "asc" }],
  });
  return rows.map(toInstallation);
}

/** Adds an installation, or replaces the one with its key: a new token, and no end. */
async function saveInstall(db: Db, installation: SlackInstallation): Promise<void> {
  const { key, scopes, ...rest } = installation;
  const data = { ...rest, scopes: [...scopes] };
  await db.slackInstallation.upsert({
    where: { key },
    create: { key, ...data },
    update: data,
  });
}

/** Ends an installation; false if it had ended, or never was. */
async function endInstall(db: Db, key: string, at: Date): Promise<boolean> {
  const { count } = await db.slackInstallation.updateMany({
    where: { key, revokedAt: null },
    data: { revokedAt: at },
  });
  return count === 1;
}

/** The installation that a channel belongs to; null where nothing came from there. */
async function installOfChannel(db: Db, id: string): Promise<string | null> {
  const row = await db.slackChannel.findUnique({ where: { id } });
  return row?.installation ?? null;
}

/** Notes where a channel belongs; a channel that moved belongs to the latest. */
async function rememberChannel(db: Db, id: string, key: string): Promise<void> {
  await execute(
    db,
    `INSERT INTO slack_channel (id, installation)
     SELECT $1, key FROM slack_installation WHERE key = $2
     ON CONFLICT (id) DO UPDATE SET installation = EXCLUDED.installation`,
    id,
    key,
  );
}

function toInstallation(row: SlackInstallationModel): SlackInstallation {
  const { installedAt, revokedAt, ...rest } = row;
  return {
    ...rest,
    installedAt: installedAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
