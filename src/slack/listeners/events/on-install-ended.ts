import { endInstall } from "../../../operations/installs/end-install.ts";
import type { World } from "../../../operations/world.ts";
import { nobody } from "../../nobody.ts";
import type { SlackInstall } from "../../slack-install.ts";
import { errorFields, type SlackLog } from "../../slack-log.ts";

/** What is needed where a workspace lets the app go. */
export type InstallEnd = {
  readonly world: World;
  readonly log: SlackLog;
  readonly install: SlackInstall;
  readonly why: "app_uninstalled" | "tokens_revoked";
  readonly correlationId: string;
};

/** Nothing is said to a workspace any more that took the app, or its token, away. */
export async function onInstallEnded(end: InstallEnd): Promise<void> {
  const { world, log, install, why, correlationId } = end;
  const fields = { install: install.key, why, correlationId };
  try {
    await endInstall(world, nobody("Slack", install.key, correlationId), { key: install.key, why });
    log.error(fields, "Slack lets billrun in no longer: install the app again");
  } catch (error) {
    log.error({ ...fields, ...errorFields(error) }, "the end of an installation was not noted");
  }
}
