import type { Member, Role } from "../../src/billing/approvals/member.ts";
import type { Actor, World } from "../../src/operations/world.ts";

/** Adds a member with one role, and a Slack id made of the name. */
export function addMember(world: World, name: string, ...roles: Role[]): Promise<Member> {
  return world.books.write((tx) =>
    tx.upsertMember({
      name,
      email: `${name.toLowerCase()}@example.com`,
      roles,
      active: true,
      slackIds: [`U0${name.toUpperCase()}`],
    }),
  );
}

/** The member at the command line of a test. */
export function actorNamed(member: Member): Actor {
  return { member, via: "cli", where: "test", correlationId: "test" };
}
