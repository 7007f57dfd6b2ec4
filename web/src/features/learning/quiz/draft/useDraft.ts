import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { ApiError } from '@/platform/api/errors';
import { useUser } from '@/platform/session';
import { lessonKey, type Answer, type Quiz } from '../../api';
import { copyOf, isBlank, type Draft, type Given } from '../answers';
import { rememberDraft, saveDraft, type DraftAnswer, type NumberReading, type SavedDraft } from '../api';
import { describeChanges, fits, type QuizChange } from '../changes';
import { rememberFiles } from '../../uploads/useUploads';
import { DraftSaver, type DeviceAnswer, type DraftStatus, type WaitingAnswer } from './DraftSaver';

const LONGEST_WAIT_MS = 5_000; // for a save before a hand-in, which brings the same answers anyway

/** How a text of a number is read; it holds as long as the text is the same. */
interface ReadText {
  text: string;
  reading: NumberReading;
}

export interface Drafting {
  answers: Draft;
  /** How each number is read, for the text that stands there now. */
  readingOf: (questionId: string) => NumberReading | null;
  /** What this device had for a question when a later answer came from another one. */
  others: Draft;
  changes: readonly QuizChange[];
  status: DraftStatus;
  error: ApiError | null;
  answer: (questionId: string, given: Given) => void;
  /** Save now, and return the readings when that is done. */
  settle: () => Promise<(questionId: string) => NumberReading | null>;
  /** The answers have been handed in. */
  clear: () => void;
  /** Work on the same answers again, as a new draft. */
  resume: () => void;
}

/** The answers to one quiz as they stand: saved from the first keystroke, on this device and on the server. */
export function useDraft(lessonId: string, blockId: string, quiz: Quiz): Drafting {
  const client = useQueryClient();
  const { id: userId, role } = useUser();
  const [answers, setAnswers] = useState<Draft>({});
  const [others, setOthers] = useState<Draft>({});
  const [changes, setChanges] = useState<readonly QuizChange[]>([]);
  const [{ status, error }, setStatus] = useState<{ status: DraftStatus; error: ApiError | null }>({
    status: 'saved',
    error: null,
  });
  const [readings, setReadings] = useState<Readonly<Record<string, ReadText>>>({});
  const now = useRef({
    answers,
    readings,
    knownAt: new Map<string, number>(),
    questions: quiz.questions,
    version: quiz.version,
  });

  const saver = useMemo(() => createSaver(userId, blockId), [userId, blockId]);

  const put = (change: Record<string, Given>) => {
    now.current.answers = { ...now.current.answers, ...change };
    setAnswers(now.current.answers);
  };

  /** Take the server's answers, except where this device has a change that the server has not seen. */
  const adopt = (
    draft: readonly DraftAnswer[],
    sent: ReadonlyMap<string, DeviceAnswer>,
    waiting: ReadonlyMap<string, DeviceAnswer>,
  ) => {
    const taken: Record<string, Given> = {};
    const lost: Record<string, Given> = {};
    rememberFiles(
      client,
      blockId,
      draft.flatMap(({ files }) => files),
    );
    for (const { question_id: id, answer, changed_at: changedAt } of draft) {
      const at = Date.parse(changedAt);
      if (waiting.has(id) || at < (now.current.knownAt.get(id) ?? 0)) continue;
      now.current.knownAt.set(id, at);
      taken[id] = answer;
      const mine = sent.get(id)?.answer;
      if (mine !== undefined && !isBlank(mine) && JSON.stringify(mine) !== JSON.stringify(answer)) lost[id] = mine;
    }
    now.current.readings = { ...now.current.readings, ...readingsIn(draft) };
    setReadings(now.current.readings);
    if (Object.keys(lost).length > 0) setOthers((before) => ({ ...before, ...lost }));
    put(taken);
  };

  const onSaved = useEffectEvent((saved: SavedDraft, sent: ReadonlyMap<string, DeviceAnswer>) => {
    adopt(saved.answers, sent, saver.pending());
    rememberDraft(client, lessonId, blockId, saved.answers);
  });
  const onStatus = useEffectEvent((next: DraftStatus, failure: ApiError | null) => {
    setStatus({ status: next, error: failure });
    if (next === 'refused') void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
  });
  const onOtherTab = useEffectEvent((event: StorageEvent) => {
    const written = saver.readEvent(event);
    if (written) put({ [written[0]]: written[1].answer });
  });

  useEffect(() => {
    const online = () => void saver.flush();
    const other = (event: StorageEvent) => onOtherTab(event);
    saver.open({
      onSaved: (saved, sent) => onSaved(saved, sent),
      onStatus: (next, failure) => onStatus(next, failure),
    });
    window.addEventListener('online', online);
    window.addEventListener('pagehide', saver.flushOnLeaving);
    window.addEventListener('storage', other);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('pagehide', saver.flushOnLeaving);
      window.removeEventListener('storage', other);
      void saver.flush();
      saver.close();
    };
  }, [saver]);

  const onQuiz = useEffectEvent((quizNow: Quiz) => {
    const { questions, version } = now.current;
    now.current.questions = quizNow.questions;
    now.current.version = quizNow.version;
    if (version !== quizNow.version) {
      const found = describeChanges(questions, quizNow.questions, now.current.answers);
      setChanges(found);
      const kept = Object.fromEntries(
        Object.entries(now.current.answers).filter(([id, given]) => fits(quizNow.questions, id, given)),
      );
      now.current.answers = kept;
      setAnswers(kept);
    }
    const waiting = saver.pending();
    const gone = [...waiting].filter(([id, { answer }]) => !fits(quizNow.questions, id, answer)).map(([id]) => id);
    if (gone.length > 0) saver.discard(gone);
    for (const id of gone) waiting.delete(id);
    adopt(quizNow.draft, new Map(), waiting);
    put(Object.fromEntries([...waiting].map(([id, { answer }]) => [id, answer])));
    if (waiting.size > 0) void saver.flush();
  });
  // The first draft and every fresh one of the server.
  useEffect(() => onQuiz(quiz), [quiz]);

  const answer = (questionId: string, given: Given) => {
    put({ [questionId]: given });
    setOthers(({ [questionId]: _taken, ...rest }) => rest);
    if (role === 'student') saver.change(questionId, given); // others try a quiz out, and nothing is kept of it
  };

  return {
    answers,
    others,
    changes,
    status,
    error,
    answer,
    readingOf: (questionId) => findReading(readings, answers, questionId),
    settle: async () => {
      await Promise.race([saver.flush(), new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
      return (questionId) => findReading(now.current.readings, now.current.answers, questionId);
    },
    clear: () => {
      saver.discard();
      setOthers({});
      setChanges([]);
    },
    resume: () => {
      for (const [id, given] of Object.entries(now.current.answers)) if (!isBlank(given)) saver.change(id, given);
    },
  };
}

function createSaver(userId: string, blockId: string): DraftSaver {
  return new DraftSaver({
    prefix: `attune.quiz-draft.${userId}.${blockId}.`,
    send: (waiting, keepalive) => saveDraft(blockId, waiting.map(toBody), keepalive),
  });
}

function toBody({ answer, ...rest }: WaitingAnswer) {
  return { ...rest, answer: copyOf(answer) as Exclude<Answer, number> };
}

function findReading(
  readings: Readonly<Record<string, ReadText>>,
  answers: Draft,
  questionId: string,
): NumberReading | null {
  const read = readings[questionId];
  return read && read.text === answers[questionId] ? read.reading : null;
}

function readingsIn(draft: readonly DraftAnswer[]): Record<string, ReadText> {
  return Object.fromEntries(
    draft.flatMap(({ question_id: id, answer, reading }) =>
      reading && typeof answer === 'string' ? [[id, { text: answer, reading }]] : [],
    ),
  );
}
