import { useQueryClient } from '@tanstack/react-query';
import { FileField } from '../../uploads/FileField';
import { rememberFiles, useKnownFiles } from '../../uploads/useUploads';
import { asList, type ControlProps } from './controls';

/** An answer that is one file or several. */
export function FileAnswer({
  blockId,
  question,
  given,
  labelledBy,
  describedBy,
  marked,
  onAnswer,
}: ControlProps & { blockId: string | null }) {
  const client = useQueryClient();
  const known = useKnownFiles(blockId ?? '');
  const ids = asList(given);
  const files = ids.flatMap((id) => known.find((file) => file.id === id) ?? []);
  return (
    <FileField
      path={`/api/v1/quizzes/${blockId ?? ''}/files`}
      files={files}
      maxFiles={question.max_files ?? 1}
      accept={question.accept}
      readOnly={marked || blockId === null}
      labelledBy={labelledBy}
      describedBy={describedBy}
      onUploaded={(file) => {
        if (blockId) rememberFiles(client, blockId, [file]);
        onAnswer([...ids, file.id]);
      }}
      onRemove={(file) => onAnswer(ids.filter((id) => id !== file.id))}
    />
  );
}
