import type { MiddlewareHandler } from "hono";

/**
 * Lets only the page itself post: another website that is open in the same browser, or one whose
 * name was made to lead here, is refused with 403. A browser names the origin of every post.
 */
export function ownRequests(webUrl: () => string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method !== "POST") return next();
    const { port } = new URL(webUrl());
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    const host = context.req.header("host") ?? "";
    const origin = context.req.header("origin");
    const isOwn = hosts.includes(host) && (origin === undefined || origin === `http://${host}`);
    return isOwn ? next() : context.text("Only this page itself may do that.", 403);
  };
}
