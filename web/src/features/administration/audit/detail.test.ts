import { describe, expect, it } from 'vitest';
import { startEnglish } from '@/test/english';
import { detailLines, sayIn } from './detail';

const ID = '3cbdd64b-c8e8-4868-a175-9adbb28a46ea';

describe('an entry of the audit log', () => {
  it.each([
    [{ switch: 'save_summaries', granted: true }, ['Summaries saved: granted']],
    [{ switch: 'share_with_tutors', granted: false }, ['Shared with tutors: withdrawn']],
    [{ what: 'Live · Statistics', course_id: ID }, ['Live · Statistics']],
    [{ from: 'tiny', to: 'base', sha256: 'ab'.repeat(32) }, ['tiny → base', 'SHA-256: abababababab']],
    [{ lesson_id: null, windows: 210, checkins: 1 }, ['All lessons', 'Summaries: 210', 'Check-ins: 1']],
    [{ lesson_id: ID, windows: 0 }, ['One lesson', 'Summaries: 0']],
    [{ role: 'tutor', fields: ['name', 'role'] }, ['Role: Tutor', 'Changed: Name, Role']],
    [{ active: false, fields: ['active'] }, ['Active: no', 'Changed: Active']],
    [{ locale: 'de', fields: ['locale'] }, ['Language: Deutsch', 'Changed: Language']],
    [{ retention_days: { from: 30, to: 14 } }, ['Retention: 30 days → 14 days']],
    [{ retention_days: { from: 2, to: 1 } }, ['Retention: 2 days → 1 day']],
    [{ control_arm_share: { from: 0.1, to: 0 } }, ['Silent moments: 10 % → 0 %']],
    [{ preset: { from: 'standard', to: 'eu_education' } }, ['Preset: Standard → European education']],
    [
      { allowed_modes: { from: ['off', 'on_device'], to: ['off'] } },
      ['Allowed modes: Off, Camera on the device → Off'],
    ],
    [
      { support: { from: { per_hour: 4, per_day: 10 }, to: { per_hour: 2, per_day: 10 } } },
      ['Maximum messages per hour: 4 messages → 2 messages'],
    ],
    [
      {
        support: {
          from: { interruption_points: ['video_pause', 'lesson_end'] },
          to: { interruption_points: ['lesson_end'] },
        },
      },
      ['Interruption points: A video is paused, The end of a lesson → The end of a lesson'],
    ],
    [
      { message_id: 'confused-hint', version: 2, change: 'edited' },
      ['Message: confused-hint', 'Version: 2', 'Change: Changed'],
    ],
    [{ message_id: ID, version: 1, change: 'added' }, ['Version: 1', 'Change: Added']],
    [{ format: 'json' }, ['Format: json']],
    [{ titles: ['Counselling', 'Chaplain'] }, ['Listed: Counselling, Chaplain']],
    [{ of_a_later_version: { sharp: true } }, ['of_a_later_version: sharp yes']],
    [{}, []],
  ])('reads %j', async (detail, lines) => {
    expect(detailLines(detail, sayIn(await startEnglish()))).toEqual(lines);
  });
});
