import { z } from 'zod';
import type { StudyChoice } from '../../charts/index.ts';

const STORAGE_KEY = 'pipwright.studies';
/** More than these make a chart that nobody reads, and a request each second for each of them. */
export const STUDIES_MAX = 8;

const choicesSchema = z
  .array(z.object({ id: z.string(), parameters: z.record(z.string(), z.number()) }))
  .max(STUDIES_MAX);

/** What this browser was told before; nothing where it keeps nothing. */
export function loadChoices(): readonly StudyChoice[] {
  try {
    const parsed = choicesSchema.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/** Where the browser refuses to keep them they last until the page is closed. */
export function saveChoices(choices: readonly StudyChoice[]): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(choices));
  } catch {
    // A browser without storage: the choice lasts as long as the page.
  }
}

/** The same indicator with the same parameters is the same study. */
export function choiceKey({ id, parameters }: StudyChoice): string {
  return `${id} ${JSON.stringify(parameters)}`;
}
