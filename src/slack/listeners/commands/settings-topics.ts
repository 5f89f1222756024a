import { approvalPolicy } from "./approval-policy.ts";
import type { Command } from "./command.ts";

/** A word behind `/billrun settings` with an answer or a form of its own. */
export type SettingsTopic = Pick<Command, "form" | "run"> & {
  /** "approvals". */
  readonly name: string;
};

/** Every such word. */
export const settingsTopics: readonly SettingsTopic[] = [approvalPolicy];
