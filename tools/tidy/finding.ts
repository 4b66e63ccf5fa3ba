import type { RepositoryFile } from './repository.ts';

/** Something that the repository's style forbids. */
export interface Finding {
  readonly path: string;
  /** From 1; 0 where the whole file is meant. */
  readonly line: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** A check looks at all files at once, because some look at what is missing. */
export type Check = (files: readonly RepositoryFile[]) => Finding[];

/** A check that looks at one text file at a time, where `applies` says so. */
export function eachText(
  applies: (path: string) => boolean,
  find: (text: string, path: string) => readonly Omit<Finding, 'path'>[],
): Check {
  return (files) =>
    files.flatMap(({ path, text }) => {
      if (text === undefined || !applies(path)) return [];
      return find(text, path).map((finding) => ({ ...finding, path }));
    });
}

/** Each line that a pattern matches, with what it matched. */
export function matchingLines(
  text: string,
  pattern: RegExp,
  message: (found: string) => string,
): Omit<Finding, 'path'>[] {
  return text.split('\n').flatMap((line, index) => {
    const found = pattern.exec(line);
    return found === null ? [] : [{ line: index + 1, message: message(found[1] ?? found[0]) }];
  });
}

export const isScript = (path: string): boolean => /\.(ts|tsx|mts|js|mjs|cjs)$/.test(path);
export const isCode = (path: string): boolean => isScript(path) || /\.(css|sql|mq5|mqh)$/.test(path);
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
