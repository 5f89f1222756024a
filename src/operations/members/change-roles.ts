import { allRoles, type Role } from "../../billing/approvals/member.ts";
import type { BooksWriter } from "../books.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { changeTeam } from "./change-team.ts";
import type { SlackPerson } from "./identify-member.ts";
import type { TeamMember } from "./members-books.ts";
import { byHand, refuseLastAdmin, refuseOwnVote, refusePerson, rolesText } from "./role-rules.ts";

/** Whose roles change: some are given and taken, or they are to be exactly these. */
export type ChangeRoles = { readonly person: SlackPerson } & (
  | { readonly give: readonly Role[]; readonly take: readonly Role[] }
  | { readonly exactly: readonly Role[] }
);

/** The roles that somebody was given by hand, before and after. */
export type ChangedRoles = {
  readonly name: string;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  /** All that counts now, those by Slack user groups too. */
  readonly all: readonly Role[];
};

/**
 * Gives and takes the roles of somebody in Slack, who becomes a member with the first one. Refuses
 * `role_missing`, `person_not_allowed`, `role_own`, `admin_last`, `role_from_group`.
 */
export async function changeRoles(
  world: World,
  actor: Actor,
  input: ChangeRoles,
): Promise<ChangedRoles | Refusal> {
  const { person } = input;
  return changeTeam(world, actor, {
    action: "member.roles",
    subject: person.name,
    work: async (tx, team) => {
      const own = team.find((each) => each.slackIds.includes(person.slackId));
      const before = byHand(own?.grants ?? []);
      const after = wanted(input, before);
      const refusal = refuseChange(actor, input, team, own, { before, after });
      if (refusal) return refusal;
      return write(tx, world, actor, { person, own, before, after });
    },
    tell: ({ name, before, after }) => ({
      subject: name,
      details: { before: rolesText(before), after: rolesText(after) },
    }),
  });
}

type Change = { readonly before: readonly Role[]; readonly after: readonly Role[] };

function wanted(input: ChangeRoles, before: readonly Role[]): readonly Role[] {
  const after =
    "exactly" in input
      ? input.exactly
      : [...before, ...input.give].filter((role) => !input.take.includes(role));
  return allRoles.filter((role) => after.includes(role));
}

function refuseChange(
  actor: Actor,
  input: ChangeRoles,
  team: readonly TeamMember[],
  own: TeamMember | undefined,
  { before, after }: Change,
): Refusal | null {
  // Roles may be taken from whoever could not be given one any more.
  const gains = after.some((role) => !before.includes(role));
  const no = gains ? refusePerson(input.person) : null;
  if (no) return no;
  const isOneself = own !== undefined && own.member.id === actor.member.id;
  const byOwnHand = isOneself ? refuseOwnVote(before, after) : null;
  if (byOwnHand) return byOwnHand;
  if (!own) return null;
  const byGroup = own.grants.filter((grant) => grant.groupId !== null).map((grant) => grant.role);
  const isAdminAfter = [...after, ...byGroup].includes("admin");
  const last = refuseLastAdmin(team, { memberId: own.member.id, isAdminAfter });
  return last ?? refuseTakingFromGroup(input, before, byGroup);
}

function refuseTakingFromGroup(
  input: ChangeRoles,
  before: readonly Role[],
  byGroup: readonly Role[],
): Refusal | null {
  const take = "exactly" in input ? [] : input.take;
  const kept = take.find((role) => byGroup.includes(role) && !before.includes(role));
  if (kept === undefined) return null;
  return refuse(
    "role_from_group",
    `${input.person.name} is ${kept} by a Slack user group, so I can't take that away.`,
    "Take the person out of the group in Slack; see the groups with /billrun roles.",
  );
}

async function write(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  { person, own, before, after }: Change & { person: SlackPerson; own: TeamMember | undefined },
): Promise<ChangedRoles | Refusal> {
  if (!own && after.length === 0) {
    const message = `${person.name} is no member and has no role to take away.`;
    return refuse("not_a_member", message, "See who is with /billrun roles.");
  }
  const member = own?.member ?? (await tx.addMember(person.name, person.slackId));
  // Who is given a role has access again.
  if (!member.active && after.length > 0) await tx.setMemberActive(member.id, true);
  const from = { groupId: null, givenBy: actor.member.name, at: world.clock.now() };
  await tx.setRoles(member.id, after, from);
  const others = (own?.grants ?? []).filter((grant) => grant.groupId !== null);
  const all = allRoles.filter(
    (role) => after.includes(role) || others.some((grant) => grant.role === role),
  );
  return { name: member.name, before, after, all };
}
