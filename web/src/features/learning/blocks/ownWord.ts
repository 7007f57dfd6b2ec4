import type { Block } from '../api';

/** What a student may say to have done with a block of this kind; null where something else shows it. */
export function ownWordFor(block: Block): 'read' | 'watched' | 'listened' | null {
  switch (block.kind) {
    case 'markdown':
    case 'image':
    case 'callout':
    case 'code':
      return 'read';
    case 'file':
      return block.file && isPdf(block.file) ? 'read' : null;
    case 'audio':
      return 'listened';
    case 'video':
      // What another site plays is not seen from here.
      return block.video?.embed_url ? 'watched' : null;
    default:
      return null;
  }
}

/** Whether a file is one that browsers show in place. */
export function isPdf({ media_type: type }: { media_type: string }): boolean {
  return type === 'application/pdf';
}
