import '@fontsource-variable/figtree/wght.css';
import '@mantine/core/styles.css';
import './app/global.css';
import './app/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { makeRequestsFor, whenAnotherUserSignsIn, whenSessionEnds } from './app/api/client';
import { startI18n } from './app/i18n';
import { printInLightColours } from './app/printing';
import { createQueryClient } from './app/query';
import { createRouter } from './app/router';
import { forgetUser, sessionKey, type SessionState } from './app/session';

const client = createQueryClient();
whenSessionEnds(() => void forgetUser(client));
makeRequestsFor(() => client.getQueryData<SessionState>(sessionKey)?.user?.id);
// What this user has done stays on the device for them; the page becomes that of whoever is signed in now.
whenAnotherUserSignsIn(() => location.reload());
printInLightColours();

await startI18n();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App client={client} router={createRouter()} />
  </StrictMode>,
);
