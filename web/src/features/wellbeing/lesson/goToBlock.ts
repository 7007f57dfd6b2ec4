/** Bring a block into view and let a screen reader start there; on another page, go there first. */
export function goToBlock(lessonId: string, blockId: string | null, navigate: (to: string) => unknown): void {
  const block = blockId ? document.getElementById(`block-${blockId}`) : null;
  if (!block) {
    navigate(`/lessons/${lessonId}${blockId ? `#block-${blockId}` : ''}`);
    return;
  }
  block.tabIndex = -1;
  block.scrollIntoView({ block: 'start' });
  block.focus({ preventScroll: true });
}
