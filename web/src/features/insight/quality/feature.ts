import { IconZoomCheck } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';
import { INSIGHT } from '../navigation';

const roles = ['administrator'] as const;

/** Does it tell the truth? How readings agree with what students say, for administrators. */
export const quality: Feature = {
  strings: 'insight',
  routes: [
    {
      roles,
      route: { path: '/admin/quality', lazy: { Component: async () => (await import('./QualityPage')).QualityPage } },
      more: true,
    },
  ],
  navigation: [
    { to: '/admin/quality', label: 'insight:navigation.quality', icon: IconZoomCheck, roles, group: INSIGHT },
  ],
};
