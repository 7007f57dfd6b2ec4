import { useTranslation } from 'react-i18next';
import { ApiError, type FieldProblem } from '@/platform/api/errors';

/** Say in the reader's language what an error means: the catalogue knows the codes, and the server's own text is never shown. */
export function useErrorMessage() {
  const { t, i18n } = useTranslation('app');

  function describe(error: unknown): string {
    if (!(error instanceof ApiError)) return t('error.codes.unexpected');
    const key = `error.codes.${error.code}`;
    const { retry_after: wait } = error.data;
    const count = typeof wait === 'number' ? wait : undefined;
    const meaning = t(i18n.exists(key, { ns: 'app', count }) ? key : 'error.codes.unexpected', { count });
    return error.firstProblem ? `${meaning} ${describeProblem(error.firstProblem)}` : meaning;
  }

  function describeProblem({ code, limit }: FieldProblem): string {
    const key = `error.fields.${code}`;
    return t(i18n.exists(key, { ns: 'app', count: limit }) ? key : 'error.fields.not_valid', { count: limit, limit });
  }

  /** What is wrong with a field, or undefined when nothing is. */
  function describeField(error: unknown, path: string): string | undefined {
    if (!(error instanceof ApiError)) return undefined;
    const problem = error.fieldProblem(path);
    if (problem) return describeProblem(problem);
    // A refusal with its own code may name the field that it is about.
    return error.concerns(path) ? describe(error) : undefined;
  }

  function isOffline(error: unknown): boolean {
    return error instanceof ApiError && error.code === 'network_unreachable';
  }

  return { t, describe, describeField, isOffline };
}
