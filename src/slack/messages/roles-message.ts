import type { Button } from "@slack/web-api";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { ChangedRoles } from "../../operations/members/change-roles.ts";
import type { Team } from "../../operations/members/list-team.ts";
import type { RoleGroup, TeamMember } from "../../operations/members/members-books.ts";
import { rolesText } from "../../operations/members/role-rules.ts";
import { buttons, context, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { homeActionIds } from "../home-buttons.ts";
import { fitting } from "../text/fitting.ts";
import { isPersonId } from "../text/people-text.ts";
import { safeName } from "../text/safe-text.ts";

/** More people than a billing team has; the rest is counted. */
const mostPeople = 60;
const mostGroups = 20;
const mostLeft = 10;

/** Who may what, and where each role comes from; admins get a button to change it. */
export function rolesMessage(team: Team, mayChange: boolean): SlackMessage {
  const active = team.people.filter(({ member }) => member.active);
  const left = team.people.filter((person) => person.hasLeftSlack);
  const gone = team.people.length - active.length - left.length;
  const shown = fitting(active.slice(0, mostPeople), (person) => personText(person, team.groups));
  const rest = active.length - shown.length + gone;
  const head = `${countOf(active.length, "person", "people")} may use billrun.`;
  const groups = team.groups.slice(0, mostGroups).map((group) => `• ${groupText(group)}`);
  return {
    text: `${head} Who may what, and who gave it.`,
    blocks: [
      section(`*${head}*`),
      ...paragraphs(shown.map((person) => `• ${personText(person, team.groups)}`)),
      ...(left.length > 0 ? [section(leftText(left))] : []),
      ...(groups.length > 0 ? paragraphs(["*Slack user groups that give roles*", ...groups]) : []),
      ...(rest > 0 ? [context(`and ${countText(rest)} more, or without access`)] : []),
      ...(mayChange ? buttons([changeButton]) : []),
      context(mayChange ? adminHint : `${adminsText(team)} can change roles. \`help roles\``),
    ],
  };
}

/** What one person of the team may do, and who gave it. */
export function personRolesMessage(
  person: TeamMember,
  team: Team,
  mayChange: boolean,
): SlackMessage {
  const roles = personText(person, team.groups);
  const active = person.member.active ? [] : ["They have no access now."];
  const lines = person.hasLeftSlack ? [leftText([person])] : [`${roles}.`, ...active];
  return {
    text: lines.join(" "),
    blocks: [
      section(lines.join("\n")),
      context(mayChange ? adminHint : `${adminsText(team)} can change roles. \`help roles\``),
    ],
  };
}

const adminHint =
  "`/billrun roles @dana preparer -approver` · `roles group @approvers approver` · " +
  "`roles link @dana @dana2` for two Slack ids of one person";

const changeButton: Button = {
  type: "button",
  action_id: homeActionIds.roles,
  text: { type: "plain_text", text: "Change roles…", emoji: false },
  value: "roles",
};

function adminsText({ people }: Team): string {
  const admins = people.filter(({ member }) => member.active && member.roles.includes("admin"));
  const names = admins.slice(0, 3).map(personName).join(", ");
  return names === "" ? "Whoever runs the server" : names;
}

/** Their roles count for nothing until Slack has them back. */
function leftText(left: readonly TeamMember[]): string {
  const named = left.slice(0, mostLeft).map(({ member }) => {
    return `${safeName(member.name)} (${rolesText(member.roles)})`;
  });
  const rest = left.length - named.length;
  const all = rest > 0 ? [...named, `${countText(rest)} more`] : named;
  return `*Deactivated in Slack, so their roles and votes don't count:* ${all.join(", ")}`;
}

/** A mention where a Slack id is known, else the name. */
function personName({ member, slackIds }: TeamMember): string {
  const id = slackIds.find(isPersonId);
  return id === undefined ? safeName(member.name) : `<@${id}>`;
}

function personText(person: TeamMember, groups: readonly RoleGroup[]): string {
  const ids = person.slackIds.length > 1 ? ` (${person.slackIds.length} Slack ids)` : "";
  const name = `${personName(person)}${ids}`;
  if (person.member.roles.length === 0) return `${name}: no role`;
  const sources = new Map<string, string[]>();
  for (const grant of person.grants) {
    const group = groups.find(({ groupId }) => groupId === grant.groupId);
    const by = grant.groupId === null ? safeName(grant.givenBy) : safeName(group?.handle ?? "–");
    sources.set(by, [...(sources.get(by) ?? []), grant.role]);
  }
  const parts = [...sources].map(([by, roles]) => `${roles.join(", ")}, given by ${by}`);
  return `${name}: ${parts.join("; ") || rolesText(person.member.roles)}`;
}

function groupText({ handle, roles, setByName }: RoleGroup): string {
  return `${safeName(handle)} gives ${rolesText(roles)} (mapped by ${safeName(setByName)})`;
}

/** What became of somebody's roles. */
export function changedRolesText(slackId: string, { before, after, all }: ChangedRoles): string {
  const who = `<@${slackId}>`;
  if (rolesText(before) === rolesText(after)) return `${who} has ${rolesText(all)}; as before.`;
  if (all.length === 0) return `${who} has no role any more.`;
  const byGroup = all.filter((role) => !after.includes(role));
  const now = `${who} has ${rolesText(all)} now`;
  if (byGroup.length === 0) return `${now}. Before: ${rolesText(before)}.`;
  const group = `${rolesText(byGroup)} by a Slack user group, which /billrun roles names`;
  return `${now}: ${group}. By hand before: ${rolesText(before)}.`;
}

/** What a user group gives now. */
export function mappedGroupText({ handle, roles }: RoleGroup): string {
  if (roles.length === 0) return `${safeName(handle)} gives no role any more.`;
  return (
    `Whoever is in ${safeName(handle)} has ${rolesText(roles)}, and loses it within a minute ` +
    "of leaving it."
  );
}
