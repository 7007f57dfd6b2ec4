import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BLOCK_KINDS } from '../draft/newBlocks';
import type { BlockKind } from '../types';
import { BLOCK_ICONS } from './blockIcons';
import classes from './Lesson.module.css';

interface AddBlockProps {
  /** What it is called, such as "Add a part below Text 2". */
  label: string;
  /** Quiet between two blocks, plain at the end. */
  between?: boolean;
  onAdd: (kind: BlockKind) => void;
}

/** A button that offers every kind of block. */
export function AddBlock({ label, between = false, onAdd }: AddBlockProps) {
  const { t } = useTranslation('courses');
  return (
    <Menu position="bottom" withinPortal width={280}>
      <Menu.Target>
        <UnstyledButton className={between ? classes.between : classes.add} aria-label={between ? label : undefined}>
          <IconPlus size={between ? 16 : 20} aria-hidden />
          {between ? null : label}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {BLOCK_KINDS.map((kind) => {
          const Icon = BLOCK_ICONS[kind];
          return (
            <Menu.Item key={kind} leftSection={<Icon size={18} stroke={1.7} aria-hidden />} onClick={() => onAdd(kind)}>
              {t(`editor.kinds.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
