import { Button, Group, Menu, Text } from '@mantine/core';
import {
  IconDots,
  IconMapPinQuestion,
  IconMessageQuestion,
  IconNote,
  IconTargetArrow,
  IconWind,
} from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { signal, type Tool } from '@/platform/lesson/signals';
import { useLost } from '../calls/useCall';
import classes from './LessonTools.module.css';

const TOOLS: readonly { tool: Tool; icon: typeof IconNote }[] = [
  { tool: 'ask_tutor', icon: IconMessageQuestion },
  { tool: 'note', icon: IconNote },
  { tool: 'plan', icon: IconTargetArrow },
  { tool: 'break', icon: IconWind },
];

/** "I'm lost here": one tap at any block, in every mode, without a camera; and one tap to take it back. It says that the name goes along. */
export function BlockActions({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const lost = useLost(lessonId, blockId);
  const said = lost.call !== null;
  const noteId = useId();
  return (
    <Group gap="xs" justify="flex-end" data-screen-only>
      <Text size="sm" role="status" className={classes.status} c={lost.error ? 'var(--danger-ink)' : 'dimmed'}>
        {lost.error ? describe(lost.error) : said ? t('lost.said') : ''}
      </Text>
      {said ? null : (
        <Text size="sm" c="dimmed" id={noteId}>
          {t('lost.note')}
        </Text>
      )}
      <Group gap="xs" justify="flex-end">
        <Button
          size="sm"
          variant={said ? 'light' : 'subtle'}
          color={said ? 'apricot' : 'gray'}
          aria-pressed={said}
          loading={lost.busy}
          aria-describedby={said ? undefined : noteId}
          leftSection={<IconMapPinQuestion size={18} aria-hidden />}
          onClick={said ? lost.takeBack : lost.say}
        >
          {said ? t('lost.undo') : t('lost.say')}
        </Button>
        <ToolMenu blockId={blockId} />
      </Group>
    </Group>
  );
}

/** The same help that a message may offer, within reach at every block without one. */
function ToolMenu({ blockId }: { blockId: string }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="sm" variant="subtle" color="gray" leftSection={<IconDots size={18} aria-hidden />}>
          {t('tool.more')}
        </Button>
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
