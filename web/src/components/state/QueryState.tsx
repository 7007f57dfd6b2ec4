import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './ErrorState';

interface QueryStateProps<Data> {
  query: UseQueryResult<Data>;
  skeleton?: ReactNode;
  errorTitle?: string;
  children: (data: Data) => ReactNode;
}

/** Show a query's data, or that it is on its way, or why it is not and how to try again. Old data beats an error. */
export function QueryState<Data>({ query, skeleton, errorTitle, children }: QueryStateProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorState error={query.error} title={errorTitle} onRetry={() => void query.refetch()} />;
  return <Loading>{skeleton}</Loading>;
}

/** A placeholder in the shape of what will come. */
export function Loading({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <div role="status" aria-live="polite">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <div aria-hidden="true">{children ?? <SkeletonLines />}</div>
    </div>
  );
}

/** A few lines of text to come. */
export function SkeletonLines({ count = 4 }: { count?: number }) {
  return (
    <Stack gap="sm">
      {Array.from({ length: count }, (_, line) => (
        <Skeleton key={line} height={18} width={`${92 - line * 11}%`} />
      ))}
    </Stack>
  );
}
