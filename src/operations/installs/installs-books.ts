import type { SlackInstallation } from "./slack-installation.ts";

/** What the books know of installations of the Slack app by OAuth. */
export type InstallsReader = {
  /** The earliest first; those that ended, too. */
  listSlackInstalls(): Promise<readonly SlackInstallation[]>;
  /** The key of the installation that a channel belongs to; null where nothing came from there. */
  installOfSlackChannel(channel: string): Promise<string | null>;
};

/** What changes with an installation. */
export type InstallsWriter = {
  /** Adds an installation, or replaces the one with its key. */
  saveSlackInstall(installation: SlackInstallation): Promise<void>;
  /** False if it had ended before, or never was. */
  endSlackInstall(key: string, at: Date): Promise<boolean>;
  /** Notes where a channel belongs; nothing where that is not installed. */
  rememberSlackChannel(channel: string, key: string): Promise<void>;
};
