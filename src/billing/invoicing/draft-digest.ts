import { hash } from "node:crypto";

/**
 * The digest of what a draft posts: SHA-256 over the texts that say it, in their order. Texts are
 * told apart by a separator that no key, day or number contains.
 */
export function draftDigest(...texts: readonly string[]): string {
  return `sha256:${hash("sha256", texts.join("\u001f"))}`;
}
