import type { Member } from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import { nameFromSlack } from "./name-from-slack.ts";
import { noteSlackAccess } from "./note-slack-access.ts";
import { refusedKind } from "./role-rules.ts";
import { syncRoleGroups } from "./sync-role-groups.ts";

/** What Slack says about the person behind an id. */
export type SlackPerson = {
  readonly slackId: string;
  readonly name: string;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  /** From another workspace, through a shared channel. */
  readonly isStranger: boolean;
  readonly isDeactivated: boolean;
};

/** The Slack ids of a user group's people. Rejected where Slack gives no answer. */
export type PeopleOfGroup = (groupId: string) => Promise<readonly string[]>;

/** Whom Slack is asked about. Rejected where it gives no answer. */
export type SlackDirectory = {
  readonly find: (slackId: string) => Promise<SlackPerson>;
  readonly ofGroup: PeopleOfGroup;
};

/**
 * The member behind a Slack id, with the roles of this moment: those in the books, and those that
 * Slack user groups give, which are asked for anew. Slack is asked as well about those for whom the
 * member votes: who was deactivated there lends no vote. Refuses bots, guests, people of other
 * workspaces, deactivated people (`person_not_allowed`), everybody who is no member
 * (`not_a_member`), and whose roles hang on groups that Slack does not tell
 * (`role_group_unreachable`).
 */
export async function identifySlackMember(
  world: World,
  person: SlackPerson,
  slack: SlackDirectory,
): Promise<Member | Refusal> {
  await noteSlackAccess(world, [person]);
  const kind = refusedKind(person);
  if (kind) {
    return refuse(
      "person_not_allowed",
      `billrun is for members of the billing team, not for ${kind}.`,
      "Ask somebody of the billing team to do it.",
    );
  }
  const groups = await world.books.listRoleGroups();
  if (groups.length > 0) {
    const no = await syncRoleGroups(world, { person, groups, peopleOf: slack.ofGroup });
    if (no) return no;
  }
  const member = await world.books.findMemberBySlackId(person.slackId);
  if (member?.active) {
    await lookAfterAbsent(world, member, slack);
    return nameFromSlack(world, member, person);
  }
  return refuse(
    "not_a_member",
    member ? "Your access to billrun was taken away." : "You are not a member of billrun yet.",
    "Ask an admin of billrun to give you a role.",
  );
}

/** Where Slack says nothing of somebody who is away, what it said last counts. */
async function lookAfterAbsent(world: World, member: Member, slack: SlackDirectory): Promise<void> {
  const delegations = await world.books.listDelegations(world.clock.now());
  const absent = delegations.filter(({ toMember }) => toMember === member.id);
  if (absent.length === 0) return;
  const ids = (await world.books.listTeam())
    .filter((each) => absent.some(({ fromMember }) => fromMember === each.member.id))
    .flatMap(({ slackIds }) => slackIds);
  const answers = await Promise.allSettled(ids.map((slackId) => slack.find(slackId)));
  const people = answers.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  await noteSlackAccess(world, people);
}
