/** A page that a browser shows at the end of an installation. */
export type InstallPage = { readonly title: string; readonly lines: readonly string[] };

/** Slack installs for an organisation without adding the app to any of its workspaces. */
const addToWorkspaces =
  "An admin of the organisation now adds it to the workspaces that bill: in Slack's organisation " +
  "settings, under Integrations, Installed apps.";

/** It worked: where, and what to type now. */
export function installedPage(where: string, isOrg: boolean): InstallPage {
  return {
    title: "billrun is installed",
    lines: [
      `billrun is installed in ${where}. You can close this page.`,
      ...(isOrg ? [addToWorkspaces] : []),
      "In Slack, go to the channel where your team bills, and type /invite @billrun.",
      "Then type /billrun help to see what there is, or /billrun preview for a first bill run.",
      "People need a role before billrun does anything for them; an admin of billrun gives it.",
    ],
  };
}

/** It did not work: why, and what to do now. */
export function notInstalledPage(why: string, remedy: string, reference: string): InstallPage {
  return {
    title: "billrun is not installed",
    lines: [why, remedy, `Reference ${reference}.`],
  };
}

/** The page as HTML: nothing in it is loaded from anywhere, or run. */
export function installPageHtml({ title, lines }: InstallPage): string {
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 17px/1.5 system-ui, sans-serif; color: #1d1c1d; margin: 12vh auto 0; max-width: 34rem;
  padding: 0 1.5rem }
h1 { font-size: 1.6rem; color: #1f3a34 }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${paragraphs}
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);
}
