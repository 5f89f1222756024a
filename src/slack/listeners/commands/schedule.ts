import { scheduleWords } from "../../../billing/schedules/schedule-problems.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import { listSchedules } from "../../../operations/schedules/list-schedules.ts";
import { pauseSchedule } from "../../../operations/schedules/pause-schedule.ts";
import { removeSchedule } from "../../../operations/schedules/remove-schedule.ts";
import { resumeSchedule } from "../../../operations/schedules/resume-schedule.ts";
import { runScheduleNow } from "../../../operations/schedules/run-schedule-now.ts";
import { showSchedule } from "../../../operations/schedules/show-schedule.ts";
import type { SlackMessage } from "../../blocks.ts";
import { scheduleMessage, schedulesMessage } from "../../messages/schedule-message.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { openScheduleForm } from "../schedule-form.ts";
import { scheduledRunNotice, scheduleNotice } from "../schedule-notice.ts";
import type { Command, CommandCall, CommandForm } from "./command.ts";

type Parts = { readonly word: string; readonly key: string };

function partsOf(words: string): Parts {
  const [word = "", key = ""] = words.toLowerCase().split(" ");
  return { word, key };
}

const form: CommandForm = {
  opensFor: (words) => {
    const { word, key } = partsOf(words);
    return word === "new" || (word === "edit" && key !== "");
  },
  title: "Schedule",
  open: ({ world, actor, words, channel }) => {
    const { word, key } = partsOf(words);
    if (word !== "new") return openScheduleForm({ world, actor, key, channel });
    return openScheduleForm({ world, actor, key: null, name: key, channel });
  },
};

export const schedule: Command = {
  name: "schedule",
  usage: "schedule [list|new|show|edit|pause|resume|run|remove NAME]",
  summary: "runs that are made by themselves",
  detail:
    "Alone it lists them with their next dates. `new` opens a form; `show`, `edit`, `pause`, " +
    "`resume`, `run` (now) and `remove` take a name: /billrun schedule pause monthly. Each run " +
    "is previewed and asks for approval by itself.",
  form,
  run,
};

async function run(call: CommandCall): Promise<SlackMessage | Refusal> {
  const { word, key } = partsOf(call.words);
  if (word === "" || word === "list") {
    const views = await listSchedules(call.world, call.actor);
    return isRefusal(views) ? views : schedulesMessage(views);
  }
  const known: readonly string[] = scheduleWords;
  if (!known.includes(word)) return refuseWord(word);
  if (key === "") {
    const message = "Which schedule?";
    return refuse("schedule_missing", message, `Write /billrun schedule ${word} monthly.`);
  }
  return act(call, word, key);
}

async function act(call: CommandCall, word: string, key: string): Promise<SlackMessage | Refusal> {
  const { world, actor, requestKey } = call;
  const now = world.clock.now();
  switch (word) {
    case "pause": {
      const paused = await pauseSchedule(world, actor, { key });
      return isRefusal(paused) ? paused : scheduleNotice(paused, "paused", now);
    }
    case "resume": {
      const resumed = await resumeSchedule(world, actor, { key });
      return isRefusal(resumed) ? resumed : scheduleNotice(resumed, "resumed", now);
    }
    case "remove": {
      const removed = await removeSchedule(world, actor, { key });
      return isRefusal(removed) ? removed : scheduleNotice(removed, "removed", now);
    }
    case "run": {
      const made = await runScheduleNow(world, actor, { key, requestKey });
      return isRefusal(made) ? made : scheduledRunNotice(made, key);
    }
    default: {
      const view = await showSchedule(world, actor, { key });
      return isRefusal(view) ? view : scheduleMessage(view);
    }
  }
}

function refuseWord(word: string): Refusal {
  const near = nearestWord(word, scheduleWords);
  const remedy = near
    ? `Did you mean /billrun schedule ${near}?`
    : "Write list, new, or show, edit, pause, resume, run or remove with a name.";
  return refuse("schedule_word_unknown", `I don't know "schedule ${word.slice(0, 40)}".`, remedy);
}
