import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { isRecord } from "./block-checks.ts";
import { ACK_MS, type Answer, type SealedParcel } from "./delivery.ts";
import { envelopeOf } from "./envelopes.ts";

/*
 * Socket Mode, Slack's side of it.
 *
 *   ticket      a one-time address from apps.connections.open
 *   connection  a WebSocket that said hello; each request goes to one of them, in turn
 *   envelope    a request with an envelope_id, acknowledged by a message that names it
 *
 * Source: Slack, "Using Socket Mode".
 */

/** Slack lets an app hold this many connections at once. */
const CONNECTIONS_MAX = 10;
/** The app gives a connection up that is silent for half a minute, so it is pinged before. */
const PING_EVERY_MS = 10_000;
/** How long an app that was asked to reconnect may keep its old connection. */
const GRACE_MS = 1_000;

/** Why a connection ends: announced, at once, or without a word as when a cable is pulled. */
export type DisconnectReason = "warning" | "refresh_requested" | "cut";

/** Slack's end of the app's sockets. */
export type SocketLink = {
  /** A new one-time address for an app that has shown its token. */
  ticketUrl: (webUrl: string) => string;
  carry: (sealed: SealedParcel) => Promise<Answer>;
  /** Ends all connections; returns how many there were. The app opens new ones. */
  disconnect: (reason: DisconnectReason) => number;
  connections: () => number;
  /** Takes the connections that come to this server. */
  attach: (server: Upgrading) => void;
  stop: () => void;
};

type Upgrading = {
  on: (
    event: "upgrade",
    listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ) => unknown;
};

type Waiting = { connection: WebSocket; settle: (answer: Answer) => void };

type State = {
  appId: string;
  server: WebSocketServer;
  tickets: Set<string>;
  connections: WebSocket[];
  waiting: Map<string, Waiting[]>;
  onChange: () => void;
};

const unreachable: Answer = { outcome: "unreachable", status: null, body: "" };

/** Opens Slack's end; `onChange` is told when connections come and go. */
export function openSocketLink(appId: string, onChange: () => void): SocketLink {
  const server = new WebSocketServer({ noServer: true });
  const state: State = {
    appId,
    server,
    tickets: new Set(),
    connections: [],
    waiting: new Map(),
    onChange,
  };
  const pings = setInterval(() => {
    for (const connection of state.connections) connection.ping();
  }, PING_EVERY_MS);
  pings.unref();
  return {
    ticketUrl: (webUrl) => {
      const ticket = randomUUID();
      state.tickets.add(ticket);
      const query = new URLSearchParams({ ticket, app_id: appId });
      return `${webUrl.replace(/^http/, "ws")}/link/?${query}`;
    },
    carry: (sealed) => carry(state, sealed),
    disconnect: (reason) => disconnect(state, reason),
    connections: () => state.connections.length,
    attach: (http) => {
      http.on("upgrade", (request, socket, head) => upgrade(state, request, socket, head));
    },
    stop: () => {
      clearInterval(pings);
      for (const connection of state.connections) connection.terminate();
      server.close();
    },
  };
}

function upgrade(state: State, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const url = new URL(request.url ?? "/", "http://local");
  const ticket = url.searchParams.get("ticket") ?? "";
  // A ticket is good for one connection, so that a leaked address is worth nothing.
  const isWelcome = url.pathname === "/link/" && state.tickets.delete(ticket);
  if (!isWelcome || state.connections.length >= CONNECTIONS_MAX) {
    socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
    return;
  }
  state.server.handleUpgrade(request, socket, head, (connection) => welcome(state, connection));
}

function welcome(state: State, connection: WebSocket): void {
  state.connections.push(connection);
  connection.on("message", (data) => acknowledge(state, String(data)));
  connection.on("error", () => connection.terminate());
  connection.on("close", () => {
    state.connections = state.connections.filter((one) => one !== connection);
    for (const list of state.waiting.values()) {
      for (const one of [...list]) if (one.connection === connection) one.settle(unreachable);
    }
    state.onChange();
  });
  send(connection, {
    type: "hello",
    num_connections: state.connections.length,
    connection_info: { app_id: state.appId },
    debug_info: { host: "local", build_number: 1, approximate_connection_time: 18_060 },
  });
  state.onChange();
}

function send(connection: WebSocket, message: object): void {
  connection.send(JSON.stringify(message));
}

function acknowledge(state: State, text: string): void {
  const message = parseJson(text);
  if (!isRecord(message) || typeof message["envelope_id"] !== "string") return;
  const payload = message["payload"];
  const hasPayload = isRecord(payload) && Object.keys(payload).length > 0;
  const body = hasPayload ? JSON.stringify(payload) : "";
  // An envelope that was delivered twice is settled in the order in which it was sent.
  const waiting = state.waiting.get(message["envelope_id"])?.[0];
  waiting?.settle({ outcome: "answered", status: 200, body });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function carry(state: State, sealed: SealedParcel): Promise<Answer> {
  const connection = state.connections.shift();
  if (!connection) return Promise.resolve(unreachable);
  state.connections.push(connection);
  const { envelopeId } = sealed;
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => waiting.settle({ outcome: "late", status: null, body: "" }),
      ACK_MS,
    );
    const waiting: Waiting = {
      connection,
      settle: (answer) => {
        clearTimeout(timer);
        const rest = (state.waiting.get(envelopeId) ?? []).filter((one) => one !== waiting);
        if (rest.length > 0) state.waiting.set(envelopeId, rest);
        else state.waiting.delete(envelopeId);
        resolve(answer);
      },
    };
    state.waiting.set(envelopeId, [...(state.waiting.get(envelopeId) ?? []), waiting]);
    send(connection, envelopeOf(sealed));
  });
}

function disconnect(state: State, reason: DisconnectReason): number {
  const ending = [...state.connections];
  for (const connection of ending) {
    if (reason === "cut") {
      connection.terminate();
      continue;
    }
    send(connection, { type: "disconnect", reason, debug_info: { host: "local" } });
    // Nothing new goes to a connection that was told to end; what it still owes, it may send.
    state.connections = state.connections.filter((one) => one !== connection);
    setTimeout(() => connection.close(1000), GRACE_MS).unref();
  }
  state.onChange();
  return ending.length;
}
