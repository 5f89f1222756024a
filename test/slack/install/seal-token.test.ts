import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readState, startInstall } from "../../../src/slack/install/install-state.ts";
import { createTokenSeal } from "../../../src/slack/install/seal-token.ts";

const secret = () => randomBytes(32).toString("base64");
const token = "xoxb-1-2-canary";

it("a token is opened with its key for its workspace only", () => {
  const seal = createTokenSeal(secret());
  const sealed = seal.seal(token, "T0NORTH");
  expect(seal.open(sealed, "T0NORTH")).toBe(token);
  expect(seal.open(sealed, "T0SOUTH")).toBeNull();
  expect(createTokenSeal(secret()).open(sealed, "T0NORTH")).toBeNull();
});

it("the same token is never sealed alike", () => {
  const seal = createTokenSeal(secret());
  expect(seal.seal(token, "T0NORTH").sealed).not.toBe(seal.seal(token, "T0NORTH").sealed);
});

it("a sealed token that was changed anywhere is not opened", () => {
  const seal = createTokenSeal(secret());
  const { keyId, sealed } = seal.seal(token, "T0NORTH");
  const bytes = Buffer.from(sealed, "base64");
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    expect(seal.open({ keyId, sealed: changed.toString("base64") }, "T0NORTH")).toBeNull();
  }
  expect(seal.open({ keyId, sealed: "AAAA" }, "T0NORTH")).toBeNull();
});

it("a new key in front seals, and the old one still opens", () => {
  const old = secret();
  const sealed = createTokenSeal(old).seal(token, "T0NORTH");
  const both = createTokenSeal(`${secret()},${old}`);
  expect(both.open(sealed, "T0NORTH")).toBe(token);
  expect(both.seal(token, "T0NORTH").keyId).not.toBe(sealed.keyId);
});

it("a state holds for five minutes, in the browser that has its cookie", () => {
  const seal = createTokenSeal(secret());
  const now = Date.parse("2026-11-22T10:00:00Z");
  const { state, nonce } = startInstall(seal, now);
  const given = { state, cookie: nonce };
  expect(readState(seal, given, now + 299_000)).toBe(nonce);
  expect(readState(seal, given, now + 301_000)).toBeNull();
  expect(readState(seal, { ...given, cookie: null }, now)).toBeNull();
  expect(readState(createTokenSeal(secret()), given, now)).toBeNull();
});
