import type { Block } from '../api';
import { EmbedBlock, FileBlock } from '../blocks/LinkBlocks';
import { RichText } from '../blocks/RichText';
import { VideoBlock } from '../blocks/VideoBlock';
import type { Lesson } from '../progress/progress';
import { QuizBlock } from '../quiz/QuizBlock';

/** A block's content, by its kind. */
export function BlockContent({ lesson, block }: { lesson: Lesson; block: Block }) {
  if (block.html !== null) return <RichText html={block.html} />;
  if (block.video)
    return (
      <VideoBlock
        lessonId={lesson.id}
        blockId={block.id}
        video={block.video}
        startAt={lesson.resume.video_seconds[block.id] ?? 0}
      />
    );
  if (block.quiz) return <QuizBlock lessonId={lesson.id} block={block} quiz={block.quiz} />;
  if (block.file) return <FileBlock lessonId={lesson.id} blockId={block.id} file={block.file} />;
  if (block.embed) return <EmbedBlock lessonId={lesson.id} blockId={block.id} embed={block.embed} />;
  return null;
}
