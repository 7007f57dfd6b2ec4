import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { ModelChoice } from './ModelChoice';

const facts = {
  version: '1',
  sha256: 'f00',
  parameters: 1_087_832,
  precision: 'int8',
  metrics: { accuracy: 0.88, n: 3199, protocol: 'majority' },
};
const models = {
  served: 'base',
  default: 'base',
  models: [
    { name: 'base', model: { ...facts, name: 'base' }, problem: null },
    { name: 'broken', model: null, problem: { code: 'bundle_corrupt', message: 'The file is not the one.' } },
    { name: 'tiny', model: { ...facts, name: 'tiny' }, problem: null },
  ],
};
const LIST = 'GET /api/v1/administration/models';
const SERVE = 'PUT /api/v1/administration/models/served';

const rowOf = (name: string) => screen.getAllByRole('listitem').find((row) => within(row).queryByText(name))!;

test('the served model is marked, and one that is broken says why and cannot be chosen', async () => {
  answerRequests({ [LIST]: models });
  await renderInApp(<ModelChoice />);
  expect(await screen.findByText('served')).toBeVisible();
  expect(within(rowOf('base')).queryByRole('button')).toBeNull();
  expect(within(rowOf('base')).getByText(/accuracy 88% \(int8, n = 3,199, majority\)/)).toBeVisible();
  expect(within(rowOf('broken')).getByText("The model's files are damaged.")).toBeVisible();
  expect(within(rowOf('broken')).queryByRole('button')).toBeNull();
});

test('choosing one serves it', async () => {
  const requests = answerRequests({ [LIST]: models, [SERVE]: { ...models, served: 'tiny' } });
  await renderInApp(<ModelChoice />);
  await userEvent.click(await screen.findByRole('button', { name: 'Serve tiny' }));
  expect(await screen.findByRole('button', { name: 'Serve base' })).toBeVisible();
  expect(await requests.find((request) => request.method === 'PUT')!.json()).toEqual({ name: 'tiny' });
});

test('one that is refused leaves the old one where it was, with the reason', async () => {
  answerRequests({ [LIST]: models, [SERVE]: failure(409, 'model_refused') });
  await renderInApp(<ModelChoice />);
  await userEvent.click(await screen.findByRole('button', { name: 'Serve tiny' }));
  expect(await screen.findByText('This model is not served')).toBeVisible();
  expect(within(rowOf('base')).getByText('served')).toBeVisible();
});
