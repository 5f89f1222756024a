import type { WebClient } from "@slack/web-api";
import type { SlackDirectory, SlackPerson } from "../operations/members/identify-member.ts";
import { platformCode } from "./notifier-trouble.ts";
import type { SlackInstall } from "./slack-install.ts";

/** What Slack says about a person is asked again after a minute; roles are never kept. */
const keepMs = 60_000;
/** People or groups kept at most; more than a billing team has. */
const mostKept = 1_000;

/** Workspaces of an organisation that are asked for a group; a company has fewer. */
const mostTeams = 100;

/** Who people are, by Slack id, and who is in a user group; who left it a minute ago is gone. */
export type SlackPeople = SlackDirectory & {
  /** Slack said that somebody changed: the next question about them is asked anew. */
  readonly forget: (slackId: string) => void;
};

/**
 * Looks people up with `users.info` and `usergroups.users.list`. Throws the client's errors where
 * Slack gives no answer.
 */
export function createSlackPeople(
  client: WebClient,
  install: Pick<SlackInstall, "key" | "isOrg">,
): SlackPeople {
  const people = keeping((slackId) => ask(client, install, slackId));
  const groups = keeping((groupId) =>
    install.isOrg ? askOrgGroup(client, groupId) : askGroup(client, groupId),
  );
  return { find: people.ask, ofGroup: groups.ask, forget: people.forget };
}

/**
 * A group belongs to one workspace, and with the token of an organisation Slack wants to know
 * which. Source: Slack, method usergroups.users.list, team_id.
 */
async function askOrgGroup(client: WebClient, usergroup: string): Promise<readonly string[]> {
  const { teams = [] } = await client.auth.teams.list({ limit: mostTeams });
  const ids = teams.flatMap(({ id }) => (id ? [id] : []));
  const found = await Promise.all(ids.map((teamId) => askGroup(client, usergroup, teamId)));
  return [...new Set(found.flat())];
}

/** Nobody is in a group that was removed or switched off. */
async function askGroup(
  client: WebClient,
  usergroup: string,
  teamId?: string,
): Promise<readonly string[]> {
  try {
    const where = teamId === undefined ? {} : { team_id: teamId };
    const { users } = await client.usergroups.users.list({ usergroup, ...where });
    return users ?? [];
  } catch (error) {
    const code = platformCode(error);
    if (code === "no_such_subteam" || code === "subteam_disabled") return [];
    throw error;
  }
}

type Kept<T> = {
  readonly ask: (id: string) => Promise<T>;
  readonly forget: (id: string) => void;
};

/** Asks once a minute for each id; a failure is not kept. */
function keeping<T>(ask: (id: string) => Promise<T>): Kept<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; readonly atMs: number }>();
  return {
    ask(id) {
      const known = kept.get(id);
      if (known && performance.now() - known.atMs < keepMs) return known.answer;
      if (kept.size >= mostKept) kept.clear();
      // Kept while it is asked, so that a hundred clicks at once ask once.
      const answer = ask(id);
      kept.set(id, { answer, atMs: performance.now() });
      answer.catch(() => kept.delete(id));
      return answer;
    },
    forget(id) {
      kept.delete(id);
    },
  };
}

async function ask(
  client: WebClient,
  install: Pick<SlackInstall, "key" | "isOrg">,
  slackId: string,
): Promise<SlackPerson> {
  const { user } = await client.users.info({ user: slackId });
  const teams = [user?.team_id, ...(user?.enterprise_user?.teams ?? [])];
  const isOurs = install.isOrg
    ? user?.enterprise_user?.enterprise_id === install.key
    : teams.includes(install.key);
  return {
    slackId,
    name: user?.profile?.display_name || user?.real_name || user?.name || slackId,
    isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
    isBot: user?.is_bot === true,
    isStranger: user?.is_stranger === true || !isOurs,
    isDeactivated: user?.deleted === true,
  };
}
