import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters } from '@tanstack/react-query';
import { ApiError } from './api/errors';

const RETRIES = 2;

function worthRetrying(failures: number, error: Error): boolean {
  return failures < RETRIES && error instanceof ApiError && error.temporary && error.status !== 429;
}

/**
 * A cache in which an invalidated first load starts again.
 *
 * TanStack lets a load that is under way answer an invalidation as long as there is no data yet: what was asked before a
 * change would be taken for what holds after it, until the data is stale.
 */
class AppQueryClient extends QueryClient {
  override invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions): Promise<void> {
    for (const query of this.getQueryCache().findAll(filters)) {
      if (query.state.fetchStatus === 'idle' || query.state.data !== undefined) continue;
      void query.cancel({ silent: true }); // silent: who waits for the first load gets the second one
      query.fetch().catch(() => undefined); // the query holds the error for whoever shows it
    }
    return super.invalidateQueries(filters, options);
  }
}

/** One cache for the whole client. Data is fresh for half a minute; events and mutations refresh it sooner. */
export function createQueryClient(): QueryClient {
  return new AppQueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: worthRetrying, networkMode: 'always', refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
