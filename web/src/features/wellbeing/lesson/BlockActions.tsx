import type { ComponentProps } from 'react';
import { onDemand } from '@/components/on-demand/onDemand';
import type { LessonSlots } from '@/platform/lesson/slots';
import { LostHere } from '../lost/LostHere';
import { ToolButton } from './ToolButton';

const ToolMenu = onDemand<{ blockId: string }>(
  (opener) => <ToolButton {...opener} />,
  'menu',
  async () => (await import('./OpenToolMenu')).OpenToolMenu,
);

/** What stands under every block, in every mode and without a camera: "I'm lost here", and the tools. */
export function BlockActions(place: ComponentProps<LessonSlots['BlockActions']>) {
  return (
    <LostHere {...place}>
      <ToolMenu blockId={place.blockId} />
    </LostHere>
  );
}
