import { changesOfRun } from "../bill-runs/biggest-changes.ts";
import type { World } from "../world.ts";
import type { News } from "./news.ts";
import type { MessageContent, MessageView } from "./outbox-message.ts";

/** So many of the biggest changes are told in the thread; a file has the rest. */
const changesTold = 10;

/** A message with what its words are made of, as it is now. */
export async function viewMessage(
  world: World,
  content: MessageContent,
  rolled: readonly News[] = [],
): Promise<MessageView> {
  switch (content.kind) {
    case "milestone": {
      const { data: milestone } = content;
      const view = await world.books.viewRun(milestone.runId);
      if (milestone.kind !== "previewed") return { kind: "milestone", milestone, view };
      const changes = await changesOfRun(world, view.run, changesTold);
      return { kind: "milestone", milestone, view, changes };
    }
    case "note":
      return { kind: "note", note: content.data };
    case "news": {
      const { data: news } = content;
      return rolled.length === 0
        ? { kind: "news", news }
        : { kind: "roll", news: [news, ...rolled] };
    }
    case "file":
      throw new Error("a file is no message of words");
  }
}
