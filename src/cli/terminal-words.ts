/** What `/billrun …` is called at the command line, where it is called otherwise. */
const verbs: Readonly<Record<string, string>> = {
  preview: "run preview",
  create: "run create",
  list: "run list",
  show: "run status",
  ask: "run request-approval",
  launch: "run launch",
  pause: "run pause",
  resume: "run resume",
  cancel: "run cancel",
  retry: "run retry",
  roles: "member list",
  help: "--help",
};

/**
 * A sentence of the desk as it reads in a terminal: what it says to type in Slack is a verb here.
 * Verbs that both have, as in `/billrun explain`, only lose the slash.
 */
export function inTerminal(text: string): string {
  // What is done in Slack only is said as it is done there.
  return text.replace(/\/billrun(?! roles [a-z@])(?: ([a-z]+))?/g, (_whole, word?: string) => {
    if (word === undefined) return "billrun";
    return `billrun ${Object.hasOwn(verbs, word) ? verbs[word] : word}`;
  });
}
