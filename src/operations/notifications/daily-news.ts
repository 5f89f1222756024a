import { localDate } from "../../billing/calendar/local-date.ts";
import { examineCompany } from "../doctor/examine-company.ts";
import { isRefusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { subjectParts } from "./card.ts";
import type { Happening, MadeNews, OverdueFact } from "./news.ts";
import { sumOverdue } from "./overdue-facts.ts";

/** More became overdue in one day only where nobody was told for long. */
const mostInvoices = 10_000;
/** Findings that are named; the rest is counted. */
const mostFindings = 10;

/** What there is to tell of a day ("day:2026-12-01"); null where it is nothing. */
export async function newsOfDay(world: World, happening: Happening): Promise<MadeNews | null> {
  const on = subjectParts(happening.subject).id;
  if (happening.event === "overdue-invoices") return overdueNews(world, happening, on);
  const facts = { segments: null, amounts: null };
  const { at } = happening;
  if (happening.event === "audit-head") {
    const head = await world.books.auditHead();
    return head ? { news: [{ event: "audit-head", at, on, ...head }], facts } : null;
  }
  if (happening.event === "doctor-findings") {
    const examined = await examineCompany(world, daily);
    if (isRefusal(examined)) throw new Error(examined.message);
    const wrong = examined.checks.filter((check) => !check.isFine);
    if (wrong.length === 0) return null;
    const findings = wrong.slice(0, mostFindings).map(({ what, text }) => `${what}: ${text}`);
    const more = wrong.length - findings.length;
    return { news: [{ event: "doctor-findings", at, on, findings, more }], facts };
  }
  throw new Error(`${happening.event} is nothing of a day`);
}

/** What became overdue since it was told last; all that is overdue where it never was. */
async function overdueNews(
  world: World,
  { at, event, subject }: Happening,
  on: string,
): Promise<MadeNews | null> {
  const { books } = world;
  const [told, overdue] = await Promise.all([
    books.lastToldBefore(event, subject),
    books.overdueInvoices(localDate(on), null, mostInvoices),
  ]);
  const since = told === null ? "" : subjectParts(told).id;
  // Due on the day that was told last, an invoice was not overdue then.
  const fresh = overdue.filter(({ dueOn }) => dueOn >= since);
  if (fresh.length === 0) return null;
  const accounts = await books.findAccounts([...new Set(fresh.map(({ account }) => account))]);
  const segments = new Map(accounts.map(({ key, segment }) => [key, segment ?? null]));
  const invoices: readonly OverdueFact[] = fresh.map((row) => ({
    ...{ number: row.number, account: row.account, name: row.name, currency: row.currency },
    segment: segments.get(row.account) ?? null,
    ...{ openMinor: String(row.openMinor), dueOn: row.dueOn, days: row.daysPastDue },
  }));
  const news = { event: "overdue-invoices", at, asOfOn: on, ...sumOverdue(invoices) } as const;
  return { news: [news], facts: { segments: null, amounts: null }, overdue: invoices };
}

/** The clock, which looks at everything once a day. */
const daily: Actor = {
  member: { id: "", name: "billrun", email: null, roles: ["admin"], active: true },
  via: "job",
  where: "daily",
  correlationId: "daily",
};
