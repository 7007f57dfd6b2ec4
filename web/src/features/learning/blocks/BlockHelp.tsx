import { Button, Collapse, Group, Paper, Stack, Text } from '@mantine/core';
import { IconBulb, IconChevronDown, IconListNumbers } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonSignal } from '@/platform/lesson/signals';
import { RichText } from './RichText';
import classes from './BlockFrame.module.css';

interface BlockHelpProps {
  blockId: string;
  hints: readonly string[];
  example: string | null;
}

/** Help that opens on request, hints before examples; support may open it on the student's word. */
export function BlockHelp({ blockId, hints, example }: BlockHelpProps) {
  const { t } = useTranslation('learning');
  const id = useId();
  const [hintsOpen, setHintsOpen] = useState(false);
  const [exampleOpen, setExampleOpen] = useState(false);
  const focus = (part: string) => document.getElementById(`${id}-${part}`)?.focus();

  useLessonSignal('open_hint', (event) => {
    if (event.blockId !== blockId || hints.length === 0) return;
    setHintsOpen(true);
    focus('hints');
  });
  useLessonSignal('show_example', (event) => {
    if (event.blockId !== blockId || example === null) return;
    setExampleOpen(true);
    focus('example');
  });

  return (
    <div className={classes.help}>
      <Group gap="xs">
        {hints.length > 0 ? (
          <Button
            id={`${id}-hints`}
            size="sm"
            variant="light"
            color="apricot"
            leftSection={<IconBulb size={18} aria-hidden />}
            aria-expanded={hintsOpen}
            aria-controls={`${id}-hints-panel`}
            onClick={() => setHintsOpen(!hintsOpen)}
          >
            {hintsOpen ? t('hint.hide', { count: hints.length }) : t('hint.show')}
          </Button>
        ) : null}
        {example === null ? null : (
          <Button
            id={`${id}-example`}
            size="sm"
            variant="default"
            leftSection={<IconListNumbers size={18} aria-hidden />}
            aria-expanded={exampleOpen}
            aria-controls={`${id}-example-panel`}
            onClick={() => setExampleOpen(!exampleOpen)}
          >
            {exampleOpen ? t('example.hide') : t('example.show')}
          </Button>
        )}
      </Group>
      <Collapse expanded={hintsOpen} id={`${id}-hints-panel`} className={classes.panel}>
        <HintSteps hints={hints} />
      </Collapse>
      {example === null ? null : (
        <Collapse expanded={exampleOpen} id={`${id}-example-panel`} className={classes.panel}>
          <Paper p="md" radius="md" withBorder bg="var(--surface-card)">
            <Text fw={600} mb="xs">
              {t('example.title')}
            </Text>
            <RichText html={example} />
          </Paper>
        </Collapse>
      )}
    </div>
  );
}

/** The hints so far, and the way to the next one: one step at a time leaves the rest to the student. */
function HintSteps({ hints }: { hints: readonly string[] }) {
  const { t } = useTranslation('learning');
  const [shown, setShown] = useState(1);
  return (
    <Paper p="md" radius="md" bg="var(--surface-warm)">
      <Stack gap="sm" aria-live="polite">
        {hints.slice(0, shown).map((hint, index) => (
          <div key={hint}>
            {hints.length > 1 ? (
              <Text size="sm" fw={600} c="var(--warm-ink)">
                {t('hint.step', { number: index + 1, count: hints.length })}
              </Text>
            ) : null}
            <RichText html={hint} />
          </div>
        ))}
      </Stack>
      {shown < hints.length ? (
        <Button
          size="compact-sm"
          mt="sm"
          variant="default"
          leftSection={<IconChevronDown size={16} aria-hidden />}
          onClick={() => setShown(shown + 1)}
        >
          {t('hint.next')}
        </Button>
      ) : null}
    </Paper>
  );
}
