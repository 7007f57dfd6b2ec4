import { Menu } from '@mantine/core';
import { IconCoffee, IconMessageQuestion, IconNote, IconTargetArrow, IconWind } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOpening } from '@/components/on-demand/onDemand';
import { signal, type Tool } from '@/platform/lesson/signals';
import { ToolButton } from './ToolButton';

const TOOLS: readonly { tool: Tool; icon: typeof IconNote }[] = [
  { tool: 'ask_tutor', icon: IconMessageQuestion },
  { tool: 'note', icon: IconNote },
  { tool: 'plan', icon: IconTargetArrow },
  { tool: 'break', icon: IconCoffee },
  { tool: 'breathing', icon: IconWind },
];

/** The same help that a message may offer, within reach at every block without one. */
export function OpenToolMenu({ blockId }: { blockId: string }) {
  const { t } = useTranslation('wellbeing');
  const { target, opened, onChange } = useOpening();
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <ToolButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {TOOLS.map(({ tool, icon: Icon }) => (
          <Menu.Item
            key={tool}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={() => signal({ type: 'open_tool', tool, blockId })}
          >
            {t(`tool.${tool}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
