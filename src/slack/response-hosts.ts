/** Slack's own hosts for answers. */
const slackHosts = ["slack.com", "slack-gov.com"];

/** Names of this machine are one host. */
const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a response_url leads to Slack, or to the server that stands in for it: answers are sent
 * to configured hosts only, whatever a request says.
 */
export function mayRespondTo(responseUrl: string, slackApiUrl: string | undefined): boolean {
  const url = parse(responseUrl);
  if (!url) return false;
  const api = slackApiUrl ? parse(slackApiUrl) : null;
  if (api) {
    const isHere = loopback.has(api.hostname) && loopback.has(url.hostname);
    if (isHere || api.hostname === url.hostname) return url.protocol === api.protocol;
  }
  const isSlack = slackHosts.some((host) => url.hostname.endsWith(`.${host}`));
  return isSlack && url.protocol === "https:";
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
