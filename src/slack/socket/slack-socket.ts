import { setTimeout as sleep } from "node:timers/promises";
import type { App, Receiver } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { SlackIntake } from "../slack-intake.ts";
import { boltLogger, errorFields, type SlackLog } from "../slack-log.ts";
import { type SocketMessage, socketDelivery } from "./socket-delivery.ts";

/** What the socket needs. */
export type SlackSocketOptions = {
  readonly appToken: string;
  /** "https://slack.com/api/" unless set. */
  readonly slackApiUrl?: string | undefined;
  readonly intake: SlackIntake;
  readonly log: SlackLog;
};

/** After a connection that ended the next one follows at once; after failures it waits longer. */
const firstPauseMs = 100;
const longestPauseMs = 30_000;
/** Slack is asked for the address of each connection. */
const addressWithinMs = 10_000;
/** A connection that does not say hello within this is none. */
const helloWithinMs = 20_000;

/**
 * Takes Slack's deliveries from a socket that this process opens, so that no address of it needs to
 * be known outside. Slack ends each connection every few hours; the next one is opened by itself,
 * and by us: a failure while Slack's client reconnects by itself would end the process.
 */
export class SlackSocket implements Receiver {
  readonly #options: SlackSocketOptions;
  readonly #stopping = new AbortController();
  #client: SocketModeClient | null = null;
  #isConnected = false;
  #running: Promise<void> | null = null;

  constructor(options: SlackSocketOptions) {
    this.#options = options;
  }

  /** Called by Bolt. */
  init(app: App): void {
    this.#options.intake.init(app);
  }

  /** Whether deliveries come in at this moment. */
  isConnected(): boolean {
    return this.#isConnected;
  }

  /** Connects, and goes on connecting until stopped; ends with the first try, however it ends. */
  async start(): Promise<void> {
    await new Promise<void>((tried) => {
      this.#running = this.#run(tried);
    });
  }

  /** Closes the connection; what was taken before goes on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#client?.disconnect();
    await this.#running;
  }

  async #run(tried: () => void): Promise<void> {
    const { log } = this.#options;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      try {
        const { ended } = await this.#connect();
        failures = 0;
        // Stopped while it was opened.
        if (this.#stopping.signal.aborted) await this.#client?.disconnect();
        tried();
        log.info({}, "the socket to Slack is open");
        await ended;
        log.info({}, "the socket to Slack has ended");
      } catch (error) {
        failures += 1;
        log.warn({ ...errorFields(error), failures }, "no socket to Slack");
        tried();
      }
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      await sleep(pauseMs, null, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  /** Opens one connection; `ended` ends with it. */
  async #connect(): Promise<{ readonly ended: Promise<void> }> {
    const { appToken, slackApiUrl, log } = this.#options;
    const client = new SocketModeClient({
      appToken,
      autoReconnectEnabled: false,
      logger: boltLogger(log),
      clientOptions: {
        ...(slackApiUrl ? { slackApiUrl } : {}),
        retryConfig: { retries: 0 },
        timeout: addressWithinMs,
      },
    });
    this.#client = client;
    client.on("slack_event", (message: SocketMessage) => void this.#take(message));
    const late = setTimeout(() => void client.disconnect(), helloWithinMs);
    try {
      await client.start();
    } catch (error) {
      throw error ?? new Error("the connection ended before it began");
    } finally {
      clearTimeout(late);
    }
    this.#isConnected = true;
    const ended = new Promise<void>((resolve) => {
      client.once("disconnected", () => {
        this.#isConnected = false;
        resolve();
      });
    });
    return { ended };
  }

  async #take(message: SocketMessage): Promise<void> {
    const delivery = socketDelivery(message);
    if (delivery) return this.#options.intake.take(delivery);
    this.#options.log.warn({ envelope: message.envelope_id }, "a message was no delivery of Slack");
  }
}
