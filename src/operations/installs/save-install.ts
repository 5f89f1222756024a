import { audited } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { SlackInstallation } from "./slack-installation.ts";

/** What Slack told of an installation, and where it is welcome. */
export type NewInstall = {
  readonly installation: Omit<SlackInstallation, "installedAt" | "revokedAt">;
  /** Keys of the workspaces and organisations that belong to the company. */
  readonly welcome: readonly string[];
};

/**
 * Takes in a workspace that installed the app in Slack, or its new token. Whoever could install it
 * anywhere could make themselves heard here, so the settings name the company's workspaces; Slack
 * itself sees to it that the person may install apps there. Refuses with `team_not_welcome`.
 */
export async function saveInstall(
  world: World,
  actor: Actor,
  { installation, welcome }: NewInstall,
): Promise<SlackInstallation | Refusal> {
  const { key, name, scopes, installedBy } = installation;
  const details = { name, installedBy, scopes: scopes.join(" ") };
  const act = { action: "slack.install", subject: key, details };
  return audited(world, actor, act, async (tx) => {
    if (!welcome.includes(key)) return notWelcome(key);
    const installedAt = world.clock.now().toISOString();
    const saved = { ...installation, installedAt, revokedAt: null };
    await tx.saveSlackInstall(saved);
    // What could not be told without it is told now.
    await tx.reviveInstall(key);
    return saved;
  });
}

function notWelcome(key: string): Refusal {
  return refuse(
    "team_not_welcome",
    `The workspace ${key} is not one that billrun may be installed in.`,
    `If it belongs to the company, add ${key} to the setting SLACK_TEAMS and install it again.`,
  );
}
