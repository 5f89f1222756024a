import type { WebClient } from "@slack/web-api";
import { auditRefusal } from "../operations/audited.ts";
import { identifySlackMember, type SlackPerson } from "../operations/members/identify-member.ts";
import { isRefusal, type Refusal, refuse } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";
import { nobody } from "./nobody.ts";
import { isTokenRefused, platformCode } from "./notifier-trouble.ts";
import type { RequestTrail } from "./request-trail.ts";
import { errorFields, type SlackLog } from "./slack-log.ts";
import type { SlackPeople } from "./slack-people.ts";

/** What listeners work with. */
export type SlackDesk = {
  readonly world: World;
  /** For answers to people: no retries, 2.5 s at most. */
  readonly client: WebClient;
  readonly people: SlackPeople;
  readonly log: SlackLog;
  /** Whether a response_url leads to Slack. */
  readonly mayRespondTo: (url: string) => boolean;
};

/** Somebody who typed, clicked or sent a form, as the signed request tells. */
export type Caller = {
  readonly slackId: string;
  readonly channel: string | null;
  readonly responseUrl: string | null;
  readonly correlationId: string;
  /** What is known of the request so far, for its row in the audit trail. */
  readonly trail?: RequestTrail;
};

/**
 * The member behind a caller, with the roles of this moment. Who is no member, a guest, a bot or a
 * stranger is refused, and the refusal is written down under the act that was tried.
 */
export async function actorOf(
  desk: SlackDesk,
  caller: Caller,
  act: { readonly action: string; readonly subject: string },
): Promise<Actor | Refusal> {
  const person = await personOf(desk, caller);
  if (isRefusal(person)) return person;
  const member = await identifySlackMember(desk.world, person, desk.people);
  const where = caller.channel ?? "slack";
  const { correlationId } = caller;
  if (!isRefusal(member)) {
    const actor: Actor = { member, via: "slack", where, correlationId };
    if (caller.trail) caller.trail.actor = actor;
    return actor;
  }
  const refused = nobody(`${person.name} (${person.slackId})`, where, correlationId);
  return auditRefusal(desk.world, refused, act, member);
}

async function personOf(desk: SlackDesk, caller: Caller): Promise<SlackPerson | Refusal> {
  const { correlationId, slackId } = caller;
  try {
    return await desk.people.find(slackId);
  } catch (error) {
    desk.log.error({ ...errorFields(error), correlationId, slackId }, "Slack did not say who");
    const next = isTokenRefused(platformCode(error))
      ? "Slack takes my token no longer: tell whoever runs billrun to install the app again."
      : "Try it again in a minute.";
    return refuse(
      "slack_unreachable",
      "I could not ask Slack who you are, so I did nothing.",
      `${next} Reference ${correlationId}.`,
    );
  }
}
