import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';

function hostName(host: string): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * Refuses requests that a foreign web page could have made the user's browser send: the `Host` must be one of ours (DNS
 * rebinding), and an `Origin`, where the browser sends one, must be that same host (cross-site requests, WebSocket too).
 */
export function originCheck(
  extraHosts: readonly string[],
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const allowed = new Set([...LOOPBACK, ...extraHosts.map((host) => host.toLowerCase())]);
  return async (request) => {
    const host = request.headers.host ?? '';
    if (!allowed.has(hostName(host))) throw errors.HOST_REFUSED({ host: hostName(host) });
    const origin = request.headers.origin;
    if (origin === undefined) return;
    const url = URL.parse(origin);
    if (url === null || url.host.toLowerCase() !== host.toLowerCase()) throw errors.ORIGIN_REFUSED({ origin });
  };
}
