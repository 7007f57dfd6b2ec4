import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { EVENT_TYPES, parseEvent, publish, useServerEvent } from './events';

export interface StreamState {
  state: 'connecting' | 'live' | 'reconnecting';
  /** When it became so, in milliseconds of the epoch. */
  since: number;
}

const FIRST_REOPEN_MS = 1_000;
const LONGEST_REOPEN_MS = 30_000;
/** Everybody is told at the same moment that events were missed; they ask again spread over this time. */
const FETCH_AGAIN_WITHIN_MS = 3_000;

let current: StreamState = { state: 'connecting', since: Date.now() };
const watchers = new Set<() => void>();

function become(state: StreamState['state']): void {
  if (current.state === state) return;
  current = { state, since: Date.now() };
  for (const watcher of watchers) watcher();
}

function receive(message: Event): void {
  const event = parseEvent((message as MessageEvent<string>).data);
  if (event) publish(event);
}

/**
 * Open the event stream. The browser reconnects and resumes by Last-Event-ID; it gives up for good
 * after an answer that is no stream (a restart behind a proxy), and then we open a new one, which
 * cannot resume: what was pushed meanwhile is missed.
 */
export function openEventStream(): () => void {
  let stream: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let delay = FIRST_REOPEN_MS;
  let missed = false;

  const open = () => {
    stream = new EventSource('/api/v1/events');
    stream.addEventListener('open', () => {
      delay = FIRST_REOPEN_MS;
      become('live');
      if (missed) publish({ type: 'events.missed' });
      missed = false;
    });
    stream.addEventListener('error', () => {
      become('reconnecting');
      if (stream.readyState !== EventSource.CLOSED) return;
      missed = true;
      reopening = setTimeout(open, delay);
      delay = Math.min(LONGEST_REOPEN_MS, delay * 2);
    });
    for (const type of ['message', ...EVENT_TYPES]) stream.addEventListener(type, receive);
  };
  open();
  return () => {
    clearTimeout(reopening);
    stream.close();
    become('connecting');
  };
}

/** Keep the one event stream open while a user is signed in. */
export function useEventStream(signedIn: boolean): void {
  useEffect(() => (signedIn ? openEventStream() : undefined), [signedIn]);
  useRefetchAfterMissedEvents();
}

/** What is shown is fetched again when events about it may be lost: the server had a gap, or the stream was opened again. */
function useRefetchAfterMissedEvents(): void {
  const client = useQueryClient();
  const cancel = useRef(() => {});
  useServerEvent('events.missed', () => {
    cancel.current();
    cancel.current = refetchSoon(client);
  });
  useEffect(() => () => cancel.current(), []);
}

/** Fetch everything that is shown again, within seconds; returns how to cancel it. */
function refetchSoon(client: QueryClient): () => void {
  const wait = () =>
    setTimeout(() => {
      // an answer written before a change that is on its way would take that change back
      if (client.isMutating() > 0) timer = wait();
      else void client.invalidateQueries();
    }, Math.random() * FETCH_AGAIN_WITHIN_MS);
  let timer = wait();
  return () => clearTimeout(timer);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Whether pushed events arrive at the moment. */
export function useStreamState(): StreamState {
  return useSyncExternalStore(watch, () => current);
}
