import { z } from "zod";
import { type Check, NotifierTrouble, type Outside } from "../operations/ports.ts";
import type { World } from "../operations/world.ts";
import type { ClientOfChannel } from "./channel-clients.ts";
import { botScopes } from "./install/bot-scopes.ts";
import { isTokenRefused, platformCode } from "./notifier-trouble.ts";
import type { SlackInstall, SlackInstalls } from "./slack-install.ts";
import { errorFields, type SlackLog } from "./slack-log.ts";
import { isPersonId } from "./text/people-text.ts";

/** Requests whose time is off by more than five minutes are refused; one is time to look. */
const clockToleranceSeconds = 60;
const askWithinMs = 5_000;

/** What the checks look at. */
export type SlackChecksOptions = {
  readonly world: World;
  readonly installs: SlackInstalls;
  readonly clientOf: ClientOfChannel;
  /** Ends in a slash. */
  readonly slackApiUrl: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  /** How the socket of this process stands; absent in a process that has none. */
  readonly isConnected: (() => boolean) | undefined;
  readonly oauth: { readonly teams: readonly string[]; readonly publicUrl: string } | null;
  readonly logger: SlackLog;
};

/** What `doctor` asks of Slack: tokens, scopes, channels, the clock, and how requests come in. */
export function createSlackChecks(options: SlackChecksOptions): Outside {
  return {
    async check(channels) {
      const parts = [
        checkInstalls(options),
        checkEnded(options),
        checkDoor(options),
        ...channels.map((channel) => checkChannel(options, channel)),
      ];
      return (await Promise.all(parts)).flat();
    },
  };
}

function fine(what: string, text: string): Check {
  return { what, isFine: true, text, remedy: null };
}

function bad(what: string, text: string, remedy: string): Check {
  return { what, isFine: false, text, remedy };
}

async function checkInstalls(options: SlackChecksOptions): Promise<readonly Check[]> {
  const what = "Slack token";
  let installs: readonly SlackInstall[];
  try {
    installs = await options.installs.list();
  } catch (error) {
    options.logger.warn(errorFields(error), "a doctor could not find out where the app is");
    return [notAnswered(what, platformCode(error))];
  }
  if (installs.length === 0) {
    const remedy = `Install it: open ${options.oauth?.publicUrl ?? ""}/slack/install in a browser.`;
    return [bad(what, "The Slack app is installed in no workspace.", remedy)];
  }
  return oneClock((await Promise.all(installs.map((one) => checkToken(options, one)))).flat());
}

const clockCheck = "Clock and Slack";

/** Every workspace's answer bears the time of the same Slack: one line, what is wrong if any is. */
function oneClock(checks: readonly Check[]): readonly Check[] {
  const clocks = checks.filter(({ what }) => what === clockCheck);
  const told = clocks.find(({ isFine }) => !isFine) ?? clocks[0];
  return checks.filter((check) => check.what !== clockCheck || check === told);
}

const authAnswer = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

async function checkToken(
  options: SlackChecksOptions,
  { botToken, key }: SlackInstall,
): Promise<readonly Check[]> {
  const what = `Slack token of ${key}`;
  try {
    const { headers, body } = await ask(`${options.slackApiUrl}auth.test`, botToken);
    const answer = authAnswer.parse(body);
    const clock = checkClock(headers.get("date"));
    if (!answer.ok) return [notAnswered(what, answer.error ?? "unknown_error"), ...clock];
    const works = fine(what, `The token works in ${answer.team ?? key}.`);
    return [works, ...checkScopes(key, headers.get("x-oauth-scopes")), ...clock];
  } catch (error) {
    options.logger.warn(errorFields(error), "Slack did not answer a doctor");
    return [notAnswered(what, null)];
  }
}

async function ask(url: string, token: string): Promise<{ headers: Headers; body: unknown }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    redirect: "error",
    signal: AbortSignal.timeout(askWithinMs),
  });
  return { headers: response.headers, body: await response.json() };
}

/** `code` is Slack's own no; null where it did not answer. */
function notAnswered(what: string, code: string | null): Check {
  if (code === null) {
    return bad(what, "Slack did not answer.", "Try again in a minute; see status.slack.com.");
  }
  const remedy = "Install the app to the workspace again, and set the token that Slack shows then.";
  return bad(what, `Slack does not take the token (${code}).`, remedy);
}

function checkScopes(key: string, header: string | null): readonly Check[] {
  const what = `Scopes of the Slack app in ${key}`;
  // A stand-in for Slack may not say.
  if (header === null) return [];
  const granted = new Set(header.split(",").map((scope) => scope.trim()));
  const missing = botScopes.filter((scope) => !granted.has(scope));
  if (missing.length === 0) return [fine(what, "Every scope of manifest.yml is granted.")];
  const remedy = "Bring the app up to manifest.yml, and install it to the workspace again.";
  return [bad(what, `Not granted: ${missing.join(", ")}.`, remedy)];
}

function checkClock(date: string | null): readonly Check[] {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return [];
  const what = clockCheck;
  const seconds = Math.round((Date.now() - theirs) / 1_000);
  const size = Math.abs(seconds);
  if (size <= clockToleranceSeconds) return [fine(what, "The clock agrees with Slack's.")];
  const text = `The clock is ${size} seconds ${seconds > 0 ? "ahead of" : "behind"} Slack's.`;
  return [bad(what, text, "Let this machine take its time from the network (NTP).")];
}

/** Workspaces of the company that took the app away. */
async function checkEnded({ world, oauth }: SlackChecksOptions): Promise<readonly Check[]> {
  if (oauth === null) return [];
  const rows = await world.books.listSlackInstalls();
  const ended = rows.filter((row) => row.revokedAt !== null && oauth.teams.includes(row.key));
  return ended.map(({ key, name, revokedAt }) => {
    const text = `${name} let billrun in no longer since ${revokedAt?.slice(0, 10)}.`;
    const again = `Install it again at ${oauth.publicUrl}/slack/install`;
    return bad(`Slack token of ${key}`, text, `${again}, or take ${key} out of SLACK_TEAMS.`);
  });
}

async function checkDoor(options: SlackChecksOptions): Promise<readonly Check[]> {
  const { appToken, signingSecret, isConnected } = options;
  if (appToken === undefined) {
    const what = "Slack's requests";
    if (signingSecret !== undefined) return [fine(what, "They come over HTTP, signed.")];
    const remedy = "Set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN for Socket Mode.";
    return [bad(what, "Nothing from Slack can be told from a forgery.", remedy)];
  }
  const what = "Socket Mode";
  if (isConnected?.()) return [fine(what, "Connected.")];
  if (isConnected) {
    const remedy = "It reconnects by itself; if it does not, see the log and SLACK_APP_TOKEN.";
    return [bad(what, "Not connected at this moment.", remedy)];
  }
  return [await checkAppToken(options, appToken)];
}

/** This process has no socket of its own, so it sees whether one could be opened. */
async function checkAppToken(options: SlackChecksOptions, appToken: string): Promise<Check> {
  const what = "Socket Mode";
  try {
    const { body } = await ask(`${options.slackApiUrl}apps.connections.open`, appToken);
    const answer = authAnswer.parse(body);
    if (answer.ok) return fine(what, "Slack takes the app's token.");
    const remedy = "Make an app-level token with connections:write, and set SLACK_APP_TOKEN.";
    return bad(what, `Slack does not take the app's token (${answer.error ?? ""}).`, remedy);
  } catch (error) {
    options.logger.warn(errorFields(error), "Slack did not answer a doctor");
    return notAnswered(what, null);
  }
}

async function checkChannel(
  options: SlackChecksOptions,
  channel: string,
): Promise<readonly Check[]> {
  // One's own messages with the app are always open.
  if (isPersonId(channel)) return [];
  const what = `Channel ${channel}`;
  const remedy = "Invite it there: /invite @billrun.";
  try {
    const client = await options.clientOf(channel);
    const { channel: found } = await client.conversations.info({ channel });
    const name = found?.name ?? channel;
    if (found?.is_archived) {
      return [bad(what, `#${name} is archived.`, "Choose another channel, or unarchive it.")];
    }
    return [
      found?.is_member
        ? fine(what, `billrun is in #${name}.`)
        : bad(what, `billrun is not in #${name}.`, remedy),
    ];
  } catch (error) {
    options.logger.warn({ ...errorFields(error), channel }, "a doctor could not see a channel");
    if (error instanceof NotifierTrouble) {
      // No workspace of ours has it; Slack had nothing to do with that.
      const next = "Install the app where the channel is, or choose another channel.";
      return [bad(what, `Not reached: ${error.message}.`, next)];
    }
    const code = platformCode(error);
    if (code === null) return [notAnswered(what, null)];
    // Said once, of the token: no invitation would help.
    if (isTokenRefused(code)) return [];
    return [bad(what, `billrun can't see the channel ${channel} (${code}).`, remedy)];
  }
}
