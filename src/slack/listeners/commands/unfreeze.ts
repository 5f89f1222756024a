import { unfreeze as lift } from "../unfreeze.ts";
import type { Command } from "./command.ts";

export const unfreeze: Command = {
  name: "unfreeze",
  usage: "unfreeze",
  summary: "let billing go on after a freeze, by two people",
  detail:
    "The first controller, approver or admin asks, a second one agrees within an hour. Launches " +
    "that the freeze stopped go on by themselves; runs that somebody paused stay paused.",
  run: ({ world, actor }) => lift(world, actor),
};
