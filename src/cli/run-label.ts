import { type Refusal, refuse } from "../operations/refusal.ts";

/** The no to an argument that names no run: `run_label_invalid`. */
export function refuseLabel(label: string): Refusal {
  return refuse("run_label_invalid", `"${label}" is no run.`, "Write BR-12.");
}
