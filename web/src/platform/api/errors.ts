import type { components } from './schema';

type ErrorBody = components['schemas']['ErrorAnswer'];

/** What is wrong with one field: a code that the catalogue knows, and the limit that was passed over. */
export interface FieldProblem {
  code: string;
  limit?: number;
}

/** What went wrong on a request; the client decides by `code`, never by the text. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: Record<string, unknown>;

  constructor(code: string, status: number, message: string, data: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.data = data;
  }

  /** True when the same request may succeed later: no network, a busy or a broken server. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** The first problem of a field in an `invalid_input` answer, or undefined. */
  fieldProblem(path: string): FieldProblem | undefined {
    return this.problems[path]?.[0];
  }

  /** Whether a refusal names this field. */
  concerns(path: string): boolean {
    return path in ((this.data.fields ?? {}) as object);
  }

  /** The first problem of any field in an `invalid_input` answer, or undefined. */
  get firstProblem(): FieldProblem | undefined {
    return Object.values(this.problems)[0]?.[0];
  }

  private get problems(): Record<string, FieldProblem[]> {
    return this.code === 'invalid_input' ? ((this.data.problems ?? {}) as Record<string, FieldProblem[]>) : {};
  }
}

/** The error of a request that never reached the server. */
export function networkError(cause: unknown): ApiError {
  const error = new ApiError(
    'network_unreachable',
    0,
    'The server cannot be reached. Check the connection and try again.',
  );
  error.cause = cause;
  return error;
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body;
}

/** Turn an unsuccessful answer into an ApiError, also when a proxy answered with something that is not ours. */
export function errorFromAnswer(body: unknown, response: Response): ApiError {
  if (isErrorBody(body)) return new ApiError(body.error.code, response.status, body.error.message, body.error.data);
  return new ApiError(
    'unexpected_answer',
    response.status,
    `The server answered ${response.status} without an explanation.`,
  );
}
