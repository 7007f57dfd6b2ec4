import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { IconMapOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '@/platform/api/errors';
import { EmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';
import { useErrorMessage } from './errorMessage';

interface QueryStateProps<Data> {
  query: UseQueryResult<Data>;
  skeleton?: ReactNode;
  errorTitle?: string;
  /** Where to go on from what is not there, or not the reader's: trying again would not bring it. */
  wayOn?: { to: string; label: string };
  children: (data: Data) => ReactNode;
}

/** Show a query's data, or that it is on its way, or why it is not and how to try again. Old data beats an error. */
export function QueryState<Data>({ query, skeleton, errorTitle, wayOn, children }: QueryStateProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (wayOn && isGone(query.error)) return <Gone error={query.error} {...wayOn} />;
  if (query.isError) return <ErrorState error={query.error} title={errorTitle} onRetry={() => void query.refetch()} />;
  return <Loading>{skeleton}</Loading>;
}

/** Whether something was asked for that does not exist, or is not the reader's. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not_found';
}

function Gone({ error, to, label }: { error: unknown; to: string; label: string }) {
  const { describe } = useErrorMessage();
  return (
    <EmptyState
      icon={IconMapOff}
      title={describe(error)}
      action={
        <Button component={Link} to={to}>
          {label}
        </Button>
      }
    />
  );
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
