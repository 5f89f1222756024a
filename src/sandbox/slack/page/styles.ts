import { controlStyles } from "./control-styles.ts";
import { frameStyles } from "./frame-styles.ts";
import { messageStyles } from "./message-styles.ts";
import { panelStyles } from "./panel-styles.ts";

/** The page's style sheet. */
export const styles = [frameStyles, messageStyles, controlStyles, panelStyles].join("\n");
