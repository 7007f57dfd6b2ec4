import { act, renderHook } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '../query';
import { publish } from './events';
import { useEventStream } from './eventStream';

/** The browser's side of a stream, moved by hand. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 0;

  constructor() {
    super();
    Stream.opened.push(this);
  }

  open() {
    this.readyState = 1;
    act(() => void this.dispatchEvent(new Event('open')));
  }

  /** An error after which the browser itself reconnects, or (closed) gives up. */
  fail({ closed }: { closed: boolean }) {
    this.readyState = closed ? Stream.CLOSED : 0;
    act(() => void this.dispatchEvent(new Event('error')));
  }

  close() {
    this.readyState = Stream.CLOSED;
  }
}

function listen() {
  const client = createQueryClient();
  const refetch = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  renderHook(() => useEventStream(true), { wrapper });
  return { client, refetch };
}

beforeEach(() => {
  Stream.opened = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('when the server says that events were missed, everything shown is fetched again, within seconds and once', () => {
  const { refetch } = listen();
  act(() => publish({ type: 'events.missed' }));
  act(() => publish({ type: 'events.missed' }));
  act(() => void vi.advanceTimersByTime(3_000));
  expect(refetch).toHaveBeenCalledTimes(1);
});

test('what is on its way to the server is waited for: the answer could be older', () => {
  const { client, refetch } = listen();
  const saving = vi.spyOn(client, 'isMutating').mockReturnValue(1);
  act(() => publish({ type: 'events.missed' }));
  act(() => void vi.advanceTimersByTime(30_000));
  expect(refetch).not.toHaveBeenCalled();
  saving.mockReturnValue(0);
  act(() => void vi.advanceTimersByTime(3_000));
  expect(refetch).toHaveBeenCalledTimes(1);
});

test('a stream that had to be opened again cannot resume, and everything is fetched again', () => {
  const { refetch } = listen();
  Stream.opened[0]!.open();
  Stream.opened[0]!.fail({ closed: true });
  act(() => void vi.advanceTimersByTime(1_000));
  Stream.opened[1]!.open();
  act(() => void vi.advanceTimersByTime(3_000));
  expect(refetch).toHaveBeenCalledTimes(1);
});

test('a stream that resumes by itself asks for nothing: the server says what was missed', () => {
  const { refetch } = listen();
  Stream.opened[0]!.open();
  Stream.opened[0]!.fail({ closed: false });
  Stream.opened[0]!.open();
  act(() => void vi.advanceTimersByTime(3_000));
  expect(refetch).not.toHaveBeenCalled();
});
