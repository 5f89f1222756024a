import { isRefusal, type Refusal } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";
import { actAs, localOperator } from "./act-as.ts";
import { printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { OpenCompany, Root } from "./root.ts";

/** Options that every verb on the books has. */
export type CompanyOptions = {
  readonly as?: string | undefined;
  readonly json?: boolean | undefined;
};

/** Opens the company, finds out in whose name to act, does `work`, and closes it again. */
export async function withCompany(
  root: Root,
  io: CliIo,
  options: CompanyOptions,
  work: (company: OpenCompany, actor: Actor) => Promise<void>,
): Promise<void> {
  await open(root, io, options, (world, name) => actAs(world, name), work);
}

/** For verbs that only look: whoever may use the database may read it, in nobody's name. */
export async function withReader(
  root: Root,
  io: CliIo,
  options: CompanyOptions,
  work: (company: OpenCompany, actor: Actor) => Promise<void>,
): Promise<void> {
  const find = async (world: World, name: string | undefined) =>
    name === undefined ? localOperator() : actAs(world, name);
  await open(root, io, options, find, work);
}

async function open(
  root: Root,
  io: CliIo,
  options: CompanyOptions,
  find: (world: World, name: string | undefined) => Promise<Actor | Refusal>,
  work: (company: OpenCompany, actor: Actor) => Promise<void>,
): Promise<void> {
  const company = await root.open();
  try {
    const actor = await find(company.world, options.as ?? process.env["BILLRUN_AS"]);
    if (isRefusal(actor)) printRefusal(io, actor, options);
    else await work(company, actor);
  } finally {
    await company.stop();
  }
}
