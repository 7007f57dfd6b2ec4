import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ApiError } from '@/platform/api/errors';
import { renderInApp } from '@/test/render';
import { useErrorMessage } from './errorMessage';

function Said({ error, path }: { error: unknown; path?: string }) {
  const { describe, describeField } = useErrorMessage();
  return <p data-testid="said">{path === undefined ? describe(error) : (describeField(error, path) ?? 'nothing')}</p>;
}

async function said(error: unknown, path?: string): Promise<string> {
  await renderInApp(<Said error={error} path={path} />);
  return screen.getByTestId('said').textContent ?? '';
}

const refused = (problems: object) =>
  new ApiError('invalid_input', 422, "'name': String should have at least 1 character", { problems });

test("the server's own words are never shown, not even with a code that is not known", async () => {
  expect(await said(new ApiError('brand_new', 409, 'Raw words.'))).not.toContain('Raw words');
});

test('what is wrong with a field is said by its code and limit', async () => {
  expect(await said(refused({ password: [{ code: 'too_short', limit: 10 }] }), 'password')).toBe(
    'At least 10 characters are needed.',
  );
});

test('an empty field is said to be empty', async () => {
  expect(await said(refused({ name: [{ code: 'too_short', limit: 1 }] }), 'name')).toBe('This must not be empty.');
});

test("a problem whose code is not known is still said in the reader's words", async () => {
  expect(await said(refused({ name: [{ code: 'brand_new' }] }), 'name')).toBe('This entry is not valid.');
});

test('without a field to stand at, the first problem is part of the message', async () => {
  expect(await said(refused({ name: [{ code: 'not_an_email' }] }))).toBe(
    'Some input is not valid. This is not an email address.',
  );
});

test('of a field without a problem nothing is said', async () => {
  expect(await said(refused({}), 'name')).toBe('nothing');
});

test('a refusal with its own code stands at the field that it names', async () => {
  const weak = new ApiError('weak_password', 422, 'Raw words.', { fields: { new_password: ['Raw words.'] } });
  const words = await said(weak, 'new_password');
  expect(words).not.toBe('nothing');
  expect(words).not.toContain('Raw');
});
