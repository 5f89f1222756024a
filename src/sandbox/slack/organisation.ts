import type { Organisation, Team } from "./model.ts";
import type { Workspace } from "./workspace.ts";

/*
 * Several workspaces may belong to one organisation (Slack's Enterprise Grid). The app is installed
 * in one of them, or for all of them at once; requests say which it was.
 */

/** What the app can be installed in: each workspace, and the organisation if there is one. */
export function placesToInstall(workspace: Workspace): Team[] {
  const { team, otherTeams = [], organisation } = workspace;
  return [team, ...otherTeams, ...(organisation ? [{ ...organisation, domain: "" }] : [])];
}

/** The workspace's own installation; the organisation's where only that one stands. */
export function installedFor(workspace: Workspace, team: Team): Team {
  const { organisation } = workspace;
  if (!organisation || hasToken(workspace, team.id)) return team;
  return hasToken(workspace, organisation.id) ? { ...organisation, domain: "" } : team;
}

/** Whether a team's requests belong to an installation for the whole organisation. */
export function isOrgInstall(workspace: Workspace, team: Team): boolean {
  return isOrganisation(workspace, installedFor(workspace, team).id);
}

/** What a workspace or a person says of the organisation. */
export function ofOrganisation({ id, name }: Organisation) {
  return { enterprise_id: id, enterprise_name: name };
}

/** Whether an id is the organisation's, not a workspace's. */
export function isOrganisation(workspace: Workspace, teamId: string): boolean {
  return workspace.organisation?.id === teamId;
}

function hasToken(workspace: Workspace, teamId: string): boolean {
  return [...workspace.tokens.values()].some(
    (one) => one.kind === "bot" && !one.isRevoked && one.team.id === teamId,
  );
}
