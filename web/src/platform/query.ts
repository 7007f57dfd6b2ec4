import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/errors';

const RETRIES = 2;

function worthRetrying(failures: number, error: Error): boolean {
  return failures < RETRIES && error instanceof ApiError && error.temporary && error.status !== 429;
}

/** One cache for the whole client. Data is fresh for half a minute; events and mutations refresh it sooner. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: worthRetrying, networkMode: 'always', refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
