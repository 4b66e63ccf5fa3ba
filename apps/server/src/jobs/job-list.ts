import { jobSchema, type JobMessage } from '@pipwright/protocol';
import type { BlobStore } from '@pipwright/storage/ports';
import { z } from 'zod';

const NAME = 'jobs/list.json';

/** Keeps the jobs over a restart of the platform. */
export interface JobList {
  load(): Promise<readonly JobMessage[]>;
  save(jobs: readonly JobMessage[]): Promise<void>;
}

/** Jobs in one blob. A list that another version wrote and that does not fit is begun anew: its runs are in the ledger. */
export function blobJobList(blobs: BlobStore): JobList {
  return {
    async load() {
      const bytes = await blobs.get(NAME);
      if (bytes === null) return [];
      try {
        return z.array(jobSchema).parse(JSON.parse(new TextDecoder().decode(bytes)));
      } catch {
        return [];
      }
    },
    async save(jobs) {
      await blobs.put(NAME, new TextEncoder().encode(JSON.stringify(jobs)));
    },
  };
}
