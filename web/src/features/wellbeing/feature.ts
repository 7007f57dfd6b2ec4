import { IconCamera, IconLifebuoy, IconTimeline } from '@tabler/icons-react';
import type { Feature } from '@/app/feature';

export const wellbeing: Feature = {
  navigation: [
    { to: '/camera', label: 'wellbeing:navigation.camera', icon: IconCamera, roles: ['student'] },
    { to: '/me/readings', label: 'wellbeing:navigation.readings', icon: IconTimeline, roles: ['student'] },
  ],
  openRoutes: [{ path: '/try', lazy: { Component: async () => (await import('./try/TryPage')).TryPage } }],
  routes: [
    { roles: ['student'], route: { path: '/camera', lazy: { Component: async () => (await import('./camera/CameraPage')).CameraPage } } },
    { roles: ['student'], route: { path: '/me/readings', lazy: { Component: async () => (await import('./readings/ReadingsPage')).ReadingsPage } } },
    { roles: ['student'], route: { path: '/me/readings/lessons', lazy: { Component: async () => (await import('./lessons/OwnLessonsPage')).OwnLessonsPage } } },
    { roles: ['student'], route: { path: '/me/readings/weeks', lazy: { Component: async () => (await import('./lessons/WeeksPage')).WeeksPage } } },
    { roles: ['student'], route: { path: '/me/readings/lessons/:lessonId', lazy: { Component: async () => (await import('./lessons/LessonTimelinePage')).LessonTimelinePage } } },
    { roles: ['student'], route: { path: '/talk', lazy: { Component: async () => (await import('./talk/TalkPage')).TalkPage } } },
  ],
  help: [{ to: '/talk', label: 'wellbeing:navigation.talk', icon: IconLifebuoy, roles: ['student'] }],
};
