import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '@/platform/api/client';
import { useEventReducer } from '@/platform/events/events';
import type { SystemSnapshot } from '../types';
import { extendHistory, laterOf } from './history';

const queryKey = ['administration', 'system'] as const;

/** The system's figures: fetched once, then pushed by the server every two seconds. */
export function useSystem() {
  useEventReducer<'system.snapshot', SystemSnapshot>('system.snapshot', queryKey, (known, { snapshot }) =>
    laterOf(known, snapshot),
  );
  return useQuery({
    queryKey,
    queryFn: () => unwrap(api.GET('/api/v1/administration/system')),
    refetchOnMount: 'always',
  });
}

/** The snapshots seen since the page was opened, for the lines beside the figures. */
export function useHistory(snapshot: SystemSnapshot): readonly SystemSnapshot[] {
  const [history, setHistory] = useState<readonly SystemSnapshot[]>([]);
  const extended = extendHistory(history, snapshot);
  if (extended !== history) setHistory(extended);
  return extended;
}
