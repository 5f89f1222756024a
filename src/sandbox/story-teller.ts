import type { Clickable, Driver } from "./slack/driver.ts";
import type { LocalSlack } from "./slack/local-slack.ts";

/** Prints what is said, as it is said. */
export type Teller = {
  /** Opens a numbered chapter. */
  readonly chapter: (title: string) => void;
  /** Prints what was said since the last time, and of a card what has changed in it. */
  readonly tell: (card?: Clickable) => void;
};

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
      const text = slack.transcript({ afterTs: told, timeZone }).trimEnd();
      told = lastTs(slack);
      if (text.trim() !== "") print(text);
      for (const channelId of slack.state.conversations.keys()) remember(channelId);
      if (!card) return;
      const shown = reader.messages(card.channelId).find((one) => one.ts === card.ts)?.shown;
      if (!shown) return;
      print(`       The card now says:\n\n${indent(news(shown, cards.get(card.ts) ?? ""))}`);
      cards.set(card.ts, shown);
    },
  };
}

function lastTs(slack: LocalSlack): string {
  const micros = slack.state.lastTsMicros;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}

/** The card's title and those of its lines that were not there before, with an ellipsis between. */
function news(shown: string, before: string): readonly string[] {
  const known = new Set(before.split("\n"));
  const lines: string[] = [];
  for (const [index, line] of shown.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (index === 0 || !known.has(line)) lines.push(line);
    else if (lines.at(-1) !== "…") lines.push("…");
  }
  return lines;
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `       ${line}`).join("\n");
}
