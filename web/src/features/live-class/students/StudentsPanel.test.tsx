import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { call, student, view } from '../classroom.testdata';
import { applyLiveEvent } from '../reducer';
import type { LiveEvent, LiveStudent, LiveView } from '../types';
import { StudentsPanel } from './StudentsPanel';

const drawn = vi.hoisted(() => ({ readings: 0 }));

// Every tile that shows a reading asks for this once each time it is drawn.
vi.mock('../class-states/shareFormat', async (original) => {
  const { useShareFormat } = await original<typeof import('../class-states/shareFormat')>();
  return {
    useShareFormat: () => {
      drawn.readings += 1;
      return useShareFormat();
    },
  };
});

const BLOCKS = 15;

/** Three hundred students at fifteen places, twenty at each. */
function largeClass(): LiveStudent[] {
  return Array.from({ length: 300 }, (_, index) => {
    const block = index % BLOCKS;
    return student({
      user_id: `s${String(index).padStart(3, '0')}`,
      name: `Student ${String(index).padStart(3, '0')}`,
      block_id: `block-${block}`,
      block_title: `Part ${block + 1}`,
      place_order: block,
    });
  });
}

const listening = new Set<(event: LiveEvent) => void>();

function push(event: LiveEvent): void {
  act(() => listening.forEach((listener) => listener(event)));
}

function Harness({ start }: { start: LiveView }) {
  const [live, setLive] = useState(start);
  useEffect(() => {
    const listener = (event: LiveEvent) => setLive((before) => applyLiveEvent(before, event));
    listening.add(listener);
    return () => void listening.delete(listener);
  }, []);
  return <StudentsPanel students={live.students} />;
}

function changed(change: Partial<LiveStudent>): LiveEvent {
  return { type: 'live.student', course_id: 'course-1', student: { ...largeClass()[7]!, ...change } };
}

async function openEverything() {
  for (const button of screen.getAllByRole('button', { expanded: false })) await userEvent.click(button);
}

beforeEach(() => {
  drawn.readings = 0;
});

it('folds three hundred students up by index, with how many are at each', async () => {
  await renderInApp(<Harness start={view({ students: largeClass() })} />);
  const headings = screen.getAllByRole('heading', { level: 3 });
  expect(headings).toHaveLength(BLOCKS);
  expect(headings[0]).toHaveTextContent('Part 1Recursion20 students');
  expect(screen.queryAllByRole('listitem')).toEqual([]);
  await userEvent.click(within(headings[0]!).getByRole('button'));
  expect(within(screen.getByRole('list', { name: /Part 1/ })).getAllByRole('listitem')).toHaveLength(20);
});

it('draws one tile, not three hundred, when one student changes', async () => {
  await renderInApp(<Harness start={view({ students: largeClass() })} />);
  await openEverything();
  expect(screen.getAllByRole('listitem')).toHaveLength(300);
  expect(drawn.readings).toBe(300);
  push(changed({ learning_state: 'maybe_confused' }));
  expect(screen.getAllByText('may be confused', { exact: false })).toHaveLength(1);
  expect(drawn.readings).toBe(301);
  push(changed({ learning_state: 'maybe_confused', block_id: 'block-8', block_title: 'Part 9', place_order: 8 }));
  expect(drawn.readings).toBe(302);
});

it('draws nothing again as time passes but the words that say how long ago', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    await renderInApp(<Harness start={view({ students: largeClass().slice(0, 20) })} />);
    const before = drawn.readings;
    act(() => vi.advanceTimersByTime(60_000));
    expect(drawn.readings).toBe(before);
  } finally {
    vi.useRealTimers();
  }
});

it('brings a student who asks to the top immediately, with the place where they asked', async () => {
  await renderInApp(<Harness start={view({ students: largeClass() })} />);
  push(changed({ calls: [call('hand_raised')], hand_raised: true }));
  const [first] = screen.getAllByRole('heading', { level: 3 });
  expect(first).toHaveTextContent('Asking for help1 student');
  const [tile] = within(screen.getByRole('list', { name: /Asking for help/ })).getAllByRole('listitem');
  expect(tile).toHaveTextContent('Student 007');
  expect(tile).toHaveTextContent('Hand raised');
  expect(tile).toHaveTextContent('Recursion · The base case');
});

it('shows who does not share, who has no camera on and who cannot be read alike', async () => {
  const silent = { expression: null, confidence: null };
  await renderInApp(
    <Harness
      start={view({
        students: [
          student({ user_id: '1', name: 'Refuses', learning_state: null, updated_at: null, ...silent }),
          student({ user_id: '2', name: 'No camera', learning_state: 'unknown', updated_at: null, ...silent }),
          student({ user_id: '3', name: 'Unread', learning_state: 'unknown', ...silent }),
        ],
      })}
    />,
  );
  const shapes = screen.getAllByRole('listitem').map((tile) => tile.innerHTML.replace(/Refuses|No camera|Unread/, ''));
  expect(new Set(shapes).size).toBe(1);
});

it('draws only the tiles in sight of a index with many, and says how many there are', async () => {
  const height = vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(480);
  const width = vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  const row = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(90);
  try {
    const crowd = largeClass().map((each) => ({ ...each, block_id: 'block-0', block_title: 'Part 1', place_order: 0 }));
    await renderInApp(<Harness start={view({ students: crowd })} />);
    await openEverything();
    const list = screen.getByRole('list', { name: /Part 1/ });
    expect(list).toHaveAttribute('tabindex', '0');
    const tiles = within(list).getAllByRole('listitem');
    expect(tiles.length).toBeLessThan(30);
    expect(tiles[0]).toHaveAttribute('aria-posinset', '1');
    expect(tiles[0]).toHaveAttribute('aria-setsize', '300');
  } finally {
    height.mockRestore();
    width.mockRestore();
    row.mockRestore();
  }
});

it('lists who is away behind its heading', async () => {
  await renderInApp(
    <Harness
      start={view({ students: [student(), student({ user_id: '2', name: 'Gone', present: false, last_seen: null })] })}
    />,
  );
  expect(screen.queryByText('Gone', { exact: false })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Not here/ }));
  expect(screen.getByText('Gone', { exact: false })).toHaveTextContent('Gone not seen yet');
});
