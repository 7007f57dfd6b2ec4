import { vi } from 'vitest';

type Reply = unknown | ((request: Request) => unknown);

/** Answer the client's requests in a test: `{'GET /api/v1/courses': {...}}`. Returns the requests that were made. */
export function answerRequests(replies: Record<string, Reply>): Request[] {
  const requests: Request[] = [];
  vi.mocked(fetch).mockImplementation(async (input) => {
    const request = input as Request;
    requests.push(request.clone());
    const route = `${request.method} ${new URL(request.url).pathname}`;
    if (!(route in replies)) throw new Error(`No answer was prepared for ${route}`);
    const reply = replies[route];
    const body = typeof reply === 'function' ? await reply(request) : reply;
    return body instanceof Response ? body : Response.json(body);
  });
  return requests;
}

/** An unsuccessful answer in the server's shape. */
export function failure(status: number, code: string, data: Record<string, unknown> = {}): Response {
  return Response.json({ error: { code, message: code, data } }, { status });
}
