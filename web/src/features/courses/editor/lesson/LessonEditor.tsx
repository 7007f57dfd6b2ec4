import {
  Anchor,
  createTheme,
  Group,
  MantineThemeProvider,
  NumberInput,
  Select,
  SegmentedControl,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure, useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useUser } from '@/platform/session';
import { numberOrNull } from '../blocks/fields';
import { FilesPanel } from '../files/FilesPanel';
import { UploadList } from '../files/UploadList';
import { useUploads } from '../files/useUploads';
import type { LessonDraft, OwnCourseDetail } from '../types';
import { BlockList } from './BlockList';
import { ConflictView } from '../publishing/ConflictView';
import { EditorBar } from './EditorBar';
import { EditorContext, inMarkdown, type EditorSurroundings, type Place } from './editorContext';
import { goToField } from './focus';
import { placeInAddress } from './placeInAddress';
import { PlaceEdited } from '../preview/placeEdited';
import { PreviewPane } from '../preview/PreviewPane';
import { PublishDialog } from '../publishing/PublishDialog';
import { useLessonEditing } from './useLessonEditing';
import { usePublished } from '../publishing/usePublished';
import { VersionsPanel } from '../publishing/VersionsPanel';
import classes from './Lesson.module.css';

/** Many fields on one page: all of one, smaller size. */
const compact = createTheme({
  components: {
    Select: Select.extend({ defaultProps: { size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
  },
});

interface LessonEditorProps {
  lessonId: string;
  draft: LessonDraft;
  course: OwnCourseDetail;
}

/** A lesson to write: its blocks, beside them what students will see; saved as one types. */
export function LessonEditor({ lessonId, draft, course }: LessonEditorProps) {
  const { t } = useTranslation('courses');
  const user = useUser();
  const { keeper, view, actions } = useLessonEditing(user.id, lessonId, draft);
  const published = usePublished(lessonId, draft, keeper);
  const uploads = useUploads(course.id);
  const wide = useMediaQuery('(min-width: 88em)');
  const [beside, setBeside] = useLocalStorage({ key: 'attune.editor.preview', defaultValue: true });
  const [tab, setTab] = useState<'write' | 'preview'>('write');
  const [edited] = useState(() => new PlaceEdited());
  const [place, setPlace] = useState<Place | null>(() => placeInAddress(window.location.hash));
  const [announcement, announce] = useState('');
  const [files, filesPanel] = useDisclosure(false);
  const [versions, versionsPanel] = useDisclosure(false);
  const [publishing, publishDialog] = useDisclosure(false);
  const { body, conflict } = view;
  const language = course.language;

  // Also while a field has the focus: the browser would offer to save the page.
  useHotkeys([['mod+S', () => void keeper.flush()]], [], true);

  const storeImages = useCallback(
    async (images: File[]) => (await uploads.add(images)).map((file) => `![](${inMarkdown(file)})`).join('\n\n'),
    [uploads],
  );
  const surroundings = useMemo<EditorSurroundings>(
    () => ({ courseId: course.id, lessonId, language, uploads, storeImages, place, announce }),
    [course.id, lessonId, language, uploads, storeImages, place],
  );
  const lead = useCallback((target: Omit<Place, 'nonce'>) => {
    const next = { ...target, nonce: Date.now() };
    setTab('write');
    setPlace(next);
    if (target.blockId === null) goToField(next);
  }, []);
  const showPreview = wide ? beside : tab === 'preview';
  const showText = wide || tab === 'write';

  return (
    <MantineThemeProvider theme={compact} inherit>
      <EditorContext value={surroundings}>
        <Page
          title={body.title || t('editor.lesson.untitled')}
          titleLang={undefined}
          width="full"
          trail={
            <Group gap={6} component="nav" aria-label={t('editor.lesson.trail')}>
              <Anchor component={Link} to="/teach/courses" c="dimmed">
                {t('editor.course.all')}
              </Anchor>
              <span aria-hidden="true">/</span>
              <Anchor component={Link} to={`/teach/courses/${course.id}`} c="dimmed" {...contentAttributes(language)}>
                {course.title}
              </Anchor>
            </Group>
          }
        >
          <EditorBar
            lessonId={lessonId}
            view={view}
            published={published}
            preview={wide ? beside : null}
            blocked={conflict !== null}
            onPreview={() => setBeside(!beside)}
            onSave={() => void keeper.flush()}
            onFiles={filesPanel.open}
            onVersions={versionsPanel.open}
            onPublish={publishDialog.open}
          />
          {wide ? null : (
            <SegmentedControl
              className={classes.switch}
              mb="lg"
              aria-label={t('editor.preview.switch')}
              data={[
                { value: 'write', label: t('editor.preview.write') },
                { value: 'preview', label: t('editor.preview.title') },
              ]}
              value={tab}
              onChange={(next) => setTab(next as 'write' | 'preview')}
            />
          )}
          <VisuallyHidden role="status">{announcement}</VisuallyHidden>
          {conflict ? (
            <ConflictView conflict={conflict} onResolve={keeper.resolve} />
          ) : (
            <div className={classes.columns} data-preview={showPreview}>
              <div
                className={classes.write}
                hidden={!showText}
                onFocusCapture={edited.look}
                onKeyUpCapture={edited.look}
                onPointerUpCapture={edited.look}
              >
                <Group align="flex-end" gap="lg" mb="lg">
                  <TextInput
                    flex="1 1 18rem"
                    label={t('editor.lesson.title')}
                    maxLength={200}
                    data-field="title"
                    {...contentAttributes(language)}
                    value={body.title}
                    onChange={({ currentTarget }) => actions.setTitle(currentTarget.value)}
                  />
                  <NumberInput
                    w="9rem"
                    label={t('editor.lesson.minutes')}
                    min={1}
                    max={600}
                    allowDecimal={false}
                    clampBehavior="strict"
                    data-field="minutes"
                    value={body.minutes}
                    onChange={(value) => actions.setMinutes(numberOrNull(value) ?? 1)}
                  />
                </Group>
                <UploadList uploads={uploads} />
                <BlockList blocks={body.blocks} actions={actions} />
              </div>
              {showPreview ? (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
                <div role="region" className={classes.preview} aria-label={t('editor.preview.title')} tabIndex={0}>
                  <PreviewPane lessonId={lessonId} language={language} body={body} edited={edited} onPlace={lead} />
                </div>
              ) : null}
            </div>
          )}
        </Page>
        <FilesPanel courseId={course.id} uploads={uploads} opened={files} onClose={filesPanel.close} />
        <VersionsPanel
          lessonId={lessonId}
          language={language}
          opened={versions}
          onClose={versionsPanel.close}
          onPublished={published.reread}
        />
        <PublishDialog
          lessonId={lessonId}
          body={body}
          opened={publishing}
          first={published.version === 0}
          onClose={publishDialog.close}
          beforePublish={async () => {
            await keeper.flush();
            const now = keeper.current();
            return now.state === 'saved' ? now.revision : null;
          }}
          onPublished={published.done}
          onPlace={lead}
        />
      </EditorContext>
    </MantineThemeProvider>
  );
}
