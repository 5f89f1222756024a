import { ensureFirstAdmin } from "../../../src/operations/members/ensure-first-admin.ts";
import {
  identifySlackMember,
  type SlackPerson,
} from "../../../src/operations/members/identify-member.ts";
import { saveMember } from "../../../src/operations/members/save-member.ts";
import { reading, type Twin } from "./twin.ts";

/** What Slack says of somebody of the team, by the id that tests give them. */
export function personCalled(name: string): SlackPerson {
  const slackId = `U0${name.toUpperCase().replace(/[^A-Z0-9]/g, "")}`;
  return {
    ...{ slackId, name },
    ...{ isGuest: false, isBot: false, isStranger: false, isDeactivated: false },
  };
}

/** Operations on the people of the team by their files. */
export const memberTwins: Readonly<Record<string, Twin>> = {
  "members/ensure-first-admin": {
    prepare: async () => (world) => ensureFirstAdmin(world, "U0FIRST"),
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "members/identify-member": reading((world) =>
    identifySlackMember(world, personCalled("Dana"), async () => []),
  ),
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
