import type { Member } from "../../billing/approvals/member.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { AuditHead, AuditRow } from "./audit-books.ts";
import { runSubjectIn, type TypedQuestion } from "./read-question.ts";

/** Rows of the trail, the newest first, and where the trail stands. */
export type ListedAudit = {
  readonly rows: readonly AuditRow[];
  readonly head: AuditHead | null;
  /** What they are about, in words: "BR-12", "Dana Ruiz", "launch"; null for everything. */
  readonly of: string | null;
};

/**
 * Who did what, refused things too. `of` is a run, a person (a Slack id, a name, or the start of
 * one behind "@") or a word of an act. Refuses `role_missing`, `member_unknown`.
 */
export async function listAudit(
  world: World,
  actor: Actor,
  { limit, of }: TypedQuestion,
): Promise<ListedAudit | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const head = await world.books.auditHead();
  if (of === null) return { rows: await world.books.listAudit({ limit }), head, of };
  const subject = runSubjectIn(of);
  if (subject !== null) {
    return { rows: await world.books.listAudit({ limit, subject }), head, of: subject };
  }
  const member = await findPerson(world, of);
  if (member) {
    const rows = await world.books.listAudit({ limit, actorId: member.id });
    return { rows, head, of: member.name };
  }
  if (of.startsWith("@")) {
    const message = `There is no member called ${of}.`;
    return refuse("member_unknown", message, "See who is with /billrun roles.");
  }
  return { rows: await world.books.listAudit({ limit, word: of }), head, of };
}

async function findPerson(world: World, of: string): Promise<Member | null> {
  if (/^[UW][A-Z0-9]{2,20}$/.test(of)) return world.books.findMemberBySlackId(of);
  const wanted = of.replace(/^@/, "").toLowerCase();
  const members = await world.books.listMembers();
  const named = (isIt: (name: string) => boolean) =>
    members.filter((member) => isIt(member.name.toLowerCase()));
  const [same] = named((name) => name === wanted);
  if (same) return same;
  const near = named((name) => name.split(" ")[0] === wanted);
  return near.length === 1 ? (near[0] ?? null) : null;
}
