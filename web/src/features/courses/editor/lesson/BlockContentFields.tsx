import { AssignmentFields } from '../blocks/AssignmentFields';
import { AudioFields, FileFields, ImageFields, VideoFields } from '../blocks/MediaFields';
import { PollFields } from '../blocks/PollFields';
import { CalloutFields, CodeFields, EmbedFields, MarkdownFields } from '../blocks/TextFields';
import { QuizFields } from '../quiz/QuizFields';
import type { BlockBody, BlockKind } from '../types';

interface BlockContentFieldsProps {
  block: BlockBody;
  onChange: (block: BlockBody) => void;
  onBlock: (kind: BlockKind) => void;
}

/** The fields of a block's content, by its kind. */
export function BlockContentFields({ block, onChange, onBlock }: BlockContentFieldsProps) {
  switch (block.kind) {
    case 'markdown':
      return (
        <MarkdownFields
          content={block.content}
          onBlock={onBlock}
          onChange={(content) => onChange({ ...block, content })}
        />
      );
    case 'image':
      return <ImageFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'video':
      return <VideoFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'audio':
      return <AudioFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'file':
      return <FileFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'embed':
      return <EmbedFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'callout':
      return <CalloutFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'code':
      return <CodeFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'poll':
      return <PollFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
    case 'quiz':
      return (
        <QuizFields
          blockId={block.id}
          content={block.content}
          onChange={(content) => onChange({ ...block, content })}
        />
      );
    case 'assignment':
      return <AssignmentFields content={block.content} onChange={(content) => onChange({ ...block, content })} />;
  }
}
