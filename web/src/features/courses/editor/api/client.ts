import { api, unwrap } from '@/platform/api/client';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Init = {
  params?: { query?: Record<string, unknown> };
  body?: unknown;
  bodySerializer?: (body: unknown) => BodyInit;
};
type Client = Record<Method, (path: string, init?: Init) => Parameters<typeof unwrap>[0]>;

const client = api as unknown as Client;
const PREFIX = '/api/v1/authoring';

/** Ask the server's part for authors. */
export function ask<Answer>(method: Method, path: string, init?: Init): Promise<Answer> {
  return unwrap(client[method](`${PREFIX}${path}`, init)) as Promise<Answer>;
}

/** Send a form, such as a file, as browsers do. */
export function askWithForm<Answer>(path: string, form: FormData): Promise<Answer> {
  return ask<Answer>('POST', path, { body: form, bodySerializer: () => form });
}
