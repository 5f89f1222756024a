import { isAccountedFor } from "../../billing/bill-run/run-text.ts";
import type { BillRunView } from "../bill-runs/bill-run-view.ts";
import type { World } from "../world.ts";
import { subjectParts } from "./card.ts";
import { newsOfDay } from "./daily-news.ts";
import type { AmountFact, Happening, MadeNews, RunFacts } from "./news.ts";
import type { NoticeEvent } from "./notice-events.ts";

/** Exceptions that are named; the rest is counted. */
const mostNamed = 5;

type Make = (world: World, happening: Happening) => Promise<MadeNews | null>;

/** How news is made of what happened to something, by the kind of its subject. */
const makers: Readonly<Record<string, Make>> = {
  run: newsOfRun,
  approval: newsOfApproval,
  schedule: newsOfNote,
  freeze: newsOfNote,
  day: newsOfDay,
};

/** What there is to tell of a happening; null where it came to nothing after all. */
export async function makeNews(world: World, happening: Happening): Promise<MadeNews | null> {
  const { kind } = subjectParts(happening.subject);
  const make = Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  if (!make) throw new Error(`no news is known of ${happening.subject}`);
  return make(world, happening);
}

async function newsOfApproval(world: World, happening: Happening): Promise<MadeNews | null> {
  const { id } = subjectParts(happening.subject);
  const { approval } = await world.books.viewApproval(id, world.clock.now());
  if (approval.state !== "open") return null;
  const { label } = approval.content;
  const amounts = approval.content.amounts.map(({ currency, minor }) => ({
    ...{ currency, minor: String(minor) },
  }));
  const segments = happening.data.segments ?? null;
  const facts = { segments, amounts: amounts.length === 0 ? null : amounts };
  return { news: [{ event: "approval-needed", at: happening.at, label, amounts }], facts };
}

/** What was said already when it happened. */
async function newsOfNote(_: World, happening: Happening): Promise<MadeNews | null> {
  const { event, at, data } = happening;
  if (!data.note) return null;
  const facts = { segments: null, amounts: null };
  switch (event) {
    case "schedule-rang":
    case "schedule-failed":
    case "billing-frozen":
      return { news: [{ event, at, note: data.note }], facts };
    default:
      return null;
  }
}

type RunEvent = Extract<NoticeEvent, `run-${string}`>;

async function newsOfRun(world: World, happening: Happening): Promise<MadeNews | null> {
  const { id } = subjectParts(happening.subject);
  const view = await world.books.viewRun(id);
  const events = runEvents(happening.event, view);
  if (events.length === 0) return null;
  const run = factsOf(view);
  const { by = null, comment = null } = happening.data;
  const news = events.map((event) => ({ event, at: happening.at, run, by, comment }));
  const segments = await world.books.segmentsOfRun(id);
  return { news, facts: { segments, amounts: run.amounts } };
}

function runEvents(event: NoticeEvent, view: BillRunView): readonly RunEvent[] {
  const { counts } = view;
  if (event === "run-ended") {
    return counts.parked + counts.held > 0 ? ["run-exceptions", "run-ended"] : ["run-ended"];
  }
  // One vote of several has decided nothing yet.
  if (event === "run-approved") return view.approval?.tally.outcome === "approved" ? [event] : [];
  if (event === "run-needs-approval" && view.run.state !== "awaiting-approval") return [];
  return event.startsWith("run-") ? [event as RunEvent] : [];
}

function factsOf(view: BillRunView): RunFacts {
  const { run, counts, totals, exceptions } = view;
  const amounts: readonly AmountFact[] = totals.map((row) => ({
    currency: row.currency,
    minor: String(row.invoicedMinor),
  }));
  return {
    ...{ number: run.number, name: run.name, amounts },
    invoices: totals.reduce((sum, row) => sum + row.invoices, 0),
    creditMemos: totals.reduce((sum, row) => sum + row.creditMemos, 0),
    ...{ eligible: counts.eligible, parked: counts.parked, held: counts.held },
    isAccountedFor: isAccountedFor(counts),
    exceptions: exceptions.slice(0, mostNamed).map(({ name, reason }) => ({ name, reason })),
  };
}
