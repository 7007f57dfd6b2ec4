import { act, renderHook } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { createQueryClient } from '../query';
import { parseEvent, publish, useEventReducer, type ServerEvent } from './events';

const ended: ServerEvent = { type: 'session.ended', session_id: null };

function withReducer(client = createQueryClient()) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const hook = renderHook(
    () => useEventReducer<'session.ended', number>('session.ended', ['count'], (count) => count + 1),
    { wrapper },
  );
  return { client, ...hook };
}

test('an event of a type that is not ours is left alone', () => {
  expect(parseEvent('{"type": "something.new"}')).toBeNull();
  expect(parseEvent(JSON.stringify(ended))).toEqual(ended);
});

test('an event changes cached data through its reducer', () => {
  const { client } = withReducer();
  client.setQueryData(['count'], 1);
  act(() => publish(ended));
  expect(client.getQueryData(['count'])).toBe(2);
});

test('before the data was fetched there is nothing to change', () => {
  const { client } = withReducer();
  act(() => publish(ended));
  expect(client.getQueryData(['count'])).toBeUndefined();
});

test('an event of another type changes nothing, and no listener is left after leaving', () => {
  const { client, unmount } = withReducer();
  client.setQueryData(['count'], 1);
  act(() => publish({ type: 'live.alerts', course_id: 'c1', alerts: [] }));
  unmount();
  act(() => publish(ended));
  expect(client.getQueryData(['count'])).toBe(1);
});
