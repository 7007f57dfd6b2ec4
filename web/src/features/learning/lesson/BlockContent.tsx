import { useContext } from 'react';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { SkeletonLines } from '@/components/state/QueryState';
import type { Block } from '../api';
import { AudioBlock } from '../blocks/media/AudioBlock';
import { useBlockTitle } from '../blocks/blockTitle';
import { CalloutBlock } from '../blocks/media/CalloutBlock';
import { CodeBlock } from '../blocks/media/CodeBlock';
import { ImageBlock } from '../blocks/media/ImageBlock';
import { FileBlock } from '../blocks/FileBlock';
import { EmbedBlock } from '../blocks/LinkBlocks';
import { RichText } from '../blocks/RichText';
import { VideoBlock } from '../blocks/media/VideoBlock';
import { PollBlock } from '../poll/PollBlock';
import { PreviewAssignmentsContext, PreviewContext } from '../preview/previewing';

/** Only lessons that have one load what it takes to answer. */
const waiting = <SkeletonLines />;
const AssignmentBlock = lazyPart(async () => (await import('../assignments/AssignmentBlock')).default, waiting);
const PreviewAssignment = lazyPart(
  async () => (await import('../preview/PreviewAssignment')).PreviewAssignment,
  waiting,
);
const PreviewQuiz = lazyPart(async () => (await import('../preview/PreviewQuiz')).PreviewQuiz, waiting);
const QuizBlock = lazyPart(async () => (await import('../quiz/QuizBlock')).QuizBlock, waiting);

interface BlockContentProps {
  lessonId: string;
  block: Block;
  /** Seconds into its video where the student left off. */
  startAt: number;
}

/** A block's content, by its kind. */
export function BlockContent({ lessonId, block, startAt }: BlockContentProps) {
  const { image, audio, callout, code, video } = block;
  const titleOf = useBlockTitle();
  const previewing = useContext(PreviewContext) !== null;
  const previewed = useContext(PreviewAssignmentsContext)[block.id];
  if (block.html !== null) return <RichText html={block.html} />;
  if (image) return <ImageBlock image={image} />;
  if (audio) return <AudioBlock lessonId={lessonId} blockId={block.id} audio={audio} />;
  if (callout) return <CalloutBlock callout={callout} />;
  if (code) return <CodeBlock code={code} />;
  if (video)
    return <VideoBlock lessonId={lessonId} blockId={block.id} video={video} title={titleOf(block)} startAt={startAt} />;
  if (block.quiz && previewing) return <PreviewQuiz lessonId={lessonId} block={block} quiz={block.quiz} />;
  if (block.quiz) return <QuizBlock lessonId={lessonId} block={block} quiz={block.quiz} />;
  if (block.poll) return <PollBlock lessonId={lessonId} blockId={block.id} poll={block.poll} />;
  if (block.file) return <FileBlock lessonId={lessonId} blockId={block.id} file={block.file} />;
  if (block.embed) return <EmbedBlock lessonId={lessonId} blockId={block.id} embed={block.embed} />;
  if (previewed) return <PreviewAssignment previewed={previewed} />;
  if (block.kind === 'assignment') return <AssignmentBlock lessonId={lessonId} blockId={block.id} />;
  return null;
}
