import { useTranslation } from 'react-i18next';
import { ApiError } from '@/app/api/errors';

/** Say in the reader's language what an error means; the catalogue knows the codes, the server's text is the last resort. */
export function useErrorMessage() {
  const { t, i18n } = useTranslation('app');

  function describe(error: unknown): string {
    if (!(error instanceof ApiError)) return t('error.codes.unexpected');
    const key = `error.codes.${error.code}`;
    if (i18n.exists(key, { ns: 'app' })) return t(key, { seconds: error.data.retry_after });
    return error.message;
  }

  function isOffline(error: unknown): boolean {
    return error instanceof ApiError && error.code === 'network_unreachable';
  }

  return { t, describe, isOffline };
}
