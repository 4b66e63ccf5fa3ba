import type { JobMessage } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { jobNews } from './job-news.ts';

/**
 * Tells screen readers what becomes of jobs, politely: their beginning, every quarter, and their end. What there was before
 * it was shown is no news.
 */
export function JobAnnouncer({ jobs }: { readonly jobs: readonly JobMessage[] }): ReactElement {
  const [told, setTold] = useState({ jobs, text: '' });
  if (told.jobs !== jobs) {
    setTold({ jobs, text: jobNews(told.jobs, jobs) ?? told.text });
  }
  return (
    <p role="status" className="visually-hidden" data-testid="job-news">
      {told.text}
    </p>
  );
}
