import { IconChartDots } from '@tabler/icons-react';
import type { NavigationGroup } from '@/platform/feature';

/** Figures about learning and about the readings behind them, for administrators. */
export const INSIGHT: NavigationGroup = { label: 'insight:navigation.insight', icon: IconChartDots };
