import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { News } from "../../operations/notifications/news.ts";
import { context, paragraphs, type SlackMessage } from "../blocks.ts";
import { clockText } from "../text/day-text.ts";
import { newsLine } from "./news-message.ts";

/** News that is listed; the rest is counted. */
const mostLines = 30;

/** News that came together: one line each, the oldest first. */
export function newsRollMessage(news: readonly News[]): SlackMessage {
  const lines = news.slice(0, mostLines).map((each) => `• ${newsLine(each)}`);
  const rest = news.length - lines.length;
  const more = rest > 0 ? [`and ${countText(rest)} more`] : [];
  const [first] = news;
  const head = `${countOf(news.length, "thing")} happened that you asked to hear of.`;
  const latest = news.at(-1);
  const text = first ? `${head} The first: ${newsLine(first)}` : head;
  const when =
    first && latest ? [context(`From ${clockText(first.at)} to ${clockText(latest.at)}`)] : [];
  return { text, blocks: [...paragraphs([head, ...lines, ...more]), ...when] };
}
