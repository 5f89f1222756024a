/** A workspace, or a whole organisation, that installed the app in Slack. */
export type SlackInstallation = {
  /** Its team id; its enterprise id where all of an organisation has the app. */
  readonly key: string;
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly isOrg: boolean;
  /** As Slack calls it: "Northlight". */
  readonly name: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  /** Which key the token is sealed with, so that keys can be changed one after another. */
  readonly tokenKeyId: string;
  /** The token as it may be stored; only the counter to Slack can open it. */
  readonly sealedToken: string;
  /** Slack id of the person who installed it. */
  readonly installedBy: string;
  /** ISO instants. */
  readonly installedAt: string;
  readonly revokedAt: string | null;
};
