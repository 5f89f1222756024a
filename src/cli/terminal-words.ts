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
  aging: "report aging",
  dunning: "report overdue",
  reconcile: "report reconcile",
  roles: "member list",
  help: "--help",
};

/** Forms whose words stand in another order there; the first that fits is taken. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\/billrun preview(?! BR-)/g, "billrun run create"],
  [/\/billrun quotes (?!for )(\S+?)(?=[.,;:]?(?:\s|$))/g, "billrun quote invoice $1"],
  [/\/billrun quotes/g, "billrun quote list"],
  [/\/billrun schedule edit (\S+?)(?=[.,;:]?(?:\s|$))/g, "billrun schedule new $1 --change"],
  [/\/billrun schedule(?! (?:list|show|new|pause|resume|run|remove)\b)/g, "billrun schedule list"],
];

/**
 * A sentence of the desk as it reads in a terminal: what it says to type in Slack is a verb here.
 * Verbs that both have, as in `/billrun explain`, only lose the slash.
 */
export function inTerminal(text: string): string {
  const formed = forms.reduce((said, [form, verb]) => said.replace(form, verb), text);
  // What is done in Slack only is said as it is done there.
  return formed.replace(
    /\/billrun(?! (?:roles [a-z@]|settings))(?: ([a-z]+))?/g,
    (_whole, word?: string) => {
      if (word === undefined) return "billrun";
      return `billrun ${Object.hasOwn(verbs, word) ? verbs[word] : word}`;
    },
  );
}
