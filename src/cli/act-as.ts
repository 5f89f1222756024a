import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { Member } from "../billing/approvals/member.ts";
import { byHand } from "../operations/members/role-rules.ts";
import { type Refusal, refuse } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";

/**
 * The member in whose name a command is done: by id, name or e-mail, as `--as` or BILLRUN_AS gives
 * it. Whoever may use the database may name anybody; the audit trail says that it was done here.
 * Without a name, the only admin acts. Refuses `member_unknown`.
 */
export async function actAs(world: World, name: string | undefined): Promise<Actor | Refusal> {
  // Slack isn't asked here, so that roles by its user groups don't count.
  const team = await world.books.listTeam();
  const members = team.map(({ member, grants }) => ({ ...member, roles: byHand(grants) }));
  const member = name === undefined ? onlyAdmin(members) : findMember(members, name);
  if (member) {
    const correlationId = randomBytes(4).toString("hex");
    return { member, via: "cli", where: hostname(), correlationId };
  }
  if (name === undefined) {
    return refuse("member_unknown", "Say in whose name: --as NAME.", whoIsThere(members));
  }
  return refuse("member_unknown", `There is no member "${name}".`, whoIsMeant(members, name));
}

function whoIsThere(members: readonly Member[]): string {
  const known = members.map((row) => row.name).join(", ");
  return known ? `Members are ${known}.` : 'Add one: billrun member add "Your Name" --roles admin.';
}

function whoIsMeant(members: readonly Member[], name: string): string {
  const near = members.find((row) => isFirstName(row, name));
  return near ? `Did you mean --as "${near.name}"?` : whoIsThere(members);
}

/** Votes and runs are in somebody's name, so that it is written in full. */
function isFirstName({ name }: Member, typed: string): boolean {
  return name.toLowerCase().split(" ")[0] === typed.replace(/^@/, "").toLowerCase();
}

function onlyAdmin(members: readonly Member[]): Member | undefined {
  const admins = members.filter((member) => member.active && member.roles.includes("admin"));
  return admins.length === 1 ? admins[0] : undefined;
}

function findMember(members: readonly Member[], name: string): Member | undefined {
  const wanted = name.toLowerCase();
  return members.find((member) =>
    [member.id, member.name, member.email].some((text) => text?.toLowerCase() === wanted),
  );
}

/**
 * The person at the machine, who may use the database anyway: imports data and sets up members
 * before there are any. Runs are made and approved by members only.
 */
export function localOperator(): Actor {
  const name = userInfo().username;
  const member: Member = { id: "", name, email: null, roles: ["admin"], active: true };
  return { member, via: "cli", where: hostname(), correlationId: randomBytes(4).toString("hex") };
}
