import { Button, Group, Menu, Text } from '@mantine/core';
import { IconDots, IconMapPinQuestion, IconMessageQuestion, IconNote, IconTargetArrow, IconWind } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signal, type Tool } from '@/app/lessonActivity';
import { useErrorMessage } from '@/components/errorMessage';
import { useToggleCheckin } from './useToggleCheckin';
import classes from './LessonTools.module.css';

const TOOLS: readonly { tool: Tool; icon: typeof IconNote }[] = [
  { tool: 'ask_tutor', icon: IconMessageQuestion },
  { tool: 'note', icon: IconNote },
  { tool: 'plan', icon: IconTargetArrow },
  { tool: 'break', icon: IconWind },
];

/** "I'm lost here": one tap at any block, in every mode, without a camera; and one tap to take it back. */
export function BlockActions({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const lost = useToggleCheckin('lost_here', lessonId, blockId, blockId);
  return (
    <Group gap="xs" justify="flex-end">
      <Text size="sm" role="status" className={classes.status} c={lost.error ? 'var(--danger-ink)' : 'dimmed'}>
        {lost.error ? describe(lost.error) : lost.said ? t('lost.said') : ''}
      </Text>
      <Button
        size="sm" variant={lost.said ? 'light' : 'subtle'} color={lost.said ? 'apricot' : 'gray'} aria-pressed={lost.said} loading={lost.busy}
        leftSection={<IconMapPinQuestion size={18} aria-hidden />} onClick={lost.said ? lost.takeBack : lost.say}
      >
        {lost.said ? t('lost.undo') : t('lost.say')}
      </Button>
      <ToolMenu blockId={blockId} />
    </Group>
  );
}

/** The same help that a message may offer, within reach at every block without one. */
function ToolMenu({ blockId }: { blockId: string }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="sm" variant="subtle" color="gray" leftSection={<IconDots size={18} aria-hidden />}>{t('tool.more')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {TOOLS.map(({ tool, icon: Icon }) => (
          <Menu.Item key={tool} leftSection={<Icon size={18} aria-hidden />} onClick={() => signal({ type: 'open_tool', tool, blockId })}>{t(`tool.${tool}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
