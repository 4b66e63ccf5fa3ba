import type { LiveMessage } from '@pipwright/protocol';
import type { FastifyInstance } from 'fastify';
import type { JobChange, JobPort } from '../jobs/job-port.ts';
import type { PlatformPort } from './platform-port.ts';

/** A page that has not taken this much is closed rather than buffered for; it reconnects and gets a fresh snapshot. */
const BUFFERED_BYTES_MAX = 8 * 1024 * 1024;
/** Policy of RFC 6455: 1013, try again later. */
const TRY_AGAIN_LATER = 1013;

/** The WebSocket `/api/live`: a snapshot and the jobs, then what changes. What the page sends over it is ignored. */
export async function liveRoute(
  application: FastifyInstance,
  { jobs, platform }: { readonly jobs: JobPort; readonly platform: PlatformPort },
): Promise<void> {
  application.get('/api/live', { websocket: true }, (socket) => {
    const send = (message: LiveMessage): void => {
      if (socket.bufferedAmount > BUFFERED_BYTES_MAX) socket.close(TRY_AGAIN_LATER, 'too slow');
      else socket.send(JSON.stringify(message));
    };
    send({ type: 'snapshot', state: platform.state() });
    const sendJobs = (change: JobChange): void => send({ type: 'jobs', ids: [...change.ids], jobs: [...change.jobs] });
    const all = jobs.list();
    sendJobs({ ids: all.map(({ id }) => id), jobs: all });
    const ends = [platform.subscribe(send), jobs.subscribe(sendJobs)];
    const unsubscribe = (): void => ends.forEach((end) => end());
    socket.on('close', unsubscribe);
    socket.on('error', unsubscribe);
  });
}
