import { afterEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { type Failpoint, failpoints } from "../../src/operations/failpoint.ts";
import { channelMessages, messagesIn } from "../../src/sandbox/slack/conversations.ts";
import type { LocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { cardEvent, messageEvent } from "../../src/slack/find-own-message.ts";
import { startWork } from "../../src/start-work.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import { expectAllBilled, launch, type November, preview } from "./november.ts";
import { botToken, channel, openSlack, openToldNovember } from "./told-november.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

const accounts = 20;

/** Those of a run; the reversal's have a test of their own. */
type RunFailpoint = Exclude<Failpoint, `reversal.${string}`>;
const ofRuns = failpoints.filter((at): at is RunFailpoint => !at.startsWith("reversal."));

/** The preview reaches the chunk's failpoints once; the second time is the launch. */
const times: Readonly<Record<RunFailpoint, number>> = {
  "chunk.leased": 2,
  "chunk.opened": 2,
  "chunk.saved": 2,
  "phase.finished": 2,
  "card.posted": 1,
  "message.posted": 2,
  "file.shared": 1,
};

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openCompany(slack: LocalSlack): Promise<November> {
  closing.push(() => slack.stop());
  const november = await openToldNovember(slack.apiUrl, accounts);
  closing.push(() => november.close());
  return november;
}

/** Once the worker is dead, and by this clock for long, another one goes on. */
async function replace(november: November, worker: WorkerProcess): Promise<void> {
  expect(await worker.ended).toBe("SIGKILL");
  november.clock.moveBy(1);
  const { world, url } = november;
  const work = await startWork(world, url, openLog("silent").jobLog);
  closing.push(() => work.stop());
}

function marked(slack: LocalSlack, type: string): unknown[] {
  return messagesIn(slack.state, channel)
    .filter(({ metadata }) => metadata?.event_type === type)
    .map(({ metadata }) => metadata?.event_payload["key"] ?? null);
}

it.each(ofRuns)(
  "a worker that dies at %s loses nothing and repeats nothing",
  async (at) => {
    const slack = await openSlack();
    const november = await openCompany(slack);
    const { world, sql } = november;
    const fault = { at, time: times[at], signal: "SIGKILL" } as const;
    const options = { slackApiUrl: slack.apiUrl, botToken, fault };
    const worker = await startWorkerProcess(november.url, options);
    closing.push(async () => worker.child.kill("SIGKILL"));

    const replaced = replace(november, worker);
    const run = await preview(november, channel);
    await launch(november, run);
    await replaced;
    await runReaches(world, run.number, "completed");
    await waitUntil("the queue to be empty", async () => {
      const [left] = await sql<{ jobs: number }>(
        // A locked job whose key is asked for again is marked as tried often enough, and its
        // successor does the work.
        "SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE attempts < max_attempts",
      );
      return left?.jobs === 0 ? true : null;
    });

    const view = await world.books.viewRun(run.id);
    expect(view.counts).toMatchObject({ eligible: accounts, billed: accounts, held: 0, parked: 0 });
    expect(view.totals).toMatchObject([{ invoices: accounts, invoicedMinor: 10_000n * 20n }]);
    await expectAllBilled(november, accounts);

    expect(marked(slack, cardEvent)).toHaveLength(1);
    const [card] = channelMessages(slack.state, channel);
    expect(card?.text).toContain("completed");
    const told = marked(slack, messageEvent);
    expect(new Set(told).size).toBe(told.length);
    const outbox = await sql<{ kind: string }>(
      `SELECT data->>'kind' AS kind FROM outbox_message
        WHERE kind = 'milestone' AND delivered_at IS NOT NULL ORDER BY id`,
    );
    expect(told).toHaveLength(outbox.length);
    expect(outbox.map(({ kind }) => kind).sort()).toEqual(
      ["created", "previewed", "approval-requested", "approved", "launched", "ended"].sort(),
    );
    const files = messagesIn(slack.state, channel).filter(({ fileIds }) => fileIds.length > 0);
    expect(files).toHaveLength(1);
    expect(worker.complaints()).toBe("");
  },
  60_000,
);
