import type { WebClient } from "@slack/web-api";
import type { SlackPerson } from "../operations/members/identify-member.ts";
import type { SlackInstall } from "./slack-install.ts";

/** What Slack says about a person is asked again after a minute; roles are never kept. */
const keepMs = 60_000;
/** People kept at most; more than a billing team has. */
const mostPeople = 1_000;

/** Who people are, by Slack id. */
export type SlackPeople = { find(slackId: string): Promise<SlackPerson> };

/** Looks people up with `users.info`. Throws the client's errors where Slack gives no answer. */
export function createSlackPeople(
  client: WebClient,
  install: Pick<SlackInstall, "key" | "isOrg">,
): SlackPeople {
  const kept = new Map<string, { readonly person: Promise<SlackPerson>; readonly atMs: number }>();
  return {
    find(slackId) {
      const known = kept.get(slackId);
      if (known && performance.now() - known.atMs < keepMs) return known.person;
      if (kept.size >= mostPeople) kept.clear();
      // Kept while it is asked, so that a hundred clicks at once ask once; a failure is not kept.
      const person = ask(client, install, slackId);
      kept.set(slackId, { person, atMs: performance.now() });
      person.catch(() => kept.delete(slackId));
      return person;
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
