import { rememberChannel } from "../../operations/installs/remember-channel.ts";
import type { SlackInstallation } from "../../operations/installs/slack-installation.ts";
import type { World } from "../../operations/world.ts";
import type { KnownChannels } from "../channel-clients.ts";
import { isOf, type SlackInstall, type SlackInstalls } from "../slack-install.ts";
import type { SlackLog } from "../slack-log.ts";
import type { TokenSeal } from "./seal-token.ts";

/** Another process may have taken a workspace in, or let it go. */
const keepMs = 15_000;

/** The installations that stand in the books. */
export type StoredInstalls = SlackInstalls & {
  /** Reads the books again before anything else is answered. */
  forget(): void;
};

/** Opens the tokens of the workspaces that installed the app, and keeps them for some seconds. */
export function storedInstalls(world: World, seal: TokenSeal, log: SlackLog): StoredInstalls {
  let kept: { readonly at: number; readonly read: Promise<readonly SlackInstall[]> } | null = null;
  async function read(): Promise<readonly SlackInstall[]> {
    const rows = await world.books.listSlackInstalls();
    const standing = rows.filter((row) => row.revokedAt === null);
    return standing.flatMap((row) => opened(row, seal, log));
  }
  function list(): Promise<readonly SlackInstall[]> {
    if (kept && performance.now() - kept.at < keepMs) return kept.read;
    const reading = { at: performance.now(), read: read() };
    kept = reading;
    // What could not be read is read again next time.
    reading.read.catch(() => {
      if (kept === reading) kept = null;
    });
    return reading.read;
  }
  return {
    list,
    async find(team) {
      const installs = await list();
      // A workspace that has the app for itself answers with its own token.
      const own = installs.find((one) => !one.isOrg && isOf(one, team));
      return own ?? installs.find((one) => isOf(one, team)) ?? null;
    },
    forget: () => {
      kept = null;
    },
  };
}

function opened(row: SlackInstallation, seal: TokenSeal, log: SlackLog): SlackInstall[] {
  const { key, isOrg, appId, tokenKeyId, sealedToken } = row;
  const botToken = seal.open({ keyId: tokenKeyId, sealed: sealedToken }, key);
  if (botToken !== null) return [{ key, isOrg, appId, botToken }];
  const fields = { install: key, keyId: tokenKeyId };
  log.error(fields, "a token can't be opened: BILLRUN_SECRET has lost its key, install again");
  return [];
}

/** Most channels that one process remembers to have noted down. */
const mostChannels = 10_000;

/** Channels of workspaces, in the books; each is noted once by each process. */
export function storedChannels(world: World): KnownChannels {
  const noted = new Map<string, string>();
  return {
    find: (channel) => world.books.installOfSlackChannel(channel),
    async remember(channel, key) {
      if (noted.get(channel) === key) return;
      if (noted.size >= mostChannels) noted.clear();
      await rememberChannel(world, { channel, key });
      noted.set(channel, key);
    },
  };
}
