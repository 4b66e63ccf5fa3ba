import type { JobMessage } from '@pipwright/protocol';
import { formatMoney } from '../../format/index.ts';
import { KIND_WORDS } from './words.ts';

/** Progress is told at these shares, and not at every tick. */
const QUARTERS = 4;

const quarterOf = ({ doneFraction }: JobMessage): number => Math.floor(doneFraction * QUARTERS);

function stateNews(job: JobMessage): string {
  const { state, outcome, headline, failure } = job;
  if (state === 'queued') return 'waits.';
  if (state === 'running') return 'has started.';
  if (state === 'cancelled') return 'was cancelled.';
  if (state === 'failed') return `failed: ${failure?.message ?? ''}`;
  const { currency = '', minorDigits = 0, netProfit = 0 } = outcome ?? {};
  const net = outcome === null ? '' : ` ${formatMoney(netProfit, minorDigits, 'always')} ${currency}.`;
  return `is done.${net} ${headline ?? ''}`.trimEnd();
}

function newsOf(job: JobMessage, before: JobMessage | undefined): string | null {
  const name = `${KIND_WORDS[job.request.kind]} ${job.title}`;
  if (before?.state !== job.state) return `${name} ${stateNews(job)}`;
  const quarter = quarterOf(job);
  if (job.state !== 'running' || quarter === quarterOf(before) || quarter === QUARTERS) return null;
  return `${name}: ${quarter * (100 / QUARTERS)} %.`;
}

/** What happened between two lists of jobs, as sentences for somebody who does not see them; null where nothing did. */
export function jobNews(before: readonly JobMessage[], after: readonly JobMessage[]): string | null {
  const known = new Map(before.map((job) => [job.id, job]));
  const news = after.flatMap((job) => newsOf(job, known.get(job.id)) ?? []);
  return news.length === 0 ? null : news.toReversed().join(' ');
}
