import { examineCompany } from "../../../operations/doctor/examine-company.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { doctorMessage } from "../../messages/doctor-message.ts";
import type { Command } from "./command.ts";

export const doctor: Command = {
  name: "doctor",
  usage: "doctor",
  summary: "whether everything that billing needs is well",
  detail:
    "Holds every promise against the database, and looks at the queue, messages, schedules, " +
    "people, Slack's token, scopes and channels, and the clocks. Each finding says what to do.",
  run: async ({ world, actor }) => {
    const found = await examineCompany(world, actor);
    return isRefusal(found) ? found : doctorMessage(found);
  },
};
