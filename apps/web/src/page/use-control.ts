import type { ControlMessage } from '@pipwright/protocol';
import { useCallback, useState } from 'react';
import { sendControl, type RequestFailure } from '../live/requests.ts';

export type Control = (message: ControlMessage) => void;

/** Sends actions to the server and keeps the last failure until it is dismissed or an action succeeds. */
export function useControl(): { control: Control; failure: RequestFailure | null; dismiss: () => void } {
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const control = useCallback((message: ControlMessage) => {
    void sendControl(message).then((result) => setFailure(result.ok ? null : result.failure));
  }, []);
  const dismiss = useCallback(() => setFailure(null), []);
  return { control, failure, dismiss };
}
