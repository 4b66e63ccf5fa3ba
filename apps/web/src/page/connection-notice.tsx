import type { ReactElement } from 'react';
import { formatClockSeconds, zoneLabel, type ZoneChoice } from '../format/index.ts';
import type { ConnectionStatus } from '../live/live-store.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

interface ConnectionNoticeProps {
  readonly status: ConnectionStatus;
  readonly hasFigures: boolean;
}

function words(status: ConnectionStatus, hasFigures: boolean, zone: ZoneChoice): string | null {
  switch (status.kind) {
    case 'live':
      return null;
    case 'connecting':
      return hasFigures ? 'Connecting …' : null;
    case 'mismatch':
      return `This page and the server do not speak the same version. Reload the page; if it stays, restart Pipwright. (${status.detail})`;
    case 'lost': {
      const { lastMessageAt } = status;
      if (lastMessageAt === null) return 'The server cannot be reached. Is Pipwright still running? Trying again …';
      const clock = `${formatClockSeconds(lastMessageAt, zone)} ${zoneLabel(lastMessageAt, zone)}`;
      return `Connection lost: all figures are from ${clock}. Positions keep their stops. Trying again …`;
    }
  }
}

/** Says plainly when the figures on the page are no longer live. */
export function ConnectionNotice({ status, hasFigures }: ConnectionNoticeProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const text = words(status, hasFigures, zone);
  return (
    <div role="alert" className={text === null ? 'visually-hidden' : 'connection-notice'}>
      {text}
    </div>
  );
}
