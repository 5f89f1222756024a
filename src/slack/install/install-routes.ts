import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { WebClientOptions } from "@slack/web-api";
import { claimRequest } from "../../operations/approvals/claim-request.ts";
import { saveInstall } from "../../operations/installs/save-install.ts";
import { isRefusal } from "../../operations/refusal.ts";
import type { World } from "../../operations/world.ts";
import { nobody } from "../nobody.ts";
import { errorFields, type SlackLog } from "../slack-log.ts";
import { type GrantedInstall, giveBack, type OauthApp, tradeCode } from "./ask-slack.ts";
import { botScopes } from "./bot-scopes.ts";
import {
  type InstallPage,
  installedPage,
  installPageHtml,
  notInstalledPage,
} from "./install-page.ts";
import { readState, startInstall } from "./install-state.ts";
import type { TokenSeal } from "./seal-token.ts";

/** What the pages need. */
export type InstallRoutesOptions = {
  readonly world: World;
  readonly app: OauthApp;
  /** Keys of the workspaces and organisations that may install it. */
  readonly welcome: readonly string[];
  readonly seal: TokenSeal;
  /** Slack's page where a person agrees. */
  readonly authorizeUrl: string;
  readonly clientOptions: WebClientOptions;
  readonly log: SlackLog;
  /** Told once there is a new installation. */
  readonly installed: () => void;
};

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The two pages of an installation, for the server to put at their addresses. */
export type InstallRoutes = {
  readonly "GET /slack/install": Route;
  readonly "GET /slack/oauth_redirect": Route;
};

const cookieName = "billrun_install";

/**
 * `/slack/install` sends a browser to Slack, `/slack/oauth_redirect` takes it back with a code. The
 * state that goes along is signed, works once, for five minutes, and in the same browser only, so
 * that nobody can be made to finish what somebody else began.
 */
export function installRoutes(options: InstallRoutesOptions): InstallRoutes {
  return {
    "GET /slack/install": async (_, response) => begin(options, response),
    "GET /slack/oauth_redirect": async (request, response) => {
      const reference = randomBytes(4).toString("hex");
      const { status, page } = await finish(options, request, reference).catch((error) => {
        options.log.error({ ...errorFields(error), correlationId: reference }, "no installation");
        return badly(500, "Something went wrong on our side.", startAgain, reference);
      });
      show(options, response, status, page);
    },
  };
}

function begin(options: InstallRoutesOptions, response: ServerResponse): void {
  const { nonce, state, lifeSeconds } = startInstall(options.seal, Date.now());
  const url = new URL(options.authorizeUrl);
  url.searchParams.set("client_id", options.app.clientId);
  url.searchParams.set("scope", botScopes.join(","));
  url.searchParams.set("redirect_uri", options.app.redirectUri);
  url.searchParams.set("state", state);
  response.writeHead(302, {
    location: url.href,
    "set-cookie": cookie(options, nonce, lifeSeconds),
    "cache-control": "no-store",
  });
  response.end();
}

/** Lax: Slack's redirect brings it along, other sites' requests don't. */
function cookie({ app }: InstallRoutesOptions, value: string, maxAge: number): string {
  const secure = app.redirectUri.startsWith("https:") ? "; Secure" : "";
  return `${cookieName}=${value}; Max-Age=${maxAge}; Path=/slack; HttpOnly; SameSite=Lax${secure}`;
}

type Answer = { readonly status: number; readonly page: InstallPage };

const startAgain = "Start again at /slack/install.";

async function finish(
  options: InstallRoutesOptions,
  request: IncomingMessage,
  reference: string,
): Promise<Answer> {
  const query = new URL(request.url ?? "/", "http://local").searchParams;
  const given = { state: query.get("state") ?? "", cookie: cookieOf(request) };
  const nonce = readState(options.seal, given, Date.now());
  if (nonce === null || !(await claimRequest(options.world, `slack-install:${nonce}`))) {
    const why = "This page was not reached from an installation that was begun here, or too late.";
    return badly(400, why, startAgain, reference);
  }
  if (query.get("error") === "access_denied") {
    return badly(
      200,
      "You did not let billrun in, so nothing was installed.",
      startAgain,
      reference,
    );
  }
  const code = query.get("code");
  if (!code) return badly(400, "Slack sent no code along.", startAgain, reference);
  try {
    return await takeIn(options, await trade(options, code), reference);
  } catch (error) {
    if (!(error instanceof NoTrade)) throw error;
    options.log.warn({ ...errorFields(error.cause), correlationId: reference }, "no installation");
    const why = "Slack did not confirm the installation, so nothing was installed.";
    return badly(502, why, startAgain, reference);
  }
}

class NoTrade extends Error {}

async function trade(options: InstallRoutesOptions, code: string): Promise<GrantedInstall> {
  try {
    return await tradeCode(options.app, code, options.clientOptions);
  } catch (cause) {
    throw new NoTrade("no trade", { cause });
  }
}

async function takeIn(
  options: InstallRoutesOptions,
  granted: GrantedInstall,
  reference: string,
): Promise<Answer> {
  const { botToken, ...known } = granted;
  const { keyId: tokenKeyId, sealed: sealedToken } = options.seal.seal(botToken, known.key);
  const actor = nobody(`Slack's ${known.installedBy}`, known.key, reference);
  const asked = { installation: { ...known, tokenKeyId, sealedToken }, welcome: options.welcome };
  const saved = await saveInstall(options.world, actor, asked);
  if (isRefusal(saved)) {
    await giveBack(botToken, options.clientOptions);
    return badly(403, saved.message, saved.remedy ?? startAgain, reference);
  }
  options.installed();
  const fields = { install: saved.key, by: saved.installedBy, correlationId: reference };
  options.log.info(fields, "the Slack app was installed");
  return { status: 200, page: installedPage(saved.name, saved.isOrg) };
}

function badly(status: number, why: string, remedy: string, reference: string): Answer {
  return { status, page: notInstalledPage(why, remedy, reference) };
}

function cookieOf(request: IncomingMessage): string | null {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const own = pairs.find((pair) => pair.startsWith(`${cookieName}=`));
  return own?.slice(cookieName.length + 1) ?? null;
}

function show(
  options: InstallRoutesOptions,
  response: ServerResponse,
  status: number,
  page: InstallPage,
): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "cache-control": "no-store",
    // The address holds the code and the state.
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "set-cookie": cookie(options, "", 0),
  });
  response.end(installPageHtml(page));
}
