import { randomBytes } from "node:crypto";
import type { TokenSeal } from "./seal-token.ts";

/** Slack's page takes a minute; deliveries are remembered for longer, so a state works once. */
const lifeSeconds = 300;

/** What an installation is started with. */
export type InstallState = {
  /** Names this installation; the browser keeps it in a cookie. */
  readonly nonce: string;
  /** For Slack to carry: "nonce.expiry.signature". */
  readonly state: string;
  readonly lifeSeconds: number;
};

/** Starts an installation: whoever comes back with its state and its cookie started it here. */
export function startInstall(seal: TokenSeal, nowMs: number): InstallState {
  const nonce = randomBytes(16).toString("base64url");
  const content = `${nonce}.${Math.floor(nowMs / 1_000) + lifeSeconds}`;
  return { nonce, state: `${content}.${seal.sign(content)}`, lifeSeconds };
}

/**
 * The nonce of a state that was signed here, has not expired, and comes back in the browser that
 * started it; null for any other. Whether it was used before, the caller finds out.
 */
export function readState(
  seal: TokenSeal,
  given: { readonly state: string; readonly cookie: string | null },
  nowMs: number,
): string | null {
  const parts = given.state.split(".");
  const [nonce, expires, signature] = parts;
  if (parts.length !== 3 || !nonce || !expires || !signature) return null;
  if (!seal.isSigned(`${nonce}.${expires}`, signature)) return null;
  return Number(expires) * 1_000 > nowMs && given.cookie === nonce ? nonce : null;
}
