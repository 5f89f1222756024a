import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import { showSettings } from "../../../operations/settings/show-settings.ts";
import type { SlackMessage } from "../../blocks.ts";
import { settingsMessage } from "../../messages/settings-message.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import type { Command, CommandCall } from "./command.ts";
import { type SettingsTopic, settingsTopics } from "./settings-topics.ts";

export const settings: Command = {
  name: "settings",
  usage: "settings [approvals]",
  summary: "how the company bills, and who changes it",
  detail:
    "Shows the settings with what each means; controllers and admins change here what rewrites " +
    "no history: the seller's name, and what previews find worth a look. All else comes with the " +
    "billing file. `settings approvals` is who must agree to what.",
  form: {
    opensFor: (words) => topicOf(words)?.form?.opensFor(restOf(words)) ?? false,
    title: "Settings",
    open: async (call) => {
      const form = topicOf(call.words)?.form;
      return form ? form.open(behind(call)) : refuseTopic(call.words);
    },
  },
  run,
};

async function run(call: CommandCall): Promise<SlackMessage | Refusal> {
  const topic = topicOf(call.words);
  if (topic) return topic.run(behind(call));
  if (call.words !== "") return refuseTopic(call.words);
  const view = await showSettings(call.world, call.actor);
  return isRefusal(view) ? view : settingsMessage(view);
}

function topicOf(words: string): SettingsTopic | undefined {
  const first = words.split(" ")[0]?.toLowerCase() ?? "";
  return settingsTopics.find(({ name }) => name === first);
}

function restOf(words: string): string {
  return words.split(" ").slice(1).join(" ");
}

/** The same call, as the topic sees it. */
function behind(call: CommandCall): CommandCall {
  return { ...call, words: restOf(call.words), sent: call.sent.replace(/^\S+\s*/, "") };
}

function refuseTopic(words: string): Refusal {
  const first = words.split(" ")[0]?.slice(0, 40) ?? "";
  const names = settingsTopics.map(({ name }) => name);
  const near = nearestWord(first, names);
  const remedy = near ? `Did you mean /billrun settings ${near}?` : "See /billrun settings.";
  return refuse("settings_word_unknown", `I don't know "settings ${first}".`, remedy);
}
