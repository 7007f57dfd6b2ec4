import { NoteItems } from './NoteItems';
import { useNotes } from './notes';

/** The student's own notes at a block. */
export function BlockNotes({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  return <NoteItems notes={(useNotes(lessonId).data ?? []).filter((note) => note.block_id === blockId)} />;
}
