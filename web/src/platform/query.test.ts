import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createQueryClient } from './query';

const KEY = ['history'] as const;

/** A query whose answers a test gives, one for each time it is asked. */
function askedInTurn() {
  const answers: ((value: string) => void)[] = [];
  return { queryFn: () => new Promise<string>((resolve) => answers.push(resolve)), answers };
}

test('a first load that was asked before a change is asked again, and the earlier answer does not count', async () => {
  const client = createQueryClient();
  const { queryFn, answers } = askedInTurn();
  const observer = new QueryObserver(client, { queryKey: KEY, queryFn });
  const stop = observer.subscribe(() => undefined);
  const invalidated = client.invalidateQueries({ queryKey: KEY });
  answers[0]!('before the change');
  expect(answers).toHaveLength(2);
  answers[1]!('after the change');
  await invalidated;
  expect(client.getQueryData(KEY)).toBe('after the change');
  stop();
});

test('whoever waits for the first load gets the second one', async () => {
  const client = createQueryClient();
  const { queryFn, answers } = askedInTurn();
  const waiting = client.fetchQuery({ queryKey: KEY, queryFn });
  void client.invalidateQueries({ queryKey: KEY });
  answers[0]!('before');
  answers[1]!('after');
  expect(await waiting).toBe('after');
});

test('a load of another key goes on', async () => {
  const client = createQueryClient();
  const { queryFn, answers } = askedInTurn();
  const waiting = client.fetchQuery({ queryKey: ['other'], queryFn });
  void client.invalidateQueries({ queryKey: KEY });
  answers[0]!('its own');
  expect(await waiting).toBe('its own');
  expect(answers).toHaveLength(1);
});
