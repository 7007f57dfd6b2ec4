import { Button, Card, Group, Menu, Stack, Text, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { AnnotatedText } from '../annotations/AnnotatedText';
import { paragraphsOf } from '../annotations/ranges';
import { useSelectedRange, type SelectedRange } from '../annotations/useSelectedRange';
import { RichText } from '../blocks/RichText';
import { ContentLanguage } from '../contentLanguage';
import { FileRow } from '../uploads/FileField';
import type { WorkToGrade } from '../work/gradingTypes';
import type { Annotation } from '../work/types';
import { withAnnotation } from './gradeForm';
import classes from './Grading.module.css';

interface HandedInWorkProps {
  work: WorkToGrade;
  annotations: readonly Annotation[];
  onChange: (annotations: Annotation[]) => void;
}

/** The text and the files of an assignment. A passage that is selected can be commented on, a paragraph by the keyboard. */
export function HandedInWork({ work, annotations, onChange }: HandedInWorkProps) {
  const { t } = useTranslation('learning');
  const text = useRef<HTMLDivElement>(null);
  const selected = useSelectedRange(text, work.text);
  const [range, setRange] = useState<SelectedRange | null>(null);

  const remove = (index: number) => {
    const before = [...annotations];
    onChange(annotations.filter((_, other) => other !== index));
    showUndo({ message: t('annotations.removed'), undo: () => onChange(before) });
  };
  const add = (comment: string) => {
    if (!range) return;
    const { start, end } = range;
    onChange(withAnnotation(annotations, { start, end, comment }));
    setRange(null);
  };

  return (
    <Stack gap="lg">
      <details>
        <summary>{t('grading.task')}</summary>
        <ContentLanguage value={work.language}>
          <RichText html={work.assignment?.prompt_html ?? ''} />
        </ContentLanguage>
      </details>
      {work.text === '' ? null : (
        <Card>
          <AnnotatedText
            text={work.text}
            annotations={annotations}
            lang={work.language}
            textRef={text}
            label={t('grading.text_of', { name: work.student_name })}
            onRemove={remove}
          />
          {range ? (
            <CommentForm
              key={`${String(range.start)} ${String(range.end)}`}
              passage={work.text.slice(range.start, range.end)}
              onAdd={add}
              onCancel={() => setRange(null)}
            />
          ) : (
            <Group mt="md" gap="xs">
              <Button
                size="compact-md"
                variant={selected ? 'light' : 'default'}
                disabled={!selected}
                leftSection={<IconMessagePlus size={17} aria-hidden />}
                onMouseDown={(event) => event.preventDefault()} // the selection stays
                onClick={() => setRange(selected)}
              >
                {t('annotations.selection')}
              </Button>
              <ParagraphMenu text={work.text} onChoose={setRange} />
            </Group>
          )}
        </Card>
      )}
      {work.files.length === 0 ? null : (
        <ul className={classes.files} aria-label={t('assignment.files_of')}>
          {work.files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
    </Stack>
  );
}

/** Comment on a whole paragraph: the way that needs no mouse. */
function ParagraphMenu({ text, onChoose }: { text: string; onChoose: (range: SelectedRange) => void }) {
  const { t } = useTranslation('learning');
  return (
    <Menu width={340} position="bottom-start">
      <Menu.Target>
        <Button size="compact-md" variant="subtle" color="gray">
          {t('annotations.paragraph')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {paragraphsOf(text).map(({ start, end, text: paragraph }) => (
          <Menu.Item key={start} onClick={() => onChoose({ start, end })}>
            <Text size="sm" lineClamp={1} dir="auto">
              {paragraph}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface CommentFormProps {
  passage: string;
  onAdd: (comment: string) => void;
  onCancel: () => void;
}

function CommentForm({ passage, onAdd, onCancel }: CommentFormProps) {
  const { t } = useTranslation('learning');
  const [comment, setComment] = useState('');
  return (
    <div className={classes.selection}>
      <Text size="sm" c="dimmed" lineClamp={2} mb="xs" dir="auto">
        “{passage}”
      </Text>
      <Textarea
        aria-label={t('annotations.comment')}
        autosize
        minRows={2}
        maxLength={2_000}
        data-autofocus
        autoFocus
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <Group mt="sm" gap="xs">
        <Button size="compact-md" disabled={comment.trim() === ''} onClick={() => onAdd(comment.trim())}>
          {t('annotations.add')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onCancel}>
          {t('annotations.cancel')}
        </Button>
      </Group>
    </div>
  );
}
