import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Schemas } from '../api/client';

/** Every event the server pushes; the set is closed and comes from its OpenAPI document. */
export type ServerEvent = Schemas['PushedEvent'];

export type EventType = ServerEvent['type'];
export type EventOf<T extends EventType> = Extract<ServerEvent, { type: T }>;

const KNOWN: Record<EventType, true> = {
  'live.student': true,
  'live.student_left': true,
  'live.class': true,
  'live.alerts': true,
  'live.tick': true,
  'live.session': true,
  'wellbeing.settings': true,
  'support.message_sent': true,
  'calls.changed': true,
  'help.changed': true,
  'model.changed': true,
  'system.snapshot': true,
  'teaching.changed': true,
  'session.ended': true,
  'events.missed': true,
};

export const EVENT_TYPES = Object.keys(KNOWN) as EventType[];

type Listener = (event: ServerEvent) => void;
const listeners = new Set<Listener>();

/** Read one message of the stream; null when its type is not one of ours. */
export function parseEvent(data: string): ServerEvent | null {
  const event = JSON.parse(data) as { type?: string };
  return event.type && event.type in KNOWN ? (event as ServerEvent) : null;
}

/** Hand an event to everybody who listens. */
export function publish(event: ServerEvent): void {
  for (const listener of listeners) listener(event);
}

/** Call `handle` for every event of a type while mounted. */
export function useServerEvent<T extends EventType>(type: T, handle: (event: EventOf<T>) => void): void {
  const latest = useEffectEvent(handle);
  useEffect(() => {
    const listener: Listener = (event) => {
      if (event.type === type) latest(event as EventOf<T>);
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [type]);
}

/** Fold events of a type into cached data with a pure function; nothing happens before the data was fetched. */
export function useEventReducer<T extends EventType, Data>(
  type: T,
  queryKey: QueryKey,
  reduce: (data: Data, event: EventOf<T>) => Data,
): void {
  const client = useQueryClient();
  useServerEvent(type, (event) => {
    client.setQueryData<Data>(queryKey, (data) => (data === undefined ? data : reduce(data, event)));
  });
}
