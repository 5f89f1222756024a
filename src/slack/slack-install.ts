import type { WebClient } from "@slack/web-api";

/** A workspace, or a whole organisation, in which the app is installed. */
export type SlackInstall = {
  /** Its team id; its enterprise id where the app is installed for an organisation. */
  readonly key: string;
  readonly isOrg: boolean;
  /** Null where Slack did not tell it. */
  readonly appId: string | null;
  readonly botToken: string;
};

/** The workspace that a request names, and the organisation that it belongs to. */
export type TeamOfRequest = {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
};

/** Where the app is installed. */
export type SlackInstalls = {
  /** The installation that a request belongs to; null where there is none. */
  find(team: TeamOfRequest): Promise<SlackInstall | null>;
  /** Every one that stands. */
  list(): Promise<readonly SlackInstall[]>;
};

/**
 * The installation that has the token of the settings. Asks Slack once whose the token is; asks
 * again after a failure.
 */
export function singleInstall(
  client: WebClient,
  known: {
    readonly botToken: string;
    readonly teamId?: string | undefined;
    readonly appId?: string | undefined;
  },
): SlackInstalls {
  const { botToken, teamId, appId } = known;
  let found: SlackInstall | null = teamId
    ? { key: teamId, isOrg: false, appId: appId ?? null, botToken }
    : null;
  async function look(): Promise<SlackInstall> {
    if (found) return found;
    const answer = await client.auth.test();
    const isOrg = answer.is_enterprise_install === true;
    const key = isOrg ? answer.enterprise_id : answer.team_id;
    if (!key) throw new Error("auth.test named no workspace");
    found = { key, isOrg, appId: appId ?? answer.app_id ?? null, botToken };
    return found;
  }
  return {
    async find(team) {
      const install = await look();
      return isOf(install, team) ? install : null;
    },
    list: async () => [await look()],
  };
}

/**
 * Whether a request belongs to an installation. Workspaces of an organisation name it even if the
 * app is installed in one of them only, so that its mere presence says nothing. What concerns an
 * organisation's installation itself, and its forms, may name it in place of a workspace.
 */
export function isOf(install: Pick<SlackInstall, "key" | "isOrg">, team: TeamOfRequest): boolean {
  if (install.key === team.teamId) return true;
  return install.isOrg && install.key === team.enterpriseId;
}
