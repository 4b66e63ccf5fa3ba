import { jobSchema, type JobMessage } from '@pipwright/protocol';
import type { BlobStore } from '@pipwright/storage/ports';

const NAME = 'jobs/list.json';

/** Keeps the jobs over a restart of the platform. */
export interface JobList {
  load(): Promise<readonly JobMessage[]>;
  save(jobs: readonly JobMessage[]): Promise<void>;
}

function entries(bytes: Uint8Array): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** Jobs in one blob. What another version wrote and does not fit is left out: its runs are in the ledger. */
export function blobJobList(blobs: BlobStore): JobList {
  return {
    async load() {
      const bytes = await blobs.get(NAME);
      return (bytes === null ? [] : entries(bytes)).flatMap((entry) => {
        const job = jobSchema.safeParse(entry);
        return job.success ? [job.data] : [];
      });
    },
    async save(jobs) {
      await blobs.put(NAME, new TextEncoder().encode(JSON.stringify(jobs)));
    },
  };
}
