import type { Check } from './finding.ts';

const manifest = /^((?:packages|apps)\/[^/]+)\/package\.json$/;

/** Each room explains itself: what it is, one runnable example, its boundaries. */
export const readmes: Check = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap(({ path }) => {
    const room = manifest.exec(path)?.[1];
    if (room === undefined) return [];
    const readme = `${room}/README.md`;
    const text = byPath.get(readme)?.text;
    if (text === undefined) return [{ path: readme, line: 0, message: 'missing: say what the room is' }];
    return text.includes('```')
      ? []
      : [{ path: readme, line: 0, message: 'has no runnable example between ``` fences' }];
  });
};
