import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { useLocale } from '@/platform/i18n/locale';
import type { LessonTimeline, StudySession } from '../api';
import { lessonHeight, lessonOption } from './lessonOption';
import { wholeRange } from './range';
import { runsOf } from './runs';
import { TimelineLegend } from './TimelineLegend';
import { useTimelineWords, type TimelineWords } from './useTimelineWords';
import { ZoomControls } from './ZoomControls';

/** What happened, in the order of time: the rows of the table twin. */
function rowsOf(timeline: LessonTimeline, words: TimelineWords): string[][] {
  const runs = runsOf(timeline.points).map((run) => ({
    at: run.from,
    cells: [words.stretch(run.from, run.to), words.lane('state'), words.parts(run).join(' · ')],
  }));
  const marks = timeline.marks.map((mark) => {
    const at = Date.parse(mark.at);
    return { at, cells: [words.stretch(at, at), words.title(mark), words.detail(mark)] };
  });
  return [...runs, ...marks].toSorted((a, b) => a.at - b.at).map(({ cells }) => cells);
}

/** One study session of a lesson as a picture over time that can be brought closer, and as a table. */
export function LessonChart({ timeline, studySession }: { timeline: LessonTimeline; studySession: StudySession }) {
  const { t } = useTranslation('wellbeing');
  const words = useTimelineWords(timeline);
  const whole = useMemo(() => wholeRange(studySession.started_at, studySession.ended_at), [studySession]);
  const [range, setRange] = useState(whole);
  const build = useCallback(
    (palette: Palette) => lessonOption(timeline, range, words, palette),
    [timeline, range, words],
  );
  const locale = useLocale();
  const inMinutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  const minutes = Math.max(1, Math.round((whole.to - whole.from) / 60_000));
  return (
    <div>
      <TimelineLegend timeline={timeline} />
      <ZoomControls whole={whole} value={range} onChange={setRange} shown={words.stretch(range.from, range.to)}>
        <Chart
          title={t('lesson_timeline.chart')}
          summary={t('lesson_timeline.summary', {
            minutes: inMinutes.format(minutes),
            summaries: timeline.points.length,
            marks: timeline.marks.length,
          })}
          build={build}
          height={lessonHeight(timeline)}
          table={{
            columns: [t('lesson_timeline.when'), t('lesson_timeline.what'), t('lesson_timeline.detail')],
            rows: rowsOf(timeline, words),
          }}
        />
      </ZoomControls>
    </div>
  );
}
