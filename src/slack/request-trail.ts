import { writeAudit } from "../operations/audited.ts";
import { isRefusal } from "../operations/refusal.ts";
import type { Actor, World } from "../operations/world.ts";
import type { Caller, SlackDesk } from "./caller.ts";
import { nobody } from "./nobody.ts";
import { errorFields } from "./slack-log.ts";
import { writeTogether } from "./write-together.ts";

/*
 * Every click, command and form leaves a row in the audit trail. Where operations wrote rows of
 * their own (changes, and what they refused), those say it; else the listener writes one.
 */

/** What is known of one request on its way; filled in by those who handle it. */
export type RequestTrail = {
  readonly act: { readonly action: string; readonly subject: string };
  /** Null until the person is known to be a member. */
  actor: Actor | null;
  /** "done", a refusal's code, or "failed". */
  outcome: string;
  /** Whether an operation wrote it down. */
  isWritten: boolean;
};

/** Subjects come from what people type. */
const longestSubject = 60;

/** Handles one request, and sees that it leaves a row. */
export async function leavingTrail(
  desk: SlackDesk,
  caller: Omit<Caller, "trail">,
  act: RequestTrail["act"],
  work: (desk: SlackDesk, caller: Caller) => Promise<void>,
): Promise<void> {
  const subject = act.subject.slice(0, longestSubject) || "–";
  const trail = { act: { ...act, subject }, actor: null, outcome: "done", isWritten: false };
  const world = watched(desk.world, caller.correlationId, trail);
  try {
    await work({ ...desk, world }, { ...caller, trail });
  } catch (error) {
    trail.outcome = "failed";
    throw error;
  } finally {
    if (!trail.isWritten) await writeDown(desk, caller, trail);
  }
}

/** Notes what an answer says of the request, and gives it back. */
export function noted<T>(caller: Caller, answer: T): T {
  if (isRefusal(answer)) noteOutcome(caller, answer.refusal);
  return answer;
}

/** Notes how a request ended where no refusal says it. */
export function noteOutcome({ trail }: Caller, outcome: string): void {
  if (trail) trail.outcome = outcome;
}

/** The world, with an eye on rows that operations write for this request. */
function watched(world: World, correlationId: string, trail: RequestTrail): World {
  const { books } = world;
  return {
    ...world,
    books: {
      ...books,
      async write(work) {
        let hasRow = false;
        const answer = await books.write((tx) => {
          hasRow = false;
          return work({
            ...tx,
            appendAudit(entry) {
              if (entry.correlationId === correlationId) hasRow = true;
              return tx.appendAudit(entry);
            },
          });
        });
        // Not before the commit: a row of what was rolled back is none.
        if (hasRow) trail.isWritten = true;
        return answer;
      },
    },
  };
}

async function writeDown(
  { world, log }: SlackDesk,
  { slackId, channel, correlationId }: Omit<Caller, "trail">,
  { act, actor, outcome }: RequestTrail,
): Promise<void> {
  const who = actor ?? nobody(slackId, channel ?? "slack", correlationId);
  const answer = outcome === "done" ? null : { refusal: outcome };
  try {
    await writeTogether(world.books, (tx) => writeAudit(tx, world, who, act, answer));
  } catch (error) {
    log.error({ ...errorFields(error), correlationId, act, outcome }, "a request left no row");
  }
}
