export { openDirectoryBlobStore } from './blob-store.ts';
