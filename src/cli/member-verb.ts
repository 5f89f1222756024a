import type { Command } from "commander";
import { allRoles, type Member, type Role } from "../billing/approvals/member.ts";
import { saveMember } from "../operations/members/save-member.ts";
import { refuse } from "../operations/refusal.ts";
import type { World } from "../operations/world.ts";
import { localOperator } from "./act-as.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";

type AddOptions = {
  readonly roles: string;
  readonly slack?: string;
  readonly email?: string;
  readonly inactive?: boolean;
  readonly json?: boolean;
};

/** `billrun member add|list`: who may do what. The person at the machine acts as an admin. */
export function memberVerb(program: Command, root: Root, io: CliIo): void {
  const member = program.command("member").description("the people of the billing team");
  member
    .command("add <name>")
    .description("add a member, or set the roles of the one with this Slack id or e-mail")
    .requiredOption("--roles <roles>", `any of ${allRoles.join(",")}, joined by commas`)
    .option("--slack <ids>", "Slack user ids, joined by commas")
    .option("--email <address>", "e-mail address")
    .option("--inactive", "take the access away")
    .option("--json", "print JSON")
    .action((name: string, options: AddOptions) => addMember(root, io, name, options));
  member
    .command("list")
    .description("all members with their roles")
    .option("--json", "print JSON")
    .action((options: { json?: boolean }) => listMembers(root, io, options));
}

async function addMember(root: Root, io: CliIo, name: string, options: AddOptions): Promise<void> {
  const roles = options.roles.split(",").map((role) => role.trim());
  const unknown = roles.find((role) => !allRoles.includes(role as Role));
  if (unknown !== undefined) {
    const remedy = `Roles are ${allRoles.join(", ")}.`;
    printRefusal(io, refuse("role_unknown", `There is no role "${unknown}".`, remedy), options);
    return;
  }
  const company = await root.open();
  try {
    const saved = await saveMember(company.world, localOperator(), {
      name,
      email: options.email ?? null,
      roles: roles as Role[],
      active: options.inactive !== true,
      slackIds: options.slack?.split(",").map((id) => id.trim()) ?? [],
    });
    const left = await leftSlack(company.world);
    printAnswer(io, saved, options, (member) => memberText(member, left));
  } finally {
    await company.stop();
  }
}

async function listMembers(root: Root, io: CliIo, options: { json?: boolean }): Promise<void> {
  const company = await root.open();
  try {
    const left = await leftSlack(company.world);
    printAnswer(io, await company.world.books.listMembers(), options, (members) =>
      members.length === 0 ? nobody : members.map((member) => memberText(member, left)).join("\n"),
    );
  } finally {
    await company.stop();
  }
}

const nobody = 'There is no member yet. Add one: billrun member add "Your Name" --roles admin.';

/** Ids of the members whom Slack says to be deactivated. */
async function leftSlack({ books }: World): Promise<ReadonlySet<string>> {
  const team = await books.listTeam();
  return new Set(team.filter((each) => each.hasLeftSlack).map(({ member }) => member.id));
}

function memberText({ id, name, roles, active }: Member, left: ReadonlySet<string>): string {
  const why = left.has(id) ? "deactivated in Slack" : "inactive";
  return `${name}: ${roles.join(", ")}${active ? "" : ` (${why})`}`;
}
