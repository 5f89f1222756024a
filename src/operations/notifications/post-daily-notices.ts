import { localDateAt, zoneOffset } from "../../billing/calendar/local-day.ts";
import type { World } from "../world.ts";
import type { Subject } from "./card.ts";
import type { NoticeEvent } from "./notice-events.ts";

/** Where the company is; people are at work, and the night's runs are over. */
const dailyHour = 8;

/** What is looked at once a day. */
const dailyEvents: readonly NoticeEvent[] = ["audit-head", "doctor-findings", "overdue-invoices"];

/**
 * Has the day's news told once, from eight in the morning on where the company is, to the channels
 * that asked for it. May be asked for every minute, by any number of processes: the day is a unique
 * key. Gives how many kinds of news were begun.
 */
export async function postDailyNotices(world: World): Promise<number> {
  const heard = await heardDaily(world);
  if (heard.length === 0) return 0;
  const { settings } = await world.books.loadCatalog();
  const now = world.clock.now();
  const local = new Date(now.getTime() + zoneOffset(now.getTime(), settings.timeZone));
  if (local.getUTCHours() < dailyHour) return 0;
  const on = localDateAt(now.toISOString(), settings.timeZone);
  const subject: Subject = `day:${on}`;
  const wanted = await world.books.untold(heard.map((event) => `${event}:${on}`));
  if (wanted.length === 0) return 0;
  const events = heard.filter((event) => wanted.includes(`${event}:${on}`));
  await world.books.write(async (tx) => {
    for (const event of events) {
      const key = `${event}:${on}`;
      await tx.queueHappening({ key, event, subject, at: now.toISOString(), data: {} });
    }
  });
  return events.length;
}

async function heardDaily(world: World): Promise<readonly NoticeEvent[]> {
  const all = await world.books.listSubscriptions();
  return dailyEvents.filter((event) => all.some(({ events }) => events.includes(event)));
}
