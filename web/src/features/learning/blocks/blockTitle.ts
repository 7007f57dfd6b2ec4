import { useTranslation } from 'react-i18next';
import type { Block } from '../api';

/** Name a block: by its title or what it holds, or by its kind and place. */
export function useBlockTitle(): (block: Block) => string {
  const { t } = useTranslation('learning');
  return (block) => block.name ?? t(`block.kinds.${block.kind}`, { position: block.position });
}
