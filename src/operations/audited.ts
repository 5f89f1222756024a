import type { BooksWriter } from "./books.ts";
import { refuseFrozen, stopsWhileFrozen } from "./freeze/refuse-frozen.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { Actor, World } from "./world.ts";

/** What an audit row says of an act, apart from who and how it ended. */
export type Act = {
  /** "bill-run.launch". */
  readonly action: string;
  /** "BR-12". */
  readonly subject: string;
  readonly digest?: string | null;
  readonly details?: Readonly<Record<string, string | number | null>>;
};

/**
 * Runs `work` in one transaction and writes its audit row into the same one, so that nothing is
 * done without a trace and no trace is left of what was not done. A refusal is written down too.
 * `work` changes nothing before it refuses. `tell` adds what is known of the act once it is done.
 * What bills is refused (`frozen`) while billing is frozen.
 */
export async function audited<T>(
  world: World,
  actor: Actor,
  act: Act,
  work: (tx: BooksWriter) => Promise<T | Refusal>,
  tell: (answer: T) => Partial<Act> = () => ({}),
): Promise<T | Refusal> {
  return world.books.write(async (tx) => {
    const frozen = stopsWhileFrozen(act.action) ? await tx.freezeNow() : null;
    const answer = frozen ? refuseFrozen(frozen) : await work(tx);
    const told = isRefusal(answer) ? act : { ...act, ...tell(answer) };
    await writeAudit(tx, world, actor, told, answer);
    return answer;
  });
}

/** Writes down a refusal that was decided before any transaction was open. */
export async function auditRefusal(
  world: World,
  actor: Actor,
  act: Act,
  refusal: Refusal,
): Promise<Refusal> {
  await world.books.write((tx) => writeAudit(tx, world, actor, act, refusal));
  return refusal;
}

/** Adds the row of an act to a transaction that does more than this one act. */
export async function writeAudit(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  act: Act,
  answer: unknown,
): Promise<void> {
  await tx.appendAudit({
    actor: {
      memberId: actor.member.id === "" ? null : actor.member.id,
      name: actor.member.name,
      via: actor.via,
      where: actor.where,
    },
    action: act.action,
    subject: act.subject,
    digest: act.digest ?? null,
    outcome: isRefusal(answer) ? answer.refusal : "done",
    correlationId: actor.correlationId,
    details: { ...act.details, ...saidTo(answer) },
    at: world.clock.now(),
  });
}

/** Longest sentence kept of a refusal; most are half as long. */
const longestSaid = 300;

/** What was said to whoever was refused: codes are for scripts, and the trail is read by people. */
function saidTo(answer: unknown): { readonly said?: string } {
  if (!isRefusal(answer) || !answer.message) return {};
  return { said: Array.from(answer.message).slice(0, longestSaid).join("") };
}
