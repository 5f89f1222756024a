import type { Role } from "../../billing/approvals/member.ts";
import { type Act, writeAudit } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { PeopleOfGroup, SlackPerson } from "./identify-member.ts";
import type { RoleGroup, TeamMember } from "./members-books.ts";
import { rolesOfGroup, rolesText } from "./role-rules.ts";

/** Who acts, and whom Slack has in the groups that give roles. */
export type RoleGroupsNow = {
  readonly person: SlackPerson;
  readonly groups: readonly RoleGroup[];
  readonly peopleOf: PeopleOfGroup;
};

/** A change of what a group gives somebody. */
type Difference = {
  readonly of: TeamMember;
  readonly group: RoleGroup;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
};

/**
 * Takes over from Slack who is in the groups that give roles, for everybody of the team, and makes
 * the person who acts a member if a group says so; each change leaves a row in the trail. Where
 * Slack can't be asked, nothing is taken over, and who has a role by a group, or is no member
 * without one, is refused with `role_group_unreachable`.
 */
export async function syncRoleGroups(world: World, now: RoleGroupsNow): Promise<Refusal | null> {
  const { person, groups, peopleOf } = now;
  let people: ReadonlyMap<string, readonly string[]>;
  try {
    const asked = groups.map(async ({ groupId }) => [groupId, await peopleOf(groupId)] as const);
    people = new Map(await Promise.all(asked));
  } catch {
    return refuseUnasked(await world.books.listTeam(), person);
  }
  const team = await world.books.listTeam();
  const isNew = !team.some((each) => each.slackIds.includes(person.slackId));
  const joins = isNew && groups.some(({ groupId }) => has(people, groupId, person.slackId));
  if (!joins && differences(team, groups, people).length === 0) return null;
  await world.books.write(async (tx) => {
    const locked = await tx.lockTeam();
    const isKnown = locked.some((each) => each.slackIds.includes(person.slackId));
    if (joins && !isKnown) await tx.addMember(person.name, person.slackId);
    const current = joins && !isKnown ? await tx.lockTeam() : locked;
    for (const difference of differences(current, groups, people)) {
      await takeOver(tx, world, difference);
    }
  });
  return null;
}

type People = ReadonlyMap<string, readonly string[]>;

function has(people: People, groupId: string, slackId: string): boolean {
  return people.get(groupId)?.includes(slackId) ?? false;
}

function differences(
  team: readonly TeamMember[],
  groups: readonly RoleGroup[],
  people: People,
): readonly Difference[] {
  return team.flatMap((of) =>
    groups.flatMap((group) => {
      const isIn = of.slackIds.some((slackId) => has(people, group.groupId, slackId));
      const after = isIn ? rolesOfGroup(group, of.member.id) : [];
      const own = of.grants.filter((grant) => grant.groupId === group.groupId);
      const before = own.map((grant) => grant.role);
      return isSame(before, after) ? [] : [{ of, group, before, after }];
    }),
  );
}

function isSame(one: readonly Role[], other: readonly Role[]): boolean {
  return one.length === other.length && one.every((role) => other.includes(role));
}

async function takeOver(tx: BooksWriter, world: World, difference: Difference): Promise<void> {
  const { of, group, before, after } = difference;
  const from = { groupId: group.groupId, givenBy: group.setByName, at: world.clock.now() };
  await tx.setRoles(of.member.id, after, from);
  const act: Act = {
    action: "member.group-roles",
    subject: of.member.name,
    details: { group: group.handle, before: rolesText(before), after: rolesText(after) },
  };
  await writeAudit(tx, world, slackItself, act, null);
}

/** Slack's user groups, in whose name roles come and go. */
const slackItself: Actor = {
  member: { id: "", name: "Slack user groups", email: null, roles: [], active: true },
  via: "slack",
  where: "slack",
  correlationId: "user-groups",
};

function refuseUnasked(team: readonly TeamMember[], person: SlackPerson): Refusal | null {
  const own = team.find((each) => each.slackIds.includes(person.slackId));
  const isByHand = own?.grants.every((grant) => grant.groupId === null) ?? false;
  if (isByHand) return null;
  return refuse(
    "role_group_unreachable",
    "I could not ask Slack who is in the user groups that give roles, so I did nothing.",
    "Try it again in a minute.",
  );
}
