import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { useChangeSettings, type Settings } from '../api';
import { ConsentSwitches } from './ConsentSwitches';

type ConsentChange = (name: keyof Settings['consent'], granted: boolean) => void;

const off = { granted: false, set_at: null };
const WITH_CAMERA: Settings['allowed_modes'] = ['off', 'self_report', 'on_device'];
const settings = (change: Partial<Settings['consent']> = {}, allowed = WITH_CAMERA) =>
  ({
    allowed_modes: allowed,
    administration_sharing_allowed: true,
    consent: {
      process_camera: off,
      process_on_server: off,
      save_summaries: off,
      count_in_class: { granted: true, set_at: '2026-03-02T09:00:00Z' },
      share_with_tutors: off,
      share_with_administration: off,
      ...change,
    },
  }) as Settings;
const switches = () => screen.getAllByRole('switch').map((each) => each.closest('.mantine-Switch-root')?.textContent);

test('each permission says since when it holds, and is taken back in one tap', async () => {
  const change = vi.fn<ConsentChange>();
  await renderInApp(<ConsentSwitches settings={settings()} chosen="off" onChange={change} />);
  expect(screen.getByText(/^Granted since/)).toBeVisible();
  await userEvent.click(screen.getByRole('switch', { name: 'Count me in my class' }));
  expect(change).toHaveBeenCalledWith('count_in_class', false);
});

test('where no camera is allowed the other permissions can be set all the same', async () => {
  await renderInApp(
    <ConsentSwitches settings={settings({}, ['off', 'self_report'])} chosen="off" onChange={vi.fn<ConsentChange>()} />,
  );
  expect(switches()).toEqual(['Count me in my class', 'Share my view with my tutors']);
});

test('a permission that was given before the camera was forbidden can still be taken back', async () => {
  await renderInApp(
    <ConsentSwitches
      settings={settings({ save_summaries: { granted: true, set_at: '2026-03-02T09:00:00Z' } }, ['off'])}
      chosen="off"
      onChange={vi.fn<ConsentChange>()}
    />,
  );
  expect(switches()).toContain('Save my summaries');
});

test('a camera read on the device is not yet one whose images are sent to the server', async () => {
  const camera = settings({ process_camera: { granted: true, set_at: '2026-03-02T09:00:00Z' } }, ['off', 'server']);
  await renderInApp(<ConsentSwitches settings={camera} chosen="server" onChange={vi.fn<ConsentChange>()} />);
  expect(screen.getByRole('status')).toHaveTextContent('switch on “Send camera images to the server”');
});

test('sharing with the administration waits for what it shares, and says so', async () => {
  const change = vi.fn<ConsentChange>();
  await renderInApp(<ConsentSwitches settings={settings()} chosen="off" onChange={change} />);
  const share = screen.getByRole('switch', { name: 'Share my view with the administration' });
  expect(share).toBeDisabled();
  expect(share).toHaveAccessibleDescription(/switch on “Save my summaries”/);
});

test('sharing with the administration is one tap once summaries are saved', async () => {
  const change = vi.fn<ConsentChange>();
  const saved = settings({ save_summaries: { granted: true, set_at: '2026-03-02T09:00:00Z' } });
  await renderInApp(<ConsentSwitches settings={saved} chosen="off" onChange={change} />);
  await userEvent.click(screen.getByRole('switch', { name: 'Share my view with the administration' }));
  expect(change).toHaveBeenCalledWith('share_with_administration', true);
});

test('where the institution does not offer it, sharing with the administration is shown only to be taken back', async () => {
  const without = { ...settings(), administration_sharing_allowed: false };
  const { unmount } = await renderInApp(
    <ConsentSwitches settings={without} chosen="off" onChange={vi.fn<ConsentChange>()} />,
  );
  expect(switches()).not.toContain('Share my view with the administration');
  unmount();
  const granted = { ...without.consent, share_with_administration: { granted: true, set_at: '2026-03-02T09:00:00Z' } };
  await renderInApp(
    <ConsentSwitches settings={{ ...without, consent: granted }} chosen="off" onChange={vi.fn<ConsentChange>()} />,
  );
  expect(switches()).toContain('Share my view with the administration');
});

test('every change can be read', async () => {
  answerRequests({
    'GET /api/v1/wellbeing/me/consents': {
      changes: [{ switch: 'count_in_class', granted: true, at: '2026-03-02T09:00:00Z' }],
    },
  });
  await renderInApp(<ConsentSwitches settings={settings()} chosen="off" onChange={vi.fn<ConsentChange>()} />);
  await userEvent.click(screen.getByRole('button', { name: 'Show every change' }));
  expect(await screen.findByText(/Count me in my class: granted/)).toBeVisible();
});

test('changes that were asked for while another one was on its way are asked for again', async () => {
  const granted = { switch: 'count_in_class', granted: true, at: '2026-03-02T09:00:00Z' };
  const withdrawn = { ...granted, granted: false, at: '2026-03-02T10:00:00Z' };
  let answerFirst: (body: object) => void = () => undefined;
  const first = new Promise<object>((resolve) => (answerFirst = resolve));
  let asked = 0;
  answerRequests({
    'GET /api/v1/wellbeing/me/consents': () => (++asked === 1 ? first : { changes: [withdrawn, granted] }),
    'PATCH /api/v1/wellbeing/settings': settings(),
  });
  await renderInApp(<Switches />);
  await userEvent.click(screen.getByRole('button', { name: 'Show every change' }));
  await userEvent.click(screen.getByRole('switch', { name: 'Count me in my class' }));
  await vi.waitFor(() => expect(asked).toBe(2));
  answerFirst({ changes: [granted] });
  expect(await screen.findByText(/Count me in my class: withdrawn/)).toBeVisible();
});

function Switches() {
  const change = useChangeSettings();
  return (
    <ConsentSwitches
      settings={settings()}
      chosen="off"
      onChange={(name, given) => change.mutate({ consent: { [name]: given } })}
    />
  );
}
