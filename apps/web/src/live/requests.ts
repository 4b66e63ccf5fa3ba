import { errorBodySchema, runSummarySchema, type ControlMessage, type RunSummaryMessage } from '@pipwright/protocol';
import { z } from 'zod';

/** Why a request failed and what the person does next. */
export interface RequestFailure {
  readonly message: string;
  readonly action: string;
}

export type RequestResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: RequestFailure };

const UNREACHABLE: RequestFailure = {
  message: 'The server did not answer.',
  action: 'Check that Pipwright is still running, then try again. Nothing was changed by this page.',
};

async function failureOf(response: Response): Promise<RequestFailure> {
  const body = errorBodySchema.safeParse(await response.json().catch(() => null));
  if (body.success) return { message: body.data.message, action: body.data.action };
  return { message: `The server answered ${response.status}.`, action: 'Look at the log of the server.' };
}

/** Sends one action. The change itself arrives over the live connection. */
export async function sendControl(control: ControlMessage): Promise<RequestResult<null>> {
  try {
    const response = await fetch('/api/control', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(control),
    });
    return response.ok ? { ok: true, value: null } : { ok: false, failure: await failureOf(response) };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}

/** The runs that the server knows, with the paths of their reports. */
export async function fetchRuns(): Promise<RequestResult<RunSummaryMessage[]>> {
  try {
    const response = await fetch('/api/runs');
    if (!response.ok) return { ok: false, failure: await failureOf(response) };
    const runs = z.array(runSummarySchema).safeParse(await response.json());
    if (runs.success) return { ok: true, value: runs.data };
    return {
      ok: false,
      failure: { message: 'The list of runs has another form than expected.', action: 'Reload the page.' },
    };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}
