import { isRefusal } from "../operations/refusal.ts";
import type { Actor } from "../operations/world.ts";
import { actAs } from "./act-as.ts";
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
  const company = await root.open();
  try {
    const actor = await actAs(company.world, options.as ?? process.env["BILLRUN_AS"]);
    if (isRefusal(actor)) printRefusal(io, actor, options);
    else await work(company, actor);
  } finally {
    await company.stop();
  }
}
