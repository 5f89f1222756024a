import type { Courier, Parcel } from "./delivery.ts";
import type { Team } from "./model.ts";
import { isOrgInstall, ofOrganisation } from "./organisation.ts";
import type { SocketLink } from "./socket-link.ts";
import { newId, teamOf, type Workspace } from "./workspace.ts";

/** The running local Slack, as the acts of people need it. */
export type Slack = {
  workspace: Workspace;
  courier: Courier;
  /** Slack's end of Socket Mode; null where the app listens to HTTP. */
  link: SocketLink | null;
  /** Where this server listens, without a slash at the end. */
  webUrl: () => string;
};

/** The team somebody acts in: through a shared channel, strangers act in the app's own. */
export function actingTeam(workspace: Workspace, personId: string): Team {
  const isStranger = workspace.peopleById.get(personId)?.isStranger;
  return isStranger ? workspace.team : teamOf(workspace, personId);
}

/** The part every interaction has: who, where, and from which app. */
export function interactionBase(workspace: Workspace, personId: string) {
  const person = workspace.peopleById.get(personId);
  const team = teamOf(workspace, personId);
  const actsIn = actingTeam(workspace, personId);
  const org = workspace.organisation ?? null;
  return {
    user: {
      id: personId,
      username: person?.name ?? personId,
      name: person?.name ?? personId,
      team_id: team.id,
    },
    api_app_id: workspace.appId,
    token: "unused-verification-token",
    team: { id: actsIn.id, domain: actsIn.domain, ...(org ? ofOrganisation(org) : {}) },
    enterprise: org,
    is_enterprise_install: isOrgInstall(workspace, actsIn),
  };
}

/** An interaction: JSON in the `payload` field of a form. */
export function interactionParcel(kind: string, summary: string, payload: object): Parcel {
  return {
    kind,
    summary,
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    contentType: "application/x-www-form-urlencoded",
  };
}

/** An event: JSON in the envelope of the Events API. */
export function eventParcel(
  workspace: Workspace,
  event: { type: string } & Record<string, unknown>,
  teamId = workspace.team.id,
): Parcel {
  const { organisation } = workspace;
  const enterpriseId = organisation?.id ?? null;
  const isOrg = isOrgInstall(workspace, { id: teamId, name: "", domain: "" });
  const envelope = {
    token: "unused-verification-token",
    team_id: teamId,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    api_app_id: workspace.appId,
    event,
    type: "event_callback",
    event_id: newId("Ev"),
    event_time: Math.floor(workspace.wallMs() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: isOrg ? null : teamId,
        user_id: workspace.bot.id,
        is_bot: true,
        is_enterprise_install: isOrg,
      },
    ],
    is_ext_shared_channel: false,
  };
  return {
    kind: "event",
    summary: event.type,
    body: JSON.stringify(envelope),
    contentType: "application/json",
  };
}

/** The address an app answers a command or a click at. */
export function responseAddress(slack: Slack, id: string): string {
  return `${slack.webUrl()}/response/${id}`;
}
