import type { Clickable, Driver } from "./slack/driver.ts";
import type { LocalSlack } from "./slack/local-slack.ts";

/** Prints what is said, as it is said. */
export type Teller = {
  /** Opens a numbered chapter. */
  readonly chapter: (title: string) => void;
  /** Prints what was said since the last time, and of a card what has changed in it. */
  readonly tell: (card?: Clickable) => void;
  /** Prints what only one person has before them, such as a form. */
  readonly show: (title: string, shown: string) => void;
};

/** Below so many lines a message is told whole, whatever was told before. */
const shortLines = 3;
/** Of a message that is longer, such as one with a table, only the first lines are told. */
const longLines = 24;
const firstLines = 12;

/** Starts with what is said from now on; times are those of the reader. */
export function startTelling(
  slack: LocalSlack,
  reader: Driver,
  print: (text: string) => void,
): Teller {
  const timeZone = slack.state.peopleById.get(reader.id)?.timeZone ?? "UTC";
  let told = lastTs(slack);
  let chapters = 0;
  const cards = new Map<string, string>();
  const copies = startShortening();
  const remember = (channelId: string) => {
    for (const message of reader.messages(channelId)) {
      if (!cards.has(message.ts)) cards.set(message.ts, message.shown);
    }
  };
  return {
    chapter(title) {
      chapters += 1;
      const line = `${chapters}. ${title}`;
      print(`${line}\n${"─".repeat(line.length)}`);
    },
    tell(card) {
      const text = slack.transcript({ afterTs: told, timeZone, shorten: copies }).trimEnd();
      told = lastTs(slack);
      if (text.trim() !== "") print(text);
      for (const channelId of slack.state.conversations.keys()) remember(channelId);
      if (!card) return;
      const shown = reader.messages(card.channelId).find((one) => one.ts === card.ts)?.shown;
      if (!shown) return;
      const lines = shown.split("\n");
      print(`       The card now says:\n\n${indent(news(lines, linesOf(cards.get(card.ts))))}`);
      cards.set(card.ts, shown);
    },
    show(title, shown) {
      print(`       ${title}\n\n${indent(shown.split("\n").filter((line) => line.trim() !== ""))}`);
    },
  };
}

function lastTs(slack: LocalSlack): string {
  const micros = slack.state.lastTsMicros;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}

/** Of a message with a title that was told before, such as a card's copy, only what is new. */
function startShortening(): (shown: string) => string {
  const known = new Map<string, Set<string>>();
  return (shown) => {
    const lines = shown.split("\n");
    const [title = ""] = lines;
    const before = known.get(title);
    known.set(title, new Set([...(before ?? []), ...lines]));
    if (!before || lines.length < shortLines) return beginning(lines);
    const fresh = news(lines, before);
    return fresh.length > 2 ? beginning(fresh) : `${title}: as above`;
  };
}

function beginning(lines: readonly string[]): string {
  if (lines.length <= longLines) return lines.join("\n");
  const rest = `… and ${lines.length - firstLines} more lines`;
  return [...lines.slice(0, firstLines), rest].join("\n");
}

function linesOf(text = ""): ReadonlySet<string> {
  return new Set(text.split("\n"));
}

/** The title and those of the lines that were not there before, with an ellipsis between. */
function news(shown: readonly string[], known: ReadonlySet<string>): readonly string[] {
  const lines: string[] = [];
  for (const [index, line] of shown.entries()) {
    if (line.trim() === "") continue;
    if (index === 0 || !known.has(line)) lines.push(line);
    else if (lines.at(-1) !== "…") lines.push("…");
  }
  return lines;
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `       ${line}`).join("\n");
}
