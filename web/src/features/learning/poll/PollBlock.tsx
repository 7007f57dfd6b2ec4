import { useContext, useState } from 'react';
import { useUser } from '@/platform/session';
import { useLesson } from '../api';
import { PreviewContext } from '../preview/previewing';
import { PollCard } from './PollCard';
import { useAnswerPoll, type Poll } from './usePoll';

interface PollBlockProps {
  lessonId: string;
  blockId: string;
  poll: Poll;
}

/** A question without a right answer. Who writes it tries it out, and nothing is kept. */
export function PollBlock(props: PollBlockProps) {
  return useContext(PreviewContext) === null ? <AskedPoll {...props} /> : <TriedPoll poll={props.poll} />;
}

function AskedPoll({ lessonId, blockId, poll }: PollBlockProps) {
  const student = useUser().role === 'student';
  const ended = useLesson(lessonId).data?.read_only ?? false;
  const { mutate, isPending, error, reset } = useAnswerPoll(lessonId, blockId);
  return (
    <PollCard
      poll={poll}
      answerable={student && !ended}
      pending={isPending}
      error={error}
      onAnswer={(id, done) => mutate(id, { onSuccess: done })}
      onRetry={reset}
    />
  );
}

function TriedPoll({ poll }: { poll: Poll }) {
  const [own, setOwn] = useState<string | null>(null);
  return (
    <PollCard
      poll={{ ...poll, own_choice_id: own }}
      answerable
      pending={false}
      error={null}
      onAnswer={(id, done) => {
        setOwn(id);
        done();
      }}
    />
  );
}
