import type { SlackPerson } from "../operations/members/identify-member.ts";
import { type Refusal, refuse } from "../operations/refusal.ts";
import type { SlackPeople } from "./slack-people.ts";

/** What Slack says of somebody. Refuses `slack_unreachable`. */
export function personAt(people: SlackPeople, slackId: string): Promise<SlackPerson | Refusal> {
  return answered(people.find(slackId), "who that is");
}

/** Slack ids of a user group's people. Refuses `slack_unreachable`. */
export function peopleAt(
  people: SlackPeople,
  groupId: string,
): Promise<readonly string[] | Refusal> {
  return answered(people.ofGroup(groupId), "who is in that group");
}

async function answered<T>(asked: Promise<T>, what: string): Promise<T | Refusal> {
  try {
    return await asked;
  } catch {
    const message = `I could not ask Slack ${what}, so I did nothing.`;
    return refuse("slack_unreachable", message, "Try it again in a minute.");
  }
}
