import { changeRoles } from "../../../src/operations/members/change-roles.ts";
import { ensureFirstAdmin } from "../../../src/operations/members/ensure-first-admin.ts";
import {
  identifySlackMember,
  type SlackDirectory,
  type SlackPerson,
} from "../../../src/operations/members/identify-member.ts";
import { linkSlackIds } from "../../../src/operations/members/link-slack-ids.ts";
import { listTeam } from "../../../src/operations/members/list-team.ts";
import { mapRoleGroup } from "../../../src/operations/members/map-role-group.ts";
import { nameFromSlack } from "../../../src/operations/members/name-from-slack.ts";
import { noteSlackAccess } from "../../../src/operations/members/note-slack-access.ts";
import { saveMember } from "../../../src/operations/members/save-member.ts";
import { syncRoleGroups } from "../../../src/operations/members/sync-role-groups.ts";
import { reading, type Twin } from "./twin.ts";

/** What Slack says of somebody of the team, by the id that tests give them. */
export function personCalled(name: string): SlackPerson {
  const slackId = `U0${name.toUpperCase().replace(/[^A-Z0-9]/g, "")}`;
  return {
    ...{ slackId, name },
    ...{ isGuest: false, isBot: false, isStranger: false, isDeactivated: false },
  };
}

/** A Slack whose user groups have these people, and where nobody else was deactivated. */
export function slackOf(inGroup: readonly string[]): SlackDirectory {
  const find = async (slackId: string) => personCalled(slackId.slice(2));
  return { find, ofGroup: async () => inGroup };
}

/** Operations on the people of the team by their files. */
export const memberTwins: Readonly<Record<string, Twin>> = {
  "members/ensure-first-admin": {
    prepare: async () => (world) => ensureFirstAdmin(world, "U0FIRST", async () => null),
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "members/identify-member": reading((world) =>
    identifySlackMember(world, personCalled("Dana"), slackOf([])),
  ),
  "members/name-from-slack": {
    async prepare(stage) {
      const slackId = `U0${stage.fresh().account.toUpperCase()}`;
      const nameless = { name: "Admin", email: null, roles: [], active: true };
      const member = await stage.world.books.write((tx) =>
        tx.upsertMember({ ...nameless, slackIds: [slackId] }),
      );
      return (world) => nameFromSlack(world, member, { slackId, name: slackId.toLowerCase() });
    },
    second: "same",
    auditsOfSecond: 0,
  },
  "members/note-slack-access": {
    async prepare(stage) {
      const name = stage.fresh().account;
      const person = personCalled(name);
      await changeRoles(stage.world, stage.admin, { person, give: ["viewer"], take: [] });
      return (world) => noteSlackAccess(world, [{ ...person, isDeactivated: true }]);
    },
    second: "same",
    auditsOfSecond: 0,
  },
  "members/change-roles": {
    async prepare(stage) {
      const person = personCalled(stage.fresh().account);
      const roles = { give: ["viewer", "preparer"], take: [] } as const;
      return async (world) => {
        const changed = await changeRoles(world, stage.admin, { person, ...roles });
        return "refusal" in changed ? changed : changed.after;
      };
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "members/map-role-group": {
    async prepare(stage) {
      const groupId = `S0${stage.fresh().account.toUpperCase()}`;
      const group = { groupId, handle: "@viewers", people: ["U0LEE"] };
      return async (world) => {
        const given = { give: ["viewer"], take: [] } as const;
        const mapped = await mapRoleGroup(world, stage.admin, { ...group, ...given });
        return "refusal" in mapped ? mapped : mapped.roles;
      };
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "members/sync-role-groups": {
    async prepare(stage) {
      const groupId = `S0${stage.fresh().account.toUpperCase()}`;
      const group = { groupId, handle: "@viewers", people: [] };
      await mapRoleGroup(stage.world, stage.admin, { ...group, give: ["viewer"], take: [] });
      const groups = await stage.books.listRoleGroups();
      const person = personCalled("Lee");
      const peopleOf = async () => [person.slackId];
      return (world) => syncRoleGroups(world, { person, groups, peopleOf });
    },
    second: "same",
    auditsOfSecond: 0,
  },
  "members/link-slack-ids": {
    async prepare(stage) {
      const second = personCalled(stage.fresh().account);
      return (world) => linkSlackIds(world, stage.admin, { member: personCalled("Lee"), second });
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "members/list-team": reading((world, { maker }) => listTeam(world, maker)),
  "members/save-member": {
    async prepare(stage) {
      const name = stage.fresh().account;
      const slackIds = [`U0${name.toUpperCase().replace(/[^A-Z0-9]/g, "")}`];
      const member = { name, email: `${name}@example.com`, active: true, slackIds };
      return (world) => saveMember(world, stage.admin, { ...member, roles: ["viewer"] });
    },
    second: "same",
    auditsOfSecond: 1,
  },
};
