import { IconCamera, IconLifebuoy, IconTimeline } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';

export const wellbeing: Feature = {
  strings: 'wellbeing',
  navigation: [
    { to: '/camera', label: 'wellbeing:navigation.camera', icon: IconCamera, roles: ['student'] },
    { to: '/my-data', label: 'wellbeing:navigation.my_data', icon: IconTimeline, roles: ['student'] },
  ],
  openRoutes: [{ path: '/try', lazy: { Component: async () => (await import('./try/TryPage')).TryPage } }],
  routes: [
    {
      roles: ['student'],
      route: { path: '/camera', lazy: { Component: async () => (await import('./consent/CameraPage')).CameraPage } },
    },
    {
      roles: ['student'],
      route: {
        path: '/my-data',
        lazy: { Component: async () => (await import('./my-data/overview/MyDataPage')).MyDataPage },
      },
    },
    {
      roles: ['student'],
      route: {
        path: '/my-data/lessons',
        lazy: { Component: async () => (await import('./my-data/lessons/OwnLessonsPage')).OwnLessonsPage },
      },
    },
    {
      roles: ['student'],
      route: {
        path: '/my-data/weeks',
        lazy: { Component: async () => (await import('./my-data/weeks/WeeksPage')).WeeksPage },
      },
    },
    {
      roles: ['student'],
      route: {
        path: '/my-data/lessons/:lessonId',
        lazy: { Component: async () => (await import('./my-data/lessons/LessonTimelinePage')).LessonTimelinePage },
      },
    },
    {
      roles: ['student'],
      route: { path: '/talk', lazy: { Component: async () => (await import('./talk/TalkPage')).TalkPage } },
    },
  ],
  help: [{ to: '/talk', label: 'wellbeing:navigation.talk', icon: IconLifebuoy, roles: ['student'] }],
};
