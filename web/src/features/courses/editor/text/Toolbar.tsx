import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconBold,
  IconCode,
  IconH2,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMathFunction,
  IconPhotoPlus,
  IconTable,
} from '@tabler/icons-react';
import type { EditorView } from '@codemirror/view';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FORMAT_KEYS, formatCommand, FORMATS, type Format } from './formatting';
import classes from './MarkdownField.module.css';

const ICONS: Record<Format, typeof IconBold> = {
  bold: IconBold,
  italic: IconItalic,
  heading: IconH2,
  list: IconList,
  numbers: IconListNumbers,
  link: IconLink,
  formula: IconMathFunction,
  table: IconTable,
  code: IconCode,
};

interface ToolbarProps {
  view: EditorView | null;
  /** The name of the field that it belongs to. */
  label: string;
  onImage?: (() => void) | undefined;
}

/** The tools of a text: one stop for Tab, arrow keys within. */
export function Toolbar({ view, label, onImage }: ToolbarProps) {
  const { t } = useTranslation('courses');
  const bar = useRef<HTMLDivElement>(null);
  const tools = [
    ...FORMATS.map((kind) => ({
      name: t(`editor.text.${kind}`),
      key: FORMAT_KEYS[kind]?.replace('Mod-', t('editor.text.control')),
      Icon: ICONS[kind],
      act: () => view && formatCommand(kind)(view),
    })),
    ...(onImage ? [{ name: t('editor.text.image'), key: undefined, Icon: IconPhotoPlus, act: onImage }] : []),
  ];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons.at((at + step) % buttons.length)?.focus();
  };
  return (
    <div ref={bar} role="toolbar" aria-label={t('editor.text.toolbar', { field: label })} className={classes.toolbar}>
      {tools.map(({ name, key, Icon, act }, index) => (
        <Tooltip key={name} label={key ? `${name} (${key.toUpperCase()})` : name} openDelay={500} withinPortal>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={name}
            tabIndex={index === 0 ? 0 : -1}
            onMouseDown={(event) => event.preventDefault()}
            onKeyDown={move}
            onClick={act}
          >
            <Icon size={19} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
